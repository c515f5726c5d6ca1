"""Datelines ("SEOUL, June 5 (Agency) --") and days glued to the first sentence: where they end and the news starts."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import msgspec
from babel import Locale

from rashomon.read.agencies import agency_of
from rashomon.read.lines import Line, is_prose
from rashomon.read.mastheads import NOUNS, SECTION_WORDS
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
# "(Agency)", and "/TASS/" as agencies of the east write it.
_BRACKET: Final = re.compile(r"\s*[(\[]([^()\[\]\n]{2,40})[)\]]|\.?\s*/(?=[A-Z])([\w .&-]{2,30})/")
_DASH: Final = re.compile(r"\.?\s*(?:--|—|–|\u2015)\s*|\.?\s*-\s+|\s*:\s+")
_STOP: Final = re.compile(r"\.\s+(?=[A-Z\"“])")
_OWN_MARK: Final = re.compile(r"([A-Z]{2,3}|AFP|KCNA|TASS|ANSA|UNIAN|ITAR)\s*(?:--|—|–|-)\s+(?=[A-Z\"“])")
_AGENCY_MARK: Final = re.compile(r"[(\[]([A-Z][\w .&/-]{1,30})[)\]]\s+(?=[A-Z])|([A-Z]{3,10})/\s+(?=[A-Z])")
_BETWEEN: Final = re.compile(r"[,.|/\s]*(?:\bon )?")


def dateline_of(text: str, start: int, end: int) -> Dateline | None:
    """The dateline at the start of a line, or None; its place, wires in brackets and day may stand in any order."""
    own = _OWN_MARK.match(text, start, end)
    if own and len(own[1]) < 7 and _runs_on(text[own.end() : end]):
        return Dateline(own.end(), "", (own[1],), ())
    mark = _AGENCY_MARK.match(text, start, end)
    found = _from_place(text, start, end, mark)
    if found is None and mark and mark[1] and _runs_on(text[mark.end() : end]):
        letters = mark[1].isupper() and 2 < len(mark[1]) < 5 and mark[1].casefold() not in SECTION_WORDS
        if letters or agency_of(mark[1]):
            return Dateline(mark.end(), "", (mark[1],), ())  # "(CNN) A ship ..."
    return found


def _runs_on(rest: str) -> bool:
    """True when a sentence follows the dateline, not the rest of a label."""
    return is_prose(rest) or (len(rest.split()) > 3 and rest.rstrip().endswith((".", ".”", '."')))


def _from_place(text: str, start: int, end: int, mark: re.Match[str] | None) -> Dateline | None:
    at, wires = (mark.end(), [mark[1] or mark[2]]) if mark else (start, [])
    strong = True
    match = _CAPITALS.match(text, at, end)
    if match is None or len(match[0]) < 4:
        match, strong = _CITY.match(text, at, end), False
    if match is None:
        return None
    place, at = match[0], match.end()
    if place.split()[0] in ("The", "THE") or all(word.casefold() in SECTION_WORDS for word in place.split()):
        return None
    country = _country_behind(text[at:end]) if strong else 0
    if country and re.match(r"\s+[A-Z][a-z]*\s", text[at + country : end]):
        return Dateline(at + country + 1, place, tuple(wires), ())  # "DIKILI, Turkey Two ferries ...": no dash at all
    region = _REGION.match(text, at, end)
    at, days = _behind_place(text, region.end() if region else at, end, wires)
    if len(wires) > 1 and at > start and re.match(r"[^()]*\([^()/]+\)[^()]*\(", text[start:at]):
        wires = wires[1:]  # "Maiduguri (Nigeria), Nov 28 (SNA)": the first bracket is the country
    elif any(zone_of(wire) for wire in wires):
        return None  # "The Corniche (Jeddah)": an outlet and its town
    if agency_of(place):
        if not days and not _runs_on(text[at:end]):
            return None  # "AFP - Harbour Chronicle"
        place, wires = "", [*wires, place]  # "TASS, May 4, 2021."
    end_of = _end_of(text, (at, end), place, strong, (bool(wires), bool(days)))
    if end_of is None or (text[end_of:end] and not re.match(r"[^\W\d_]|[\"“‘'(\d]", text[end_of:end])):
        return None
    return Dateline(end_of, place, tuple(wire for wire in wires if not re.search(r"\d", wire)), tuple(days))


def _behind_place(text: str, at: int, end: int, wires: list[str]) -> tuple[int, list[StatedDay]]:
    """The brackets and days behind a place, in any order: where they end, and the days; the wires are added."""
    days: list[StatedDay] = []
    for _ in range(3):
        bracket = _BRACKET.match(text, at, end)
        if bracket:
            wires += [name.strip() for name in re.split(r"[/,;]| and ", bracket[1] or bracket[2])]
            at = bracket.end()
            continue
        skipped = _BETWEEN.match(text, at, end)
        ahead = find_days(text, skipped.end() if skipped else at, min(end, at + 60))
        if not ahead or not skipped or ahead[0].start != skipped.end():
            break
        days.append(ahead[0])
        at = ahead[0].end
    return at, days


def _end_of(text: str, at: tuple[int, int], place: str, strong: bool, evidence: tuple[bool, bool]) -> int | None:
    """Where a dateline ends that was read up to `at`, or None when it is none; evidence: of wires, of days."""
    here, end = at
    wired, dated = evidence
    known = all(zone_of(city.strip().title()) or city.strip() == "UNITED NATIONS" for city in place.split("/"))
    alone = here == end and (wired or (dated and known))
    dash = _DASH.match(text, here, end)
    if dash and (wired or dated or (strong and ":" not in dash[0] and _no_masthead(place, text[dash.end() : end]))):
        return dash.end()
    stop = _STOP.match(text, here, end)
    if stop and (wired or (dated and strong)) and _runs_on(text[stop.end() : end]):
        return stop.end()
    if strong and known and re.match(r"\s+(?=[A-Z\"“])", text[here:end]) and not alone:
        return here + len(text[here:end]) - len(text[here:end].lstrip())
    return here if alone else None


def _no_masthead(place: str, rest: str) -> bool:
    """ "PONTIC WIRE -- VARNA, 4 May": capitals with a label behind the dash are the paper, not the place."""
    return _runs_on(rest) or not (NOUNS.search(place) or find_days(rest))


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
