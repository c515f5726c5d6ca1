"""Who the page says made and carried a report, and when: outlet, bylines, agencies, day and zone of publication."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

import msgspec

from rashomon.model.document import Credits
from rashomon.read.agencies import agency_of
from rashomon.read.head import Head
from rashomon.read.lines import BLANK, lines_of
from rashomon.read.mastheads import same_outlet
from rashomon.read.naming import fuller_name, own_name, shown_name
from rashomon.text.days import StatedDay, find_days, moment, zone_info, zone_of

PICTURES: Final = re.compile(
    r"(?:^|\|\s*|\()\s*(?:image|photo|picture|pic|photograph|foto|credit|graphic|video|file photo)s?"
    r"(?:\s+(?:credit|source|courtesy))?(?:\s*(?:by|of|from)\b|\s*[:©/])\s*([^|\n)]{2,60})",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSING: Final = re.compile(
    r"[(\[]?(?:with (?:inputs|agency inputs|reporting|files) from|source:|via|from) ([^)\]\n]{2,60})[)\]]?\.?$", re.I
)
_OWN_FOOT: Final = re.compile(
    r"^(?P<short>[A-Z][\w!.&’' -]{1,40}?) is (?:the|a|an|listener|reader|published|part|owned|supported)\b"
    r"|(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d(?:-\d+)?,?\s*)?(?:by )?"
    r"(?P<owner>[A-Z][\w!&’'. -]{1,40}?)(?:\.\s|[.|,;]?\s*$|\s*\|)"
    r"|^[=*]{2,}\s*(?P<mark>[A-Z]\w+)\s*$",
    re.MULTILINE,
)


class Published(msgspec.Struct, frozen=True):
    """The stated moment of publication, whether the clock was given, and the zone of the outlet."""

    when: datetime | None = None
    exact: bool = False
    zone: str = ""


def credits_of(text: str, head: Head, outlet: str = "") -> Credits:
    """Credits from the head and foot of a text; `outlet` is what the page's own metadata says, if anything."""
    stated = outlet or head.outlet
    wires = list(head.wires) + _closing_credits(text)
    agencies = [agency_of(wire) for wire in wires]
    strange = [wire for wire, agency in zip(wires, agencies, strict=True) if not agency and wire in head.wires]
    named = [agency for agency in agencies if agency]
    if not stated:
        # A dateline's bracket without a masthead is the outlet's own mark; behind one it is whom it took it from.
        stated = strange[0] if strange else (named[0] if named else "")
        stated = (not agency_of(stated) and fuller_name(stated, text)) or stated
    if not stated:
        stated = _foot_owner(text) or own_name(text, head.body)
    if not outlet:
        stated = shown_name(stated, text)
    own = agency_of(stated) or stated
    carried = [*named, *(wire for wire in strange if stated and not same_outlet(wire, stated))]
    return Credits(
        outlet=own if own in named else stated,
        bylines=head.bylines,
        agencies=tuple(dict.fromkeys(agency for agency in carried if agency != own)),
        picture_agencies=tuple(dict.fromkeys(_picture_credits(text))),
        dateline=head.dateline,
    )


def _closing_credits(text: str) -> list[str]:
    """Wires named in the last lines: "— AP", "(With inputs from PTI)", "Reuters"."""
    found: list[str] = []
    for line in lines_of(text[-600:])[-3:]:
        words = text[-600:][line.start : line.end].strip(BLANK)
        if PICTURES.search(words):
            continue
        bare = words.strip("-—–()[]=. ")
        if len(bare.split()) <= 4:
            found += [part for part in re.split(r"\s*[/,&]\s*|\s+and\s+", bare) if agency_of(part)]
        match = _CLOSING.search(words)
        if match:
            found += [part for part in re.split(r"\s*[/,&]\s*|\s+and\s+", match[1]) if agency_of(part)]
    return found


def _picture_credits(text: str) -> list[str]:
    found: list[str] = []
    for match in PICTURES.finditer(text):
        for part in re.split(r"\s*[/,;]\s*|\s+via\s+", match[1].strip(" .")):
            name = agency_of(part) or (part.strip() if "getty" in part.casefold() else "")
            if name:
                found.append(name)
    return found


def _foot_owner(text: str) -> str:
    matches = list(_OWN_FOOT.finditer(text, max(0, len(text) - 500)))
    if not matches:
        return ""
    match = matches[-1]
    name = (match["short"] or match["owner"] or match["mark"] or "").strip(" .")
    return (
        "" if name in ("It", "He", "She", "This", "That", "There", "The") or name.casefold() == "all rights" else name
    )


def published_of(text: str, head: Head, outlet_zone: str = "") -> Published:
    """The stated day of publication; a day without its year takes it from a full date elsewhere in the text.

    The day of a masthead goes before that of a dateline, an update before a first posting.
    """
    dated = [day for day in head.days if day.year]
    stated = dated[0] if dated else None
    if stated is None and head.days:
        year = _year_elsewhere(text, head)
        stated = msgspec.structs.replace(head.days[0], year=year) if year else None
    if stated is None or stated.in_year(stated.year) is None:
        return Published(zone=outlet_zone or _place_zone(head.place))
    clock = stated.minute_of_day
    if clock is None:
        same = [day for day in head.days if (day.month, day.day) == (stated.month, stated.day)]
        clock = next((day.minute_of_day for day in same if day.minute_of_day is not None), None)
    zone = (
        stated.zone or next((day.zone for day in head.days if day.zone), "") or outlet_zone or _place_zone(head.place)
    )
    day = stated.in_year(stated.year)
    assert day is not None
    return Published(moment(day, clock, zone), clock is not None, zone)


def _place_zone(place: str) -> str:
    """The zone of a dateline's city; of two cities ("SEOUL/TOKYO") the first."""
    return zone_of(place.split("/", maxsplit=1)[0].strip().title())


def _year_elsewhere(text: str, head: Head) -> int:
    """The year of a dateline without one: stated beside the same day, or of a full date within two weeks of it."""
    known = head.days[0]
    for day in find_days(text, head.body):
        if (day.month, day.day) != (known.month, known.day):
            continue
        year = day.year or _year_in_brackets(text, day)
        if year and _fits(known, year):
            return year
    for day in find_days(text, head.body):
        if not day.year or not _fits(known, day.year):
            continue
        mine, other = known.in_year(day.year), day.in_year(day.year)
        if mine and other and 0 <= (mine - other).days <= 14:
            return day.year
    return 0


def _year_in_brackets(text: str, day: StatedDay) -> int:
    """ "November 29, Juche 106 (2017)": the common year behind another calendar's."""
    match = re.match(r"[^.\n]{0,20}\(((?:19|20)\d\d)\)", text[day.end : day.end + 40])
    return int(match[1]) if match else 0


def _fits(known: StatedDay, year: int) -> bool:
    day = known.in_year(year)
    return day is not None and (known.weekday is None or day.weekday() == known.weekday)


def moment_of(stamp: str, zone: str = "") -> Published:
    """A date of metadata ("2022-06-05", "2022-06-05T11:58:00+09:00", "2021-10-19 03:04:05")."""
    try:
        when = datetime.fromisoformat(stamp.strip())
    except ValueError:
        days = find_days(stamp.strip())
        if not days or not days[0].year:
            return Published()
        day = days[0].in_year(days[0].year)
        known = days[0].zone or zone
        return (
            Published(moment(day, days[0].minute_of_day, known), days[0].minute_of_day is not None, known)
            if day
            else Published()
        )
    exact = len(stamp.strip()) > 10
    if when.tzinfo is None:
        when = when.replace(tzinfo=zone_info(zone))
    elif not zone:
        offset = when.strftime("%z")
        zone = f"{offset[:3]}:{offset[3:5]}" if offset and when.utcoffset() else ""
    return Published(when, exact, zone)
