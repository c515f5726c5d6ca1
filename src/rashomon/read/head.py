"""The head of a report in plain text: which of the first lines are title, masthead, byline and dateline.

Pages print these in every order ("The Harbour Citizen, Friday 3 May 2019, late edition", "[Agency] Updated ...",
"SEOUL, June 5 (Agency) --"); each line is taken apart at its separators and each part is weighed by its form.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from rashomon.read.datelines import Dateline, dateline_of, glued_day
from rashomon.read.lines import BLANK, Line, is_prose, lines_of
from rashomon.read.mastheads import (
    BYLINE,
    ISSUE,
    NOUNS,
    SEPARATOR,
    Label,
    credited_by,
    is_section,
    is_tagged,
    names_an_outlet,
    only_a_place,
    outlet_among,
    sort_masthead,
    stands_as_label,
)
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
    near = {lines[i + step].start for i in found.dated for step in (-1, 1) if 0 <= i + step < len(lines)}
    if not outlet or (len(found.names) == 1 and only_a_place(outlet, found.labels, near)):
        outlet, found.labels, chosen = outlet_among(found.labels, near, found.wires)
        if chosen is not None:
            found.parts.append(Part(chosen.start, chosen.end, "dateline"))
    titles, suffix = _titles(found.labels)
    days = found.days
    return Head(
        parts=tuple(sorted([*found.parts, *titles], key=lambda part: part.start)),
        body=start,
        outlet=outlet or suffix,
        place=next((place for place in found.places if place), ""),
        wires=tuple(dict.fromkeys([*found.wires, *credited])),
        bylines=tuple(found.bylines),
        days=tuple(days),
        dateline=words or (text[days[0].start : days[0].end] if days else ""),
    )


def _sort_line(text: str, index: int, line: Line, dateline: Dateline | None, found: _Found) -> None:
    """File one line before the first sentence under what it is."""
    words = text[line.start : line.end]
    days = find_days(text, line.start, line.end)
    whole = Part(line.start, line.end, "dateline")
    if dateline is not None:  # a dateline on a line of its own
        found.take(dateline, line.start)
    elif (days and stands_as_label(text, line, days)) or ISSUE.search(words):
        found.dated.add(index)
        found.days += days
        sort_masthead(text, line, days, (found.names, found.bylines, found.places))
        found.parts.append(whole)
    elif BYLINE.match(words) and len(words.split()) <= 12:
        found.bylines.append(words)
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
