"""The head of a report in plain text: which of the first lines are title, masthead, byline and dateline.

Pages print these in every order ("The Ansan Citizen, Thursday 17 April 2014, late edition", "[Agency] Updated ...",
"SEOUL, June 5 (Agency) --"); each line is taken apart at its separators and each part is weighed by its form.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import msgspec
from babel import Locale

from rashomon.text.days import StatedDay, find_days, zone_of

HEAD_LINES: Final = 14
BLANK: Final = " \t\r\n\f\v\u00a0\u200b\u3000\ufeff"


class Part(msgspec.Struct, frozen=True):
    """A stretch of the head; kind: title, headline, dateline (everything that is label, not news)."""

    start: int
    end: int
    kind: str


class Head(msgspec.Struct, frozen=True):
    """What the first lines hold; `body` is where the news itself starts (code points).

    outlet: as written; place: city of the dateline; wire: what stands in the dateline's brackets; bylines: names of
    persons or desks; days: stated days in order of trust; dateline: its words.
    """

    parts: tuple[Part, ...]
    body: int
    outlet: str = ""
    place: str = ""
    wires: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    days: tuple[StatedDay, ...] = ()
    dateline: str = ""


class Line(msgspec.Struct, frozen=True):
    """A line without its surrounding white space; `gap` is True when a blank line stands before it."""

    start: int
    end: int
    gap: bool


def lines_of(text: str) -> list[Line]:
    """Every line that holds something, with offsets into the text."""
    found: list[Line] = []
    gap = False
    for match in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        stripped = match.group().strip(BLANK)
        if not stripped:
            gap = True
            continue
        start = match.start() + match.group().index(stripped)
        between = text[found[-1].end : start] if found else ""
        found.append(Line(start, start + len(stripped), gap or between.replace("\r\n", "\n").count("\n") > 1))
        gap = False
    return found


# ---- what a line is -------------------------------------------------------------------------------------------------

_FINAL: Final = re.compile(r"""[.!?。！？…][)"'”’»\]]*$""")
_STOP: Final = re.compile(r"""(?:[.。]|다\.)[)"'”’»\]]*$""")
_INNER_STOP: Final = re.compile(r"""[a-z0-9%)][.!?]["”’]?\s+["“‘]?[A-Z]""")
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_prose(line: str) -> bool:
    """True for running text: a sentence of some length with its full stop, or several sentences."""
    words = line.split()
    if _CJK.search(line):
        return len(line) >= 25 and (bool(_FINAL.search(line)) or "다." in line or "。" in line)
    if len(words) >= 32:
        return True
    if _INNER_STOP.search(line) and len(words) >= 9 and _FINAL.search(line):
        return True
    if len(words) >= 7 and _STOP.search(line):
        return True
    return len(words) >= 17 and bool(_FINAL.search(line))


_SECTION_WORDS: Final = frozenset(
    [
        "news",
        "breaking",
        "world",
        "asia",
        "europe",
        "africa",
        "america",
        "americas",
        "korea",
        "japan",
        "china",
        "india",
        "politics",
        "national",
        "international",
        "local",
        "region",
        "regional",
        "metro",
        "business",
        "economy",
        "markets",
        "sport",
        "sports",
        "opinion",
        "analysis",
        "comment",
        "commentary",
        "editorial",
        "feature",
        "features",
        "explainer",
        "trending",
        "viral",
        "now",
        "staff",
        "updated",
        "update",
        "posted",
        "published",
        "live",
        "latest",
        "urgent",
        "exclusive",
        "defense",
        "defence",
        "security",
        "science",
        "health",
        "culture",
        "disasters",
        "war",
        "conflict",
        "top",
        "stories",
        "story",
        "home",
        "page",
        "edition",
        "late",
        "early",
        "final",
        "morning",
        "evening",
        "weekend",
        "english",
        "print",
        "online",
        "web",
        "admin",
        "read",
        "min",
        "minutes",
        "comments",
        "statement",
        "release",
        "press",
        "note",
        "no.",
        "share",
        "photo",
        "video",
        "gallery",
        "sunday",
        "saturday",
        "by",
        "the",
        "for",
        "from",
        "on",
        "at",
        "in",
        "of",
        "and",
        "issued",
        "date",
        "time",
        "release:",
    ]
)
_BYLINE: Final = re.compile(
    r"^(?:text |words |story |report(?:ing|ed)? |written |posted |published )?by:?\s+(?=\S)"
    r"|^(?:our|from our|from a|a|the)\s(?:\S+\s){0,3}(?:correspondents?|reporters?|desk|bureau|staff)\b"
    r"|^(?:staff (?:reporter|writer)|special correspondent|agencies|news desk|web desk|admin|staff)$"
    r"|^(?:from|source|via|provided by)[: ]\s*(?=[A-Z])",
    re.IGNORECASE,
)
_SEPARATOR: Final = re.compile(
    r"\s*(?:\||·|•|»|›|>|@|//|\[|\]|\u2002|\u2003)\s*|\s+(?:--|—|–|-|/)\s+|\s{3,}|\t|(?<=\w{3})[.,;]\s+|[()]"
)
_EDGE: Final = re.compile(
    r"^(?:updated|posted|published|issued|released|last (?:updated|modified)|as of|first published|date|on|in|at|of)\b[\s:,]*"
    r"|[\s:,.–—-]*\b(?:as of|on|in|at|of|updated|posted|published|,)[\s:,.–—-]*$",
    re.IGNORECASE,
)
_NOUNS: Final = re.compile(
    r"\b(?:agency|agencia|agenzia|wire|newswire|press|news|times|post|herald|ledger|tribune|gazet(?:te|ta)|courier|daily|"
    r"journal|chronicle|citizen|mirror|observer|guardian|telegraph|examiner|sentinel|bugle|star|sun|globe|mail|express|"
    r"record|register|dispatch|monitor|standard|argus|echo|independent|inquirer|reporter|review|weekly|today|bureau|"
    r"broadcasting|radio|television|tv|network|media|online|buzz|pulse|hive|hub\w*|feed|viral|watch|affairs|ministry|"
    r"command|office|department|information|service|underwriter|engineer|advertiser|bulletin|voice|evening|morning|"
    r"light|argus|banner|beacon|call|eagle|leader|nation|patriot|republic|world|zeitung|monde|figaro|\w+wire|\w+news|"
    r"\w+24|\w+365)\b",
    re.IGNORECASE,
)


class _Label(msgspec.Struct, frozen=True):
    line: Line
    text: str


def read_head(text: str) -> Head:
    """Take the first lines apart; a report that starts with its first sentence has an empty head."""
    lines = lines_of(text[:20_000])
    labels: list[_Label] = []
    parts: list[Part] = []
    days: list[StatedDay] = []
    names: list[str] = []
    bylines: list[str] = []
    places: list[str] = []
    wires: list[str] = []
    dated: set[int] = set()
    opening: Line | None = None
    dateline: Dateline | None = None
    for index, line in enumerate(lines[:HEAD_LINES]):
        words = text[line.start : line.end]
        dateline = dateline_of(text, line.start, line.end)
        if is_prose(words) or (dateline is not None and dateline.end < line.end):
            opening = line
            break
        found = find_days(text, line.start, line.end)
        if dateline is not None:  # a dateline on a line of its own
            days += dateline.days
            places.append(dateline.place)
            wires += dateline.wires
            parts.append(Part(line.start, line.end, "dateline"))
        elif (found and _labels(text, line, found)) or _ISSUE.search(words):
            dated.add(index)
            days += found
            _masthead(text, line, found, (names, bylines, places))
            parts.append(Part(line.start, line.end, "dateline"))
        elif _BYLINE.match(words) and len(words.split()) <= 12:
            bylines.append(words)
            parts.append(Part(line.start, line.end, "dateline"))
        elif _is_section(words):
            parts.append(Part(line.start, line.end, "dateline"))
        elif _tagged(words):
            names += [piece for piece in _SEPARATOR.split(words) if piece and _names_an_outlet(piece.strip())][:1]
            parts.append(Part(line.start, line.end, "dateline"))
        else:
            label = _unglued(text, line, days, parts)
            tail = _TAIL.search(label.text)
            if tail and tail[1]:
                names.append(tail[1])
            labels.append(label)
    else:
        opening = lines[HEAD_LINES] if len(lines) > HEAD_LINES else None
        dateline = None
    if opening is None and len(lines) <= 1:
        labels = []  # a single line is the news, not its title
    glued = _glued_day(text, opening) if opening and dateline is None else None
    start = opening.start if opening else len(text)
    if dateline is not None and opening is not None:
        wires += dateline.wires
        places.insert(0, dateline.place)
        days += dateline.days
        parts.append(Part(opening.start, dateline.end, "dateline"))
        start = dateline.end
    elif glued is not None and opening is not None:
        days.append(glued[1])
        start = glued[0]
        more = dateline_of(text, start, opening.end)
        if more is not None and more.end < opening.end:
            wires += more.wires
            places.append(more.place)
            days += more.days
            start = more.end
        parts.append(Part(opening.start, start, "dateline"))
    credited = [name for line in bylines for name in _credited(line)]
    outlet = next((name for name in names if _NOUNS.search(name)), names[0] if names else "")
    near = {lines[i + step].start for i in dated for step in (-1, 1) if 0 <= i + step < len(lines)}
    if not outlet or (len(names) == 1 and _only_a_place(outlet, labels, near)):
        outlet, labels, chosen = _outlet_among(labels, near, wires)
        if chosen is not None:
            parts.append(Part(chosen.start, chosen.end, "dateline"))
    title_parts, suffix = _titles(labels)
    parts += title_parts
    return Head(
        parts=tuple(sorted(parts, key=lambda part: part.start)),
        body=start,
        outlet=outlet or suffix,
        place=next((place for place in places if place), ""),
        wires=tuple(dict.fromkeys([*wires, *credited])),
        bylines=tuple(bylines),
        days=tuple(days),
        dateline=_dateline_words(text, opening, dateline, days),
    )


def _dateline_words(text: str, opening: Line | None, dateline: Dateline | None, days: list[StatedDay]) -> str:
    """The words of the dateline; of a page without one the words of its day, which others may read again."""
    if dateline is not None and opening is not None:
        return text[opening.start : dateline.end].strip(BLANK + "-—–:")
    return text[days[0].start : days[0].end] if days else ""


_ISSUE: Final = re.compile(
    r"\b(?:issue|edition)\b.{0,20}(?:19|20)\d\d|\s\d{1,2}/(?:19|20)\d\d$|[,|]\s*(?:vol\.|issue|no\.)\s*\d",
    re.IGNORECASE,
)


def _labels(text: str, line: Line, days: list[StatedDay]) -> bool:
    """True when a day stands in a line as a label and not inside a title ("Toll of 1 October raised to 60")."""
    covered = sum(len(text[day.start : day.end].split()) for day in days)
    if len(text[line.start : line.end].split()) - covered > 12:
        return False
    before, after = text[line.start : days[0].start], text[days[-1].end : line.end]
    wide = before.endswith(("  ", "\t")) or after.startswith(("  ", "\t"))
    before, after = before.strip(), after.strip()
    if re.search(r"(?<!as )\b(?:of|since|after|before|until|to)$", before, re.IGNORECASE):
        return False
    free = wide or not before or not before[-1].isalnum() or bool(_EDGE.search(before))
    return free or not after or not after[0].isalnum()


_TAIL: Final = re.compile(r"\s+([\w-]+\.[a-z]{2,5}|\w+\d\w*)?\s*[·|-]?\s*\d+ min(?:ute)?s?(?: read)?$")


def _tagged(words: str) -> bool:
    """True for "HeadlineHub24 - World - 1 comment": a name between the labels of a page, without a day."""
    pieces = [piece.strip() for piece in _SEPARATOR.split(words) if piece.strip()]
    if not 2 <= len(pieces) <= 5 or len(words.split()) > 9:
        return False
    tags = [piece for piece in pieces if _is_section(piece) or re.search(r"\d+ (?:comments?|min)\b", piece)]
    named = [piece for piece in pieces if piece not in tags]
    return bool(tags) and len(named) == 1 and (bool(_NOUNS.search(named[0])) or " " not in named[0])


def _unglued(text: str, line: Line, days: list[StatedDay], parts: list[Part]) -> _Label:
    """A title without the day in front of it and the reading time behind it, which go to the dateline."""
    start, end = line.start, line.end
    glued = _glued_day(text, line)
    if glued is not None:
        days.append(glued[1])
        parts.append(Part(start, glued[0], "dateline"))
        start = glued[0]
    tail = _TAIL.search(text[start:end])
    if tail:
        parts.append(Part(start + tail.start(), end, "dateline"))
        return _Label(msgspec.structs.replace(line, start=start, end=start + tail.start()), text[start:end])
    return _Label(msgspec.structs.replace(line, start=start), text[start:end])


def _is_section(words: str) -> bool:
    low = re.findall(r"[\w.']+", words.casefold())
    if not low:
        return True
    if len(low) <= 4 and all(word in _SECTION_WORDS or word.isdigit() for word in low):
        return True
    return bool(re.fullmatch(r"[\w &]{2,25}(?:\s*[>»›/]\s*[\w &]{2,25}){1,4}", words))


def _masthead(text: str, line: Line, days: list[StatedDay], into: tuple[list[str], list[str], list[str]]) -> None:
    """Sort the parts of a line that carries a day into names of outlets, bylines and places."""
    names, bylines, places = into
    words = text[line.start : line.end]
    for day in reversed(days):
        words = words[: day.start - line.start] + " | " + words[day.end - line.start :]
    for piece in _SEPARATOR.split(words):
        part = piece.strip(" ,.:;–—-")
        if _BYLINE.match(part):
            bylines.append(part)
            editors = re.search(r"\b(?:editors|staff|desk) of ((?:the )?[A-Z].+)$", part)
            if editors:
                names.append(editors[1])
            continue
        trimmed = _EDGE.sub("", _EDGE.sub("", part)).strip(" ,.:;–—-")
        trimmed = re.sub(r"\s+\d{1,2}/(?:19|20)\d\d$", "", trimmed)
        if trimmed != part and re.match(r"(?:in|of|issue)\b", part, re.IGNORECASE):
            continue  # "in Disasters": the section it was filed under
        bare_town = re.fullmatch(r"[A-Z][a-zà-þ]+(?: [A-Z][a-zà-þ]+)?, ?\|?", words.strip(" |") + ",")
        if zone_of(trimmed) or zone_of(trimmed.title()) or (bare_town and not _NOUNS.search(trimmed)):
            places.append(trimmed)
        elif _names_an_outlet(trimmed):
            names.append(trimmed)


def _names_an_outlet(part: str) -> bool:
    words = part.split()
    if len(words) == 1 and part.isalpha() and len(part) > 4 and part.casefold() not in _SECTION_WORDS:
        return True
    if not 1 <= len(words) <= 7 or part[0].isdigit() or re.fullmatch(r"[A-Z]\d{1,3}|[a-z.\s]+", part):
        return False
    if all(word.casefold().strip(".,") in _SECTION_WORDS or not word[0].isalnum() for word in words):
        return bool(re.fullmatch(r"(?:The )?[A-Z]\w+ (?:News|Press|Times|Post|World)", part))
    if re.search(
        r"\b(?:edition|min read|comments?|page|vol|issue|hrs|note no|reading time|english service)\b",
        part,
        re.IGNORECASE,
    ):
        return False
    return bool(re.match(r"[^\W\d_]", part)) and any(char.isupper() for char in part)


def _credited(byline: str) -> list[str]:
    """Agencies and papers that a credit line names: "From Samjin News Agency", "Source: AFP"."""
    match = re.match(r"(?:from|source|via|provided by)[: ]\s*(?=[A-Z])(.+)$", byline, re.IGNORECASE)
    return [match[1].strip(" .")] if match and not re.match(r"our\b|a\b", match[1], re.IGNORECASE) else []


def _outlet_among(labels: list[_Label], near: set[int], wires: list[str]) -> tuple[str, list[_Label], Line | None]:
    """The label that looks most like the name of an outlet, if any does, and the labels left."""
    best, best_score = None, 0
    for label in labels:
        score = _outlet_score(label, near, wires)
        if score > best_score:
            best, best_score = label, score
    if best is None or best_score < (3 if len(labels) > 1 else 4):
        return "", labels, None
    pieces = [piece.strip(" =*") for piece in _SEPARATOR.split(best.text)]
    name = next((piece for piece in pieces if piece and _names_an_outlet(piece)), best.text.strip("[]=* "))
    return name, [label for label in labels if label is not best], best.line


def _only_a_place(name: str, labels: list[_Label], near: set[int]) -> bool:
    """True when the one name beside the day is the town ("Suzu, 17 September") and a label above is the paper."""
    better = max((_outlet_score(label, near, []) for label in labels), default=0)
    return not _NOUNS.search(name) and len(name.split()) <= 2 and better >= 4 and len(labels) > 1


def _outlet_score(label: _Label, near: set[int], wires: list[str]) -> int:
    words = label.text.split()
    small = {"of", "the", "and", "for", "de", "dei", "del", "la", "le", "di", "du", "der", "die"}
    score = 2 if _NOUNS.search(label.text) else 0
    score += 1 if len(words) <= 5 else -2 if len(words) > 7 else 0
    score += -1 if any(word[0].islower() and word not in small for word in words) else 1
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


def _titles(labels: list[_Label]) -> tuple[list[Part], str]:
    """The first label is the title, the next ones second headlines; "... | Outlet" at its end is the outlet."""
    parts: list[Part] = []
    suffix = ""
    for number, label in enumerate(labels):
        start, end = label.line.start, label.line.end
        tail = re.search(r"\s+(?:\||»|·)\s+([^|»·]{2,40})$", label.text)
        if number == 0 and tail and len(label.text[: tail.start()].split()) >= 3:
            suffix = tail[1].strip()
            parts.append(Part(start + tail.start(), end, "dateline"))
            end = start + tail.start()
        parts.append(Part(start, end, "title" if number == 0 else "headline"))
    return parts, suffix


# ---- datelines and days glued to the first sentence -----------------------------------------------------------------


class Dateline(msgspec.Struct, frozen=True):
    """ "SEOUL, June 5 (Hanbada) -- ": `end` is where the news starts."""

    end: int
    place: str
    wires: tuple[str, ...]
    days: tuple[StatedDay, ...]


_CAPITALS: Final = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.'’]+(?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ.'’]*){0,4}(?![a-zà-þ])")
_CITY: Final = re.compile(r"[A-ZÀ-Þ][\w.'’]+(?:[ /-][A-ZÀ-Þ][\w.'’-]+){0,3}")
_REGION: Final = re.compile(r",\s(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun))"
                            r"[A-ZÀ-Þ][\w.'’-]*(?:\s[A-ZÀ-Þ][\w.'’-]*){0,3}(?=\s|,|$)")  # fmt: skip
_BRACKET: Final = re.compile(r"\s*[(\[]([^()\[\]\n]{2,40})[)\]]")
_DASH: Final = re.compile(r"\s*(?:--|—|–|\u2015)\s*|\s*-\s+|\s*:\s+")
_OWN_MARK: Final = re.compile(r"([A-Z]{2,3}|AFP|KCNA|TASS|ANSA|UNIAN|ITAR)\s*(?:--|—|–|-)\s+(?=[A-Z\"“])")
_AGENCY_MARK: Final = re.compile(r"[(\[]([A-Z][\w .&/-]{1,30})[)\]]\s+(?=[A-Z])")


def dateline_of(text: str, start: int, end: int) -> Dateline | None:
    """The dateline at the start of a line, or None; its place, wires in brackets and day may stand in any order."""
    at, wires = start, []
    own = _OWN_MARK.match(text, at, end)
    if own and len(own[1]) < 7:
        return Dateline(own.end(), "", (own[1],), ())
    mark = _AGENCY_MARK.match(text, at, end)
    if mark:
        wires.append(mark[1])
        at = mark.end()
    place, strong = "", True
    match = _CAPITALS.match(text, at, end)
    if match is None or len(match[0]) < 4:
        match, strong = _CITY.match(text, at, end), False
    if match is None:
        return None
    place, at = match[0], match.end()
    if place.split()[0] in ("The", "THE") or all(word.casefold() in _SECTION_WORDS for word in place.split()):
        return None
    region = _REGION.match(text, at, end)
    country = _country_behind(text[at:end]) if strong else 0
    if country and re.match(r"\s+[A-Z][a-z]*\s", text[at + country : end]):
        return Dateline(at + country + 1, place, tuple(wires), ())  # "DIKILI, Turkey Two ferries ...": no dash at all
    if region:
        at = region.end()
    days: list[StatedDay] = []
    for _ in range(3):
        bracket = _BRACKET.match(text, at, end)
        if bracket:
            wires += [name.strip() for name in re.split(r"[/,;]| and ", bracket[1])]
            at = bracket.end()
            continue
        skipped = re.compile(r"[,\s]*(?:\bon )?").match(text, at, end)
        ahead = find_days(text, skipped.end() if skipped else at, min(end, at + 60))
        if ahead and skipped and ahead[0].start == skipped.end():
            days.append(ahead[0])
            at = ahead[0].end
            continue
        break
    if len(wires) > 1 and at > start and re.match(r"[^()]*\([^()/]+\)[^()]*\(", text[start:at]) and not own:
        wires = wires[1:]  # "Maiduguri (Nigeria), Nov 28 (SNA)": the first bracket is the country
    elif any(zone_of(wire) for wire in wires):
        return None  # "The Corniche (Jeddah)": an outlet and its town
    evidence = bool(wires or days)
    dash = _DASH.match(text, at, end)
    known = all(zone_of(city.strip().title()) or city.strip() == "UNITED NATIONS" for city in place.split("/"))
    alone = at == end and evidence and (known or bool(wires))
    if dash and (evidence or (strong and ":" not in dash[0])):
        at = dash.end()
    elif strong and known and re.match(r"\s+(?=[A-Z\"“])", text[at:end]) and not alone:
        at += len(text[at:end]) - len(text[at:end].lstrip())
    elif not alone:
        return None
    if text[at:end] and not re.match(r"[^\W\d_]|[\"“‘'(\d]", text[at:end]):
        return None
    return Dateline(at, place, tuple(wire for wire in wires if not re.search(r"\d", wire)), tuple(days))


def _country_behind(words: str) -> int:
    """Length of ", Country" or of ", Calif." at the start of some words, 0 for anything else."""
    state = re.match(r", (?:[A-Z][a-z]{1,4}\.|[A-Z]\.[A-Z]\.)(?=\s)", words)
    if state:
        return state.end()
    match = re.match(r",\s((?:[A-Z][\w.'’-]*\s?){1,4})", words)
    named = match[1].split() if match else []
    for length in range(len(named), 0, -1):
        name = " ".join(named[:length])
        if name in _countries():
            return words.index(name) + len(name)
    return 0


@cache
def _countries() -> frozenset[str]:
    return frozenset(Locale("en").territories.values()) | {"Czech Republic", "Burma", "Ivory Coast", "Turkey"}


_GLUE: Final = re.compile(r"(?:date|posted|published|updated|on|dated)?[\s:]*", re.IGNORECASE)


def _glued_day(text: str, line: Line) -> tuple[int, StatedDay] | None:
    """A day in front of the first sentence ("date 2021-10-19 Senior officials ..."): where the news starts, the day."""
    lead = _GLUE.match(text, line.start, line.end)
    ahead = lead.end() if lead else line.start
    days = find_days(text, ahead, min(line.end, ahead + 60))
    if not days or days[0].start != ahead or not days[0].year:
        return None
    gap = re.compile(r"\s*(?:[|·:—–-]|--)?\s*(?=[A-Z\"“‘])").match(text, days[0].end, line.end)
    labelled = bool(lead and lead[0].strip()) and not (lead and lead[0].strip().casefold() == "on")
    numeric = text[ahead : ahead + 4].isdigit()
    separated = bool(gap and gap[0].strip())
    return (gap.end(), days[0]) if gap and (labelled or numeric or separated) else None
