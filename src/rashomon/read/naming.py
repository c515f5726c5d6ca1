"""How an outlet is called: bodies above their press rooms, shouted mastheads, the longer name elsewhere in the text."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from babel import Locale

from rashomon.know.base import Knowledge, load_knowledge
from rashomon.know.outlets import find_outlet
from rashomon.read.agencies import agency_of
from rashomon.read.mastheads import NOUNS, SECTION_WORDS, SEPARATOR, SMALL, is_capital

# What kind of paper a body hands out: a line that says this is never the name of who hands it out.
KIND: Final = re.compile(
    r"^(?:(?:press|media|news|text|public|flash|situation|operational|operation|field|incident|safety"
    r"|official|joint|written|special|seismic|weather|interim|initial|emergency|information)\s+)*"
    r"(?:releases?|statements?|bulletins?|communiqu[eé]s?|notices?|advisor(?:y|ies)|updates?|briefings?|messages?|notes?"
    r"|reports?|comments?|remarks|readouts?|circulars?|information|summar(?:y|ies)|alerts?|declaration)"
    r"(?:\s*,?\s*(?:(?:no\.?|nr\.?|n\.|n[°ºo]|number|#|№)\s*)?(?:[\w/.-]*\d[\w/.-]*))?"
    r"(?:$|\s*[,:(|/–—-].*|\s+(?:to|for|by|from|of|on|regarding|concerning|attributed)\b.*)$"
    r"|^(?:for\s+)?(?:immediate|general)\s+(?:release|use|publication)\b.*|^for\s+release\b.*|^embargoed\b.*"
    r"|^(?:press|media|public|information)\s+(?:service|office|room|desk|centre|center|section|department)$"
    r"|^(?:ufficio stampa|service de presse|oficina de prensa|sala de prensa|pressestelle|assessoria de imprensa)$",
    re.IGNORECASE,
)
_ORGAN: Final = (
    r"(?:minist(?:ry|ero|erio|[eè]re|erium)|departments?|directorate(?:-general)?|agency|authority|administration"
    r"|services?|police|command|headquarters|office|secretariat|government|prefecture|council|commission|committee"
    r"|embassy|consulate(?: general)?|mission|presidency|cabinet|chancell(?:ery|ory)|parliament|navy|air force|army"
    r"|coast ?guard|armed forces|survey|society|red cross|red crescent|brigade|fire (?:and rescue|service)"
    r"|municipality|institute|observatory|centre|center|bureau|board|union|organi[sz]ation|chiefs of staff"
    r"|general staff|public affairs|corps|fleet|division|task force|inspectorate|registry|company|corporation)"
)
_BODY: Final = re.compile(
    rf"^(?:[^\W\d_][\w.'’&-]*\s+){{0,7}}?{_ORGAN}(?:\s+(?:of|for|dei|des|de|del|della|du|der)\b.*"
    r"|\s+(?:district|region|sector|area|branch)\s+\w+)?$",
    re.IGNORECASE,
)
_STATE: Final = re.compile(
    r"^(?:the\s+)?(?:[\w-]+\s+){0,2}(?:republic|kingdom|commonwealth|federation|state|states|union|emirate|sultanate"
    r"|principality|city|county|province|municipality|town)\s+of\s+[^,:]+$|^united nations$",
    re.IGNORECASE,
)
# The last word of a newsroom's full name.
_ROOM: Final = (
    r"(?:News|Agency|Wire|Newswire|Press|Service|Times|Post|Herald|Tribune|Gazette|Courier|Journal|Chronicle|Examiner"
    r"|Observer|Star|Sun|Globe|Mail|Express|Record|Register|Dispatch|Monitor|Standard|Argus|Echo|Independent|Inquirer"
    r"|Reporter|Review|Mirror|Guardian|Telegraph|Sentinel|Ledger|Mercury|Bulletin|Advertiser|Citizen|Banner|Beacon"
    r"|Broadcasting|Radio|Television|TV|Network|Media|Daily|Weekly|Quarterly|Monthly|Digest|Packet|Bugle)"
)
_CAPITAL: Final = r"[A-ZÀ-Þ][\w’'&-]*"
_OWN: Final = re.compile(
    r"\b(?:(?:told|telling)|(?:spoke|speaking|spoken|talked|talking|wrote|said) (?:to|with)"
    r"|interview(?:ed)? (?:with|by|to)"
    r"|(?:seen|obtained|reviewed|examined|contacted|asked|visited|verified) by|shared with|e-?mailed to|comment to"
    r"|article (?:in|of)|edition of|(?:writes|reports|reported|covers) [^.\n]{0,40}\bfor|correspondent (?:of|for)"
    r"|(?:reporter|writer|columnist|editor|editors) (?:of|for|at|with))\s+"
    rf"(?P<name>(?:[Tt]he\s+)?(?:{_CAPITAL}\s+){{0,4}}{_ROOM})\b(?!['’]s|\s+{_CAPITAL}|\s+(?:reported|said|wrote))"
)


def body_of(label: str) -> str:
    """The body of state or the organisation that a head's line names ("Spokesperson, Ministry of X"), or ""."""
    if len(label.split()) > 12 or re.search(r"[:?!\"“”;]", label):
        return ""
    for part in label.split("|"):
        whole = part.strip(" =*")
        before = whole.split(", ")[0]
        if not whole or not is_capital(re.sub(r"[/–—-]", "", whole)):
            continue
        if _is_body(before) and len(whole.split(", ")[-1].split()) <= 2 and before != whole:
            return before  # "MINISTRY OF DEFENSE, TOKYO"
        if _is_body(whole):
            return whole
        pieces = [piece.strip(" =*") for piece in SEPARATOR.split(whole) if piece.strip(" =*")]
        found = next((piece for piece in pieces if _is_body(piece) and not is_state(piece)), "")
        if found:
            return found
    return ""


def _is_body(words: str) -> bool:
    if not 1 <= len(words.split()) <= 9 or re.search(r"\s[|/–—-]\s", words):
        return False
    return not KIND.match(words) and bool(_BODY.match(words) or is_state(words))


def is_state(words: str) -> bool:
    """True for a state or a town by itself ("REPUBLIC OF MALTA"), above the body of it that speaks."""
    return bool(_STATE.match(words)) or words.strip().casefold() in _countries()


@cache
def _countries() -> frozenset[str]:
    return frozenset(name.casefold() for name in Locale("en").territories.values())


def speaking_body(lines: list[str]) -> str:
    """Whose paper it is, of the lines of an official head in their order: the first body, with its state behind it."""
    bodies = [body for body in (body_of(line) for line in lines) if body]
    if all(is_state(body) for body in bodies):
        return bodies[0] if len(bodies) == 1 and bodies[0].casefold() not in _countries() else ""
    if len(bodies) > 1 and is_state(bodies[0]) != is_state(bodies[1]):
        state, body = (bodies[0], bodies[1]) if is_state(bodies[0]) else (bodies[1], bodies[0])
        return body if state.casefold() in body.casefold() else f"{body}, {state}"
    return bodies[0]


_TAIL: Final = re.compile(
    r"\s+(?:web ?site|(?<!of )staff(?: (?:reporters?|writers?))?|(?:and|with) (?:news )?agenc(?:y|ies)"
    r"|\((?:en|english)\))$",
    re.IGNORECASE,
)


def shown_name(name: str, text: str) -> str:
    """A name as an archivist would write it: without "website" and "staff", and not shouted (KCNA stays KCNA)."""
    bare = _TAIL.sub("", name.strip(" ,;:–—-"))
    if ", " in bare:
        return ", ".join(shown_name(piece, text) for piece in bare.split(", "))
    if not bare.isupper() or agency_of(bare):
        return bare
    for match in re.finditer(r"(?<!\w)" + re.escape(bare) + r"(?!\w)", text, re.IGNORECASE):
        if not match[0].isupper() and match[0][0].isupper():
            return " ".join(match[0].split())
    words = bare.split()
    if len(words) == 1 and len(re.sub(r"\W|\d", "", bare)) <= 5:
        return bare
    elsewhere = "\n".join(line for line in text.split("\n") if bare not in line)
    return " ".join(_lowered(word, number, elsewhere) for number, word in enumerate(words))


def _lowered(word: str, number: int, text: str) -> str:
    if number and word.casefold() in SMALL:
        return word.casefold()
    letters = re.sub(r"[^\w]", "", word)
    if word.count(".") > 1 or (re.search(r"\d", word) and len(letters) <= 4) or agency_of(word):
        return word
    if len(letters) <= 4 and (not re.search(r"[AEIOUYÀ-Þ]", letters) or _is_letters(letters, text)):
        return word
    return re.sub(r"[^\W_]+", lambda part: _cased(part, word, number), word)


def _cased(part: re.Match[str], word: str, number: int) -> str:
    behind = word[part.start() - 1 : part.start()]
    if behind in ("'", "’") and part.start() > 2:
        return part[0].replace("İ", "i").lower()  # PEOPLE'S
    if number and len(part[0]) == 1 and word[part.end() : part.end() + 1] in ("'", "’") and part[0] in "DL":
        return part[0].lower()  # d'Alger
    return part[0][0] + part[0][1:].replace("İ", "i").lower()


def _is_letters(letters: str, text: str) -> bool:
    """True for letters that stand for words: the running text writes them in capitals among other words, or they are
    of the kind that broadcasters and states go by."""
    if letters in ("ABC", "NBC", "CBS", "UK", "USA", "US", "UN", "EU", "UAE", "AP", "TV", "NATO", "ASEAN", "OSCE"):
        return True
    running = [line for line in text.split("\n") if not line.isupper() and len(line.split()) > 8]
    return any(re.search(rf"\b{re.escape(letters)}\b", line) for line in running)


def fuller_name(short: str, text: str) -> str:
    """The longer form of an outlet's mark where the text prints it: "Pontic News Agency" for "(Pontic)" or "(PNA)"."""
    found: list[str] = []
    if len(short.split()) <= 2 and not short.isupper():
        pattern = rf"(?<!\w)(?:The )?{re.escape(short)}(?: {_CAPITAL}){{0,3}} {_ROOM}\b"
        found = [match[0] for match in re.finditer(pattern, text) if match[0] != short]
    elif 2 <= len(short) <= 5 and short.isalpha():
        step = r"[\w’'.-]*\s+(?:of\s+|the\s+|and\s+)?"
        pattern = r"(?<!\w)" + step.join(short) + r"[\w’'.-]+"
        # Inside the text a chain of initials is only a name when it ends as newsrooms' names do.
        edges = (0, 300), (max(0, len(text) - 300), len(text))
        for match in re.finditer(pattern, text):
            edge = any(start <= match.start() < end for start, end in edges)
            if "\n" not in match[0] and (edge or re.search(rf"\b{_ROOM}$", match[0])):
                found.append(match[0])
    return max(found, key=len).rstrip(".") if found else ""


def own_name(text: str, start: int) -> str:
    """The paper that a text speaks of as its own ("told The Bay Examiner"), if it names one alone and no known one.

    A paper that is famous enough for the shelf is quoted by others: its name in a sentence proves nothing.
    """
    found: dict[str, str] = {}
    for match in _OWN.finditer(text, start):
        name = " ".join(match["name"].split())
        name = "The " + name[4:] if name[:4] == "the " else name
        bare = name.removeprefix("The ")
        if name == bare and " " not in bare:
            continue
        plain = all(word.casefold() in SECTION_WORDS for word in bare.split())
        if plain or agency_of(bare) or find_outlet(name, _shelf()):
            continue
        found.setdefault(bare.casefold(), name)
    longest = max(found, key=len, default="")
    return found[longest] if longest and all(longest.endswith(bare) for bare in found) else ""


@cache
def _shelf() -> Knowledge:
    return load_knowledge()


def paper_of(byline: str) -> str:
    """The paper behind a byline's names: "By a staff reporter, The Quay Observer", "By Rosa Lind | Coast Mercury"."""
    for piece in re.split(r"\s*[|,•·]\s+|\s+\b(?:of|for|at)\s+(?=[Tt]he\s+[A-Z])", byline)[1:]:
        paper = piece.strip(" .")
        if _ROLE.search(paper) or not NOUNS.search(paper) or not is_capital(paper.removeprefix("the ")):
            continue
        return "The " + paper[4:] if paper[:4] == "the " else paper
    return ""


_ROLE: Final = re.compile(
    r"\b(?:staff|correspondents?|reporters?|editors?|writers?|desk|bureau|special to|contributors?|in)\b", re.IGNORECASE
)
