"""Days of publication for reports that state none, or not all of one, from their kin: marked as inferred by the caller.

A report without a date is placed on the day of the dated report that it most resembles; a dateline without a year
("SEOUL, June 5") takes the year in which it lies near its kin and falls on the weekday it names, without kin the latest
year in which the weekday of its news fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from rashomon.gather.alignment import Prepared, prepare
from rashomon.model import Document, Lineage, Report
from rashomon.text.days import StatedDay, find_days, moment, weekday_of

_YEAR: Final = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d%]|,\d|\.\d)")
SEASON: Final = timedelta(days=75)  # a dateline without a year is of the same season as its kin
NEAR: Final = timedelta(days=12)  # reports of one happening, an update or a weekly among them
FAR: Final = timedelta(days=20)
KIN: Final = 0.12  # share of the smaller report's names and figures that the other must have
FEWEST_SHARED: Final = 3
LEAD: Final = 400  # characters in which a report names the weekday of its news
RELEASED: Final = 2026  # reports without a fetch date are not later than this release
FURTHEST: Final = 12  # years; a weekday comes back to its date after five, six or eleven


def infer_dates(reports: Sequence[Report], lineages: Sequence[Lineage] = ()) -> dict[str, datetime]:
    """Return document id to an inferred day of publication (aware, midnight in the report's zone or UTC).

    Only documents without a date are listed, and those whose stated day reads two ways ("05/06/2022") and lies by their
    kin only the other way. What nothing near can date stays out. lineages: a copy is dated by its original first.
    """
    prepared = sorted((prepare(report) for report in reports), key=lambda one: one.document.id)
    parents = {line.document: line.parent for line in lineages}
    parents |= {line.parent: line.document for line in lineages if line.parent not in parents}
    found: dict[str, datetime] = {}
    known = {one.document.id: one.document.day for one in prepared if one.document.day is not None}
    for one in prepared:
        swapped = _swapped(one, prepared, known)
        if swapped is not None:
            known[one.document.id] = swapped
            found[one.document.id] = moment(swapped, None, one.document.zone)
    undated = [one for one in prepared if one.document.id not in known]
    for _ in range(2):  # a second round, for reports whose kin were dated in the first
        settled = {one.document.id: day for one in undated if (day := _day(one, prepared, known, parents)) is not None}
        known |= settled
        undated = [one for one in undated if one.document.id not in settled]
    for one in prepared:
        day = known.get(one.document.id)
        if day is not None and one.document.published is None:
            found[one.document.id] = moment(day, None, one.document.zone)
    return found


def _kin(one: Prepared, prepared: Sequence[Prepared], known: dict[str, date]) -> list[tuple[float, date, str]]:
    """Dated reports that share names and figures with this one: likeness, day, id, the likest first."""
    kin = []
    for other in prepared:
        day = known.get(other.document.id)
        if other.document.id == one.document.id or day is None:
            continue
        shared = len(one.anchors & other.anchors)
        likeness = shared / max(1, min(len(one.anchors), len(other.anchors)))
        if shared:
            kin.append((likeness, day, other.document.id))
    return sorted(kin, key=lambda each: (-each[0], each[1], each[2]))


def _day(one: Prepared, prepared: Sequence[Prepared], known: dict[str, date], parents: dict[str, str]) -> date | None:
    document = one.document
    kin = _kin(one, prepared, known)
    yearless = [day for day in find_days(document.credits.dateline) if not day.year]
    if yearless:
        return _year_by_kin(yearless[0], kin) or _year_by_weekday(yearless[0], document)
    kin = [each for each in kin if each[0] >= max(KIN, FEWEST_SHARED / len(one.anchors))]
    day = _own_stamp(document, [day for _, day, _ in kin])
    if day is None and parents.get(document.id) in known:
        day = _lead_day(document, known[parents[document.id]])
    if day is None and kin:
        day = kin[0][1]
    # A look back at the happening ("One year on") resembles its reports and names years that these cannot know.
    return None if day is None or _latest_year(document) > day.year else day


def _year_by_kin(stated: StatedDay, kin: Sequence[tuple[float, date, str]]) -> date | None:
    """The year that brings a dateline without one near most of its kin, on the weekday that it names."""
    support: dict[date, float] = {}
    for likeness, near, _ in kin:
        for year in (near.year - 1, near.year, near.year + 1):
            day = stated.in_year(year)
            fits = day is not None and (stated.weekday is None or day.weekday() == stated.weekday)
            if day is not None and fits and abs(day - near) <= SEASON:
                support[day] = support.get(day, 0.0) + likeness / (1 + abs((day - near).days))
    return max(sorted(support), key=lambda day: support[day], default=None)


def _year_by_weekday(stated: StatedDay, document: Document) -> date | None:
    """The latest year in which "GOMA, Oct 3" is the weekday that the news names first.

    None without a weekday: the year would be a guess. A year named in the text is the earliest that can be meant.
    """
    weekday = next(_weekdays(_lead(document)), None)
    if weekday is None:
        return None
    latest = document.fetched.year if document.fetched else RELEASED
    for year in range(latest, max(latest - FURTHEST, _latest_year(document) - 1), -1):
        day = stated.in_year(year)
        if day is not None and day.weekday() == weekday and stated.weekday in (None, day.weekday()):
            return day
    return None


def _lead(document: Document) -> str:
    body = next((one for one in document.blocks if one.kind == "body"), None)
    return document.text[body.start : body.start + LEAD] if body else ""


def _weekdays(words: str) -> Iterator[int]:
    """Weekdays (Monday is 0) in the order of the text."""
    for word in words.replace(",", " ").replace(".", " ").split():
        if word.casefold().endswith("day") and (weekday := weekday_of(word)) is not None:
            yield weekday


def _lead_day(document: Document, near: date) -> date:
    """The day that the first weekday of the news names, on or before the day on which its kin appeared."""
    weekday = next(_weekdays(_lead(document)), None)
    return near if weekday is None else near - timedelta(days=(near.weekday() - weekday) % 7)


def _latest_year(document: Document) -> int:
    return max((int(year) for year in _YEAR.findall(document.text)), default=0)


def _own_stamp(document: Document, days: Sequence[date]) -> date | None:
    """The latest full day in the text itself, if kin confirm that it is of these days and no anniversary."""
    stamps = [day.in_year(day.year) for day in find_days(document.text) if day.year]
    near = [day for day in stamps if day is not None and any(abs(day - other) <= NEAR for other in days)]
    return max(near, default=None)


def _swapped(one: Prepared, prepared: Sequence[Prepared], known: dict[str, date]) -> date | None:
    """The other reading of a day like "10/03/17" when only that lies near the kin."""
    stated = [day for day in find_days(one.document.credits.dateline) if day.ambiguous and day.year]
    own = known.get(one.document.id)
    if not stated or own is None or own != stated[0].in_year(stated[0].year):
        return None
    days = [day for _, day, _ in _kin(one, prepared, known)]
    if not days:
        return None
    try:
        other = date(own.year, own.day, own.month)
    except ValueError:
        return None
    near_own = min(abs(own - day) for day in days)
    near_other = min(abs(other - day) for day in days)
    return other if near_own > FAR and near_other <= NEAR else None
