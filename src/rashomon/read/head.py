"""The head of a report in plain text: which of the first lines are title, masthead, byline and dateline.

Pages print these in every order ("The Harbour Citizen, Friday 3 May 2019, late edition", "[Agency] Updated ...",
"SEOUL, June 5 (Agency) --"); each line is taken apart at its separators and each part is weighed by its form.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from rashomon.read.agencies import agency_of
from rashomon.read.datelines import Dateline, dateline_of, glued_day
from rashomon.read.lines import BLANK, Line, is_prose, lines_of
from rashomon.read.mastheads import (
    BYLINE,
    ISSUE,
    NOUNS,
    SEPARATOR,
    Label,
    credited_by,
    crumb_of,
    is_masthead,
    is_section,
    is_tagged,
    is_weak,
    names_an_outlet,
    only_a_place,
    outlet_among,
    sort_masthead,
    stands_as_label,
)
from rashomon.read.naming import KIND, body_of, paper_of, speaking_body
from rashomon.text.days import StatedDay, find_days

HEAD_LINES: Final = 14


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


class _Found:
    """What the first lines gave so far."""

    def __init__(self) -> None:
        self.labels: list[Label] = []
        self.parts: list[Part] = []
        self.days: list[StatedDay] = []
        self.names: list[str] = []
        self.bylines: list[str] = []
        self.places: list[str] = []
        self.wires: list[str] = []
        self.dated: set[int] = set()
        self.kinds: set[int] = set()

    def take(self, dateline: Dateline, start: int) -> None:
        """Add a dateline that begins at `start`."""
        self.days += dateline.days
        self.places.append(dateline.place)
        self.wires += dateline.wires
        self.parts.append(Part(start, dateline.end, "dateline"))


def read_head(text: str) -> Head:
    """Take the first lines apart; a report that starts with its first sentence has an empty head."""
    lines = lines_of(text[:20_000])
    found = _Found()
    opening: Line | None = lines[HEAD_LINES] if len(lines) > HEAD_LINES else None
    for index, line in enumerate(lines[:HEAD_LINES]):
        dateline = dateline_of(text, line.start, line.end)
        if is_prose(text[line.start : line.end]) or (dateline is not None and dateline.end < line.end):
            opening = line
            break
        _sort_line(text, index, line, dateline, found)
    if opening is None and len(lines) <= 1:
        found.labels = []  # a single line is the news, not its title
        opening = lines[0] if lines and not found.parts else None
    start, words = (len(text), "") if opening is None else _opening(text, opening, found)
    credited = [name for line in found.bylines for name in credited_by(line)]
    outlet = next((name for name in found.names if NOUNS.search(name)), found.names[0] if found.names else "")
    outlet = _above(text, lines, found, outlet)
    near = {lines[i + step].start for i in found.dated for step in (-1, 1) if 0 <= i + step < len(lines)}
    if not outlet or (len(found.names) == 1 and only_a_place(outlet, found.labels, near)):
        outlet, found.labels, chosen = _outlet_among(found, near)
        if chosen is not None:
            found.parts.append(Part(chosen.start, chosen.end, "dateline"))
            found.wires += [piece for piece in SEPARATOR.split(text[chosen.start : chosen.end]) if agency_of(piece)]
    found.wires += [name for name in found.names if agency_of(name) and name != outlet]
    titles, suffix = _titles(found.labels)
    outlet = outlet or suffix or next(filter(None, map(paper_of, found.bylines)), "")
    days = found.days
    return Head(
        parts=tuple(sorted([*found.parts, *titles], key=lambda part: part.start)),
        body=start,
        outlet=outlet,
        place=next((place for place in found.places if place), ""),
        # "PONTIC GAZETTE (final)": what stands in brackets is not always a wire
        wires=tuple(dict.fromkeys(
            wire for wire in [*found.wires, *credited] if agency_of(wire) or not wire.islower())),
        bylines=tuple(found.bylines),
        days=tuple(days),
        dateline=words or (text[days[0].start : days[0].end] if days else ""),
    )


def _sort_line(text: str, index: int, line: Line, dateline: Dateline | None, found: _Found) -> None:
    """File one line before the first sentence under what it is."""
    words = text[line.start : line.end]
    days = find_days(text, line.start, line.end)
    whole = Part(line.start, line.end, "dateline")
    kind = KIND.match(words) and len(words.split()) <= 14
    if dateline is not None:  # a dateline on a line of its own
        found.take(dateline, line.start)
    elif kind and (days or len(words.split()) <= 6) and not _is_title(words, days, index):
        found.kinds.add(index)
        found.dated |= {index} if days else set()
        found.days += days
        found.parts.append(whole)
    elif (days and stands_as_label(text, line, days)) or ISSUE.search(words):
        found.dated.add(index)
        found.days += days
        sort_masthead(text, line, days, (found.names, found.bylines, found.places))
        if any(KIND.match(piece) for piece in SEPARATOR.split(words) if piece):
            found.kinds.add(index)
        found.names = [name for name in found.names if not KIND.match(name)]
        found.parts.append(whole)
    elif BYLINE.match(words) and len(words.split()) <= 12:
        found.bylines.append(words)
        found.parts.append(whole)
    elif signed := _SIGNED.fullmatch(words):
        found.bylines.append(signed["who"])
        found.names.append(signed["paper"])
        found.parts.append(whole)
    elif crumb_of(words):
        found.names.append(crumb_of(words))
        found.parts.append(whole)
    elif is_section(words):
        found.parts.append(whole)
    elif is_tagged(words):
        found.names += [piece for piece in SEPARATOR.split(words) if piece and names_an_outlet(piece.strip())][:1]
        found.parts.append(whole)
    else:
        label = _unglued(text, line, found.days, found.parts)
        tail = _TAIL.search(label.text)
        if tail and tail[1]:
            found.names.append(tail[1])
        found.labels.append(label)


def _is_title(words: str, days: list[StatedDay], index: int) -> bool:
    """ "Statement by the Speaker on the grounding" is what the paper says, not what it is."""
    told = r"\s(?:on|regarding|concerning|about)\s" if index else r"\s(?:on|regarding|concerning|about|of|by|from)\s|:"
    return not days and bool(re.search(told, words, re.IGNORECASE))


def _above(text: str, lines: list[Line], found: _Found, outlet: str) -> str:
    """The outlet of an official paper: the first body in its head; else a masthead on the first line, above sections.

    What is taken goes from the labels, so that it is no title.
    """
    top = [label for label in found.labels if label.line.start <= (lines[3].start if len(lines) > 3 else len(text))]
    bodies = [label for label in top if body_of(label.text)]
    first = bool(found.labels) and found.labels[0].line.start == lines[0].start
    weak = not outlet or is_weak(outlet)
    official = bool(found.kinds) or (first and (len(bodies) > 1 or (bool(bodies) and weak)))
    if bodies and official and (found.kinds or bodies[0] is found.labels[0]):
        adjoining = [label for label in bodies if abs(_place_of(lines, label) - _place_of(lines, bodies[0])) <= 1]
        name = speaking_body([label.text for label in adjoining])
        if name and (found.kinds or is_weak(outlet)):
            # Of a letterhead of two lines without any heading the second stays, as what the paper is known by.
            taken = adjoining[:2] if len(found.labels) > 2 else adjoining[:1]
            found.labels = [label for label in found.labels if label not in taken]
            found.parts += [Part(label.line.start, label.line.end, "dateline") for label in taken]
            return name
    top_dated = first and 1 in found.dated and len(found.labels) > 1
    if outlet and is_weak(outlet) and top_dated and is_masthead(found.labels[0]):
        return ""  # the masthead above wins: a section stood beside the day
    return outlet


def _outlet_among(found: _Found, near: set[int]) -> tuple[str, list[Label], Line | None]:
    """The label that looks most like an outlet; what says only which kind of paper this is stays out."""
    kinds = [label for label in found.labels if KIND.match(label.text)]
    outlet, rest, chosen = outlet_among([label for label in found.labels if label not in kinds], near, found.wires)
    return outlet, [label for label in found.labels if label in rest or label in kinds], chosen


def _place_of(lines: list[Line], label: Label) -> int:
    return next(number for number, line in enumerate(lines) if line.end >= label.line.end)


def _opening(text: str, line: Line, found: _Found) -> tuple[int, str]:
    """Where the news starts in the first line of running text, and the words of the dateline before it."""
    dateline = dateline_of(text, line.start, line.end)
    if dateline is not None and dateline.end < line.end:
        places, found.places = found.places, []
        found.take(dateline, line.start)
        found.places += places
        return dateline.end, text[line.start : dateline.end].strip(BLANK + "-—–:")
    glued = glued_day(text, line)
    if glued is None:
        return line.start, ""
    start = glued[0]
    found.days.append(glued[1])
    found.parts.append(Part(line.start, start, "dateline"))
    more = dateline_of(text, start, line.end)
    if more is not None and more.end < line.end:
        found.take(more, start)
        start = more.end
    return start, ""


# "Rosa Lind, The Coast Mercury" on a line of its own.
_SIGNED: Final = re.compile(
    r"(?P<who>[A-Z][a-zà-þ]+(?: [A-Z][\w.'’-]*){1,2}), (?P<paper>[Tt]he (?:[A-Z][\w'’&-]+ ?){1,4}(?<! ))"
)
_TAIL: Final = re.compile(r"\s+([\w-]+\.[a-z]{2,5}|\w+\d\w*)?\s*[·|-]?\s*\d+ min(?:ute)?s?(?: read)?$")


def _unglued(text: str, line: Line, days: list[StatedDay], parts: list[Part]) -> Label:
    """A title without the day in front of it and the reading time behind it, which go to the dateline."""
    start, end = line.start, line.end
    glued = glued_day(text, line)
    if glued is not None:
        days.append(glued[1])
        parts.append(Part(start, glued[0], "dateline"))
        start = glued[0]
    tail = _TAIL.search(text[start:end])
    if tail:
        parts.append(Part(start + tail.start(), end, "dateline"))
        return Label(msgspec.structs.replace(line, start=start, end=start + tail.start()), text[start:end])
    return Label(msgspec.structs.replace(line, start=start), text[start:end])


def _titles(labels: list[Label]) -> tuple[list[Part], str]:
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
