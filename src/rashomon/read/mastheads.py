"""Which words of a page's head name its outlet, and which are sections, bylines and other labels."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from rashomon.read.agencies import agency_of
from rashomon.read.lines import Line
from rashomon.text.days import StatedDay, zone_of

SECTION_WORDS: Final = frozenset(re.findall(r"\S+", """
    news breaking world asia europe africa america americas korea japan china india politics national
    international local region regional metro business economy markets sport sports opinion analysis comment
    commentary editorial feature features explainer trending viral now staff updated update posted published live
    latest urgent exclusive defense defence security science health culture disasters war conflict top stories
    story home page edition late early final morning evening weekend english print online web admin read min
    minutes comments statement release press note no. share photo video gallery sunday saturday by the for from on
    at in of and issued date time release: weekly monthly quarterly daily editor editors sent founded established
    price own desk agencies website digital retrieved newsletter subject
"""))  # fmt: skip
SMALL: Final = frozenset(re.findall(r"\S+", """
    of the and for in on at to a an de dei del della delle des di do da dos das du e y et el la las le les los und von
    der die das den van het og och i
"""))  # fmt: skip
BYLINE: Final = re.compile(
    r"^(?:text |words |story |report(?:ing|ed)? |written |posted |published )?by:?\s+(?=\S)"
    r"|^(?:our|from our|from a|a|the)\s(?:\S+\s){0,3}(?:correspondents?|reporters?|desk|bureau|staff)\b"
    r"|^(?:staff (?:reporter|writer)|special correspondent|agencies|news desk|web desk|admin|staff)$"
    r"|^(?:from|source|via|provided by)[: ]\s*(?=[A-Z])|^(?:retrieved from|source|via):?\s+(?=\w+\.\w)"
    r"|^(?:editors?|edited by|author|writer|reporter|correspondent|web editor|contributor)s?\s*:\s*(?=\S)",
    re.IGNORECASE,
)
SEPARATOR: Final = re.compile(
    r"\s*(?:\||·|•|»|›|>|▸|▶|►|→|❯|■|◆|@|//|\[|\]|\u2002|\u2003)\s*|\s+(?:--|—|–|-|/)\s+|\s{3,}|\t|(?<=\w{3})[.,;]\s+|[()]"
)
EDGE: Final = re.compile(
    r"^(?:updated|posted|(?:first )?published|issued|released|sent|retrieved|last (?:updated|modified)|as of|date|on|in"
    r"|at|of)\b[\s:,]*"
    r"|[\s:,.–—-]*\b(?:as of|on|in|at|of|updated|posted|published|,)[\s:,.–—-]*$",
    re.IGNORECASE,
)
NOUNS: Final = re.compile(
    r"\b(?:agency|agencia|agenzia|wire|newswire|press|news|times|post|herald|ledger|tribune|gazet(?:te|ta)|courier|daily|"
    r"journal|chronicle|citizen|mirror|observer|guardian|telegraph|examiner|sentinel|bugle|star|sun|globe|mail|express|"
    r"record|register|dispatch|monitor|standard|argus|echo|independent|inquirer|reporter|review|weekly|today|bureau|"
    r"broadcasting|radio|television|tv|network|media|online|buzz|pulse|hive|hub\w*|feed|viral|watch|affairs|ministry|"
    r"command|office|department|information|service|underwriter|engineer|advertiser|bulletin|voice|evening|morning|"
    r"light|banner|mercury|packet|today|quarterly|monthly|digest|diario|di[aá]rio|jornal|correio|folha|voz|corriere|"
    r"giornale|gazzetta|gazete\w*|d[eé]p[eê]che|courrier|kurier|nachrichten|tageblatt|dagblad|posten|bladet|tidende|"
    r"tidning|khabar|patrika|samachar|shimpo|shimbun|ilbo|sinmun|harian|berita|novosti|vesti|"
    r"argus|banner|beacon|call|eagle|leader|nation|patriot|republic|world|zeitung|monde|figaro|\w+wire|\w+news|"
    r"\w+24|\w+365)\b",
    re.IGNORECASE,
)


class Label(msgspec.Struct, frozen=True):
    line: Line
    text: str


ISSUE: Final = re.compile(
    r"\b(?:issue|edition)\b.{0,20}(?:19|20)\d\d|\s\d{1,2}/(?:19|20)\d\d$|[,|]\s*(?:vol\.|issue|no\.)\s*\d",
    re.IGNORECASE,
)


def stands_as_label(text: str, line: Line, days: list[StatedDay]) -> bool:
    """True when a day stands in a line as a label and not inside a title ("Toll of 1 October raised to 60")."""
    covered = sum(len(text[day.start : day.end].split()) for day in days)
    if len(text[line.start : line.end].split()) - covered > 12:
        return False
    before, after = text[line.start : days[0].start], text[days[-1].end : line.end]
    wide = before.endswith(("  ", "\t")) or after.startswith(("  ", "\t"))
    before, after = before.strip(), after.strip()
    if re.search(r"(?<!as )\b(?:of|since|after|before|until|to)$", before, re.IGNORECASE):
        return False
    free = wide or not before or not before[-1].isalnum() or bool(EDGE.search(before))
    return free or not after or not after[0].isalnum()


def is_tagged(words: str) -> bool:
    """True for "HeadlineHub24 - World - 1 comment": a name between the labels of a page, without a day."""
    pieces = [piece.strip() for piece in SEPARATOR.split(words) if piece.strip()]
    if not 2 <= len(pieces) <= 5 or len(words.split()) > 9:
        return False
    tags = [piece for piece in pieces if is_section(piece) or re.search(r"\d+ (?:comments?|min)\b", piece)]
    named = [piece for piece in pieces if piece not in tags]
    return bool(tags) and len(named) == 1 and (bool(NOUNS.search(named[0])) or " " not in named[0])


def is_section(words: str) -> bool:
    low = re.findall(r"[\w.']+", words.casefold())
    if not low:
        return True
    if len(low) <= 4 and all(word in SECTION_WORDS or word.isdigit() for word in low):
        return True
    crumbs = re.fullmatch(r"[\w &]{2,25}(?:\s*[>»›▸/]\s*[\w &]{2,25}){1,4}", words)
    return bool(crumbs) and not crumb_of(words)


def crumb_of(words: str) -> str:
    """The outlet at the head of a page's path ("HotWire Asia » World » Trending"), or ""."""
    pieces = [piece.strip() for piece in re.split(r"\s*(?:[>»›▸]+|\s/\s)\s*", words) if piece.strip()]
    if len(pieces) < 2 or len(words.split()) > 12 or not NOUNS.search(pieces[0]) or not names_an_outlet(pieces[0]):
        return ""
    low = [word.casefold() for word in pieces[0].split()]
    return "" if all(word in SECTION_WORDS for word in low) or len(low) > 5 else pieces[0]


_CLOCKS: Final = re.compile(
    r"\b\d{1,2}(?:[:.h]\d\d)(?:\s?[ap]\.?m\.?)?(?:\s(?:hrs|hours))?|\b\d{4}\s?(?:hrs|hours)\b", re.IGNORECASE
)


def sort_masthead(text: str, line: Line, days: list[StatedDay], into: tuple[list[str], list[str], list[str]]) -> None:
    """Sort the parts of a line that carries a day into names of outlets, bylines and places."""
    names, bylines, places = into
    words = text[line.start : line.end]
    for day in reversed(days):
        words = words[: day.start - line.start] + " | " + words[day.end - line.start :]
    words = _CLOCKS.sub(" | ", words)
    bare_town = re.fullmatch(r"[A-Z][a-zà-þ]+(?: [A-Z][a-zà-þ]+)?", words.strip(" |,;.–—-/"))
    for piece in SEPARATOR.split(words):
        part = piece.strip(" ,.:;–—-/")
        if BYLINE.match(part):
            bylines.append(part)
            editors = re.search(r"\b(?:editors|staff|desk) of ((?:the )?[A-Z].+)$", part)
            if editors:
                names.append(editors[1])
            continue
        trimmed = EDGE.sub("", EDGE.sub("", part)).strip(" ,.:;–—-/")
        trimmed = re.sub(r"\s+\d{1,2}/(?:19|20)\d\d$", "", trimmed)
        if trimmed != part and re.match(r"(?:in|of|issue)\b", part, re.IGNORECASE):
            continue  # "in Disasters": the section it was filed under
        town = (bare_town and not agency_of(trimmed)) or _stands_as_place(trimmed, text, line.end)
        if zone_of(trimmed) or zone_of(trimmed.title()) or (town and not NOUNS.search(trimmed)):
            places.append(trimmed)
        elif names_an_outlet(trimmed):
            names.append(trimmed)


def _stands_as_place(words: str, text: str, start: int) -> bool:
    """True when the text says that something is in or near what these words name: a town, not a paper."""
    if not re.fullmatch(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}", words):
        return False
    return bool(re.search(rf"\b(?i:in|at|near|off|outside|around)\s+{re.escape(words)}\b", text[start:], re.IGNORECASE))


def names_an_outlet(part: str) -> bool:
    words = part.split()
    if len(part) <= 3 and (not part.isupper() or part in ("AM", "PM", "ET", "EN")):
        return False  # "En", "lq"
    if len(words) > 1 and not is_capital(part.removesuffix(" website")):
        return False  # "own information", "Quarterly for structural engineers"
    if re.fullmatch(r"(?:Juche|Heisei|Reiwa|Sh[oō]wa|Minguo) \d{1,3}", part):
        return False  # a year in another calendar
    if len(words) == 1 and part.isalpha() and len(part) > 4 and part.casefold() not in SECTION_WORDS:
        return True
    if not 1 <= len(words) <= 7 or part[0].isdigit() or re.fullmatch(r"[A-Z]\d{1,3}|[a-z.\s]+", part):
        return False
    if all(word.casefold().strip(".,") in SECTION_WORDS or not word[0].isalnum() for word in words):
        return bool(re.fullmatch(r"(?:The )?[A-Z]\w+ (?:News|Press|Times|Post|World)", part))
    if re.search(
        r"\b(?:edition|min read|comments?|page|vol|issue|hrs|note no|reading time|english service|price|founded|"
        r"established|since \d{4}|https?|own information|subject)\b",
        part,
        re.IGNORECASE,
    ):
        return False
    return bool(re.match(r"[^\W\d_]", part)) and any(char.isupper() for char in part)


def credited_by(byline: str) -> list[str]:
    """Agencies and papers that a credit line names: "From Samjin News Agency", "Source: AFP"."""
    credit = r"(?i:retrieved from|from|source|via|provided by)[: ]\s*(?=(?:the )?[A-Z]|\w+\.\w)([^<|]+)"
    match = re.match(credit, byline)
    return [match[1].strip(' ."')] if match and not re.match(r"our\b|a\b", match[1], re.IGNORECASE) else []


def outlet_among(labels: list[Label], near: set[int], wires: list[str]) -> tuple[str, list[Label], Line | None]:
    """The label that looks most like the name of an outlet, if any does, and the labels left."""
    best, best_score = None, 0
    for label in labels:
        score = outlet_score(label, near, wires)
        if score > best_score:
            best, best_score = label, score
    if best is None or best_score < (3 if len(labels) > 1 else 4):
        return "", labels, None
    pieces = [piece.strip(" =*") for piece in SEPARATOR.split(best.text)]
    fitting = [piece for piece in pieces if piece and names_an_outlet(piece)]
    name = next((piece for piece in fitting if NOUNS.search(piece)), (fitting or [best.text.strip("[]=* ")])[0])
    return name, [label for label in labels if label is not best], best.line


def only_a_place(name: str, labels: list[Label], near: set[int]) -> bool:
    """True when the one name beside the day is the town ("Suzu, 17 September") and a label above is the paper."""
    better = max((outlet_score(label, near, []) for label in labels), default=0)
    return not NOUNS.search(name) and len(name.split()) <= 2 and better >= 4 and len(labels) > 1


def is_capital(words: str) -> bool:
    """True when every word that is not small begins with a capital, as in a name ("La Dépêche d'Alger")."""
    return all(
        word[0].isupper() or word.casefold() in SMALL or not word[0].isalpha() or word[1:2] in ("'", "’")
        for word in words.split()
    )


def is_weak(name: str) -> bool:
    """True for what stands where an outlet does and looks like none: a section, a topic, an agency as the source."""
    plain = all(word.casefold() in SECTION_WORDS for word in name.split())
    return plain or bool(agency_of(name)) or not NOUNS.search(name)


def is_masthead(label: Label) -> bool:
    """True for a line that by its form is the name of a paper: capitals, no sentence, a noun of the trade."""
    name = re.split(r", |\s[|(]", label.text)[0]
    if len(name.split()) > 6 or re.search(r"[:?!;\"“”]", label.text):
        return False
    return is_capital(name) and bool(NOUNS.search(name))


def outlet_score(label: Label, near: set[int], wires: list[str]) -> int:
    words = label.text.split()
    score = 2 if NOUNS.search(label.text) else 0
    score += 1 if len(words) <= 5 else -2 if len(words) > 7 else 0
    score += -1 if any(word[0].islower() and word not in SMALL for word in words) else 1
    score += 1 if words[0] in ("The", "THE") and len(words) <= 5 else 0
    score -= 2 if re.search(r"[:?\"“”;,]|\b\d", label.text) else 0
    score += 1 if label.line.start in near else 0
    if any(_same_outlet(wire, label.text) for wire in wires):
        score += 4
    return score


def _same_outlet(short: str, full: str) -> bool:
    """True when a wire's bracket ("Hanbada", "KCNA") stands for the full name ("Hanbada News Agency")."""
    words = re.findall(r"\w+", full)
    if not words or len(words) > 6:
        return False
    if short.isupper() and 2 <= len(short) <= 5 and short[0] == full[0].upper():
        rest = iter(full.upper())  # GNW: Ganges NewsWire
        if all(letter in rest for letter in short) and all(word[0].upper() in short for word in words):
            return True
    initials = "".join(word[0] for word in words if word[0].isupper())
    low = short.casefold()
    return any(word.casefold() == low for word in words) or low == full.casefold() or short == initials


def same_outlet(short: str, full: str) -> bool:
    """True when a wire's bracket ("Hanbada", "KCNA") stands for the full name ("Hanbada News Agency")."""
    return _same_outlet(short, full) or _same_outlet(full, short) or full.casefold().startswith(short.casefold() + " ")
