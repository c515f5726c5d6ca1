"""Datelines ("SEOUL, June 5 (Agency) --") and days glued to the first sentence: where they end and the news starts."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import msgspec
from babel import Locale

from rashomon.read.lines import Line
from rashomon.read.mastheads import SECTION_WORDS
from rashomon.text.days import StatedDay, find_days, zone_of


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
    if place.split()[0] in ("The", "THE") or all(word.casefold() in SECTION_WORDS for word in place.split()):
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


def glued_day(text: str, line: Line) -> tuple[int, StatedDay] | None:
    """A day in front of the first sentence ("date 2031-05-20 The ferry ..."): where the news starts, the day."""
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
