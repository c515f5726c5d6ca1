"""Clock times as prose writes them: "10:17 a.m. (0117 GMT)", "9.08am", "1017 KST", "half past nine", "noon".

A form is what was written; `text/times` gives it a day. Minutes count from midnight.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from rashomon.text.annotation import Token
from rashomon.text.dates import lowered, weekday_at
from rashomon.text.days import CITY_ZONES, ZONES, zone_of
from rashomon.text.wordlists import word_list, word_set


class ClockForm(msgspec.Struct, frozen=True):
    """A written clock time; first and last are token indices, last exclusive.

    minute: of the day; until: the end of a range, -1 when there is none; settled: whether the words tell morning from
    afternoon; zone: as said ("KST", "local"); offset: an offset or IANA name of it, "" when not said; seconds of the
    minute.
    """

    first: int
    last: int
    minute: int
    until: int = -1
    settled: bool = False
    zone: str = ""
    offset: str = ""
    seconds: int = 0


_COLON: Final = re.compile(r"([01]?\d|2[0-4])[:hH]([0-5]\d)(?::([0-5]\d))?")
_DOTTED: Final = re.compile(r"([01]?\d|2[0-3])\.([0-5]\d)")
_MILITARY: Final = re.compile(r"([01]\d|2[0-4])([0-5]\d)")
_HOUR: Final = re.compile(r"(?:1[0-2]|0?[1-9])")
_HALVES: Final = {"a.m": 0, "p.m": 1, "am": 0, "pm": 1, "a.m.": 0, "p.m.": 1}
_NAMED: Final = {"noon": 720, "midday": 720, "midnight": 0, "noontime": 720}
_HOUR_WORDS: Final = {
    word: number
    for number, word in enumerate(word_list("one two three four five six seven eight nine ten eleven twelve"), 1)
}
_PART_HALVES: Final = {"morning": 0, "afternoon": 1, "evening": 1, "night": 1}
_BEFORE_HOUR: Final = word_set("at after before by until from around about since till past and to")
# Zones that change their offset with the season, by the letters that do not say which.
_SEASONAL: Final = {
    "ET": "America/New_York", "PT": "America/Los_Angeles", "CT": "America/Chicago", "MT": "America/Denver",
    "Eastern": "America/New_York", "Pacific": "America/Los_Angeles", "Central": "America/Chicago",
    "Mountain": "America/Denver",
}  # fmt: skip
_PEOPLES: Final = {
    "korea": "Asia/Seoul", "korean": "Asia/Seoul", "japan": "Asia/Tokyo", "japanese": "Asia/Tokyo",
    "china": "Asia/Shanghai", "chinese": "Asia/Shanghai", "india": "Asia/Kolkata", "indian": "Asia/Kolkata",
    "pakistan": "Asia/Karachi", "iran": "Asia/Tehran", "iranian": "Asia/Tehran", "israel": "Asia/Jerusalem",
    "israeli": "Asia/Jerusalem", "ukraine": "Europe/Kyiv", "kiev": "Europe/Kyiv", "british": "Europe/London",
    "uk": "Europe/London", "greenwich": "+00:00", "universal": "+00:00", "afghan": "Asia/Kabul",
    "philippine": "Asia/Manila", "italian": "Europe/Rome", "french": "Europe/Paris", "german": "Europe/Berlin",
    "turkish": "Europe/Istanbul", "thai": "Asia/Bangkok", "vietnam": "Asia/Ho_Chi_Minh", "nepal": "Asia/Kathmandu",
}  # fmt: skip
_LETTERS: Final = {name: zone_of(name) for name in ZONES if len(name) > 1}
_UNITS_AFTER: Final = word_set(
    "percent per % km kilometers kilometres miles metres meters million billion trillion magnitude tonnes "
    "tons kg points degrees feet ft pct cents dollars euros yen won"
)


def clock_at(tokens: Sequence[Token], at: int) -> ClockForm | None:
    """The longest written clock time, or range of two, that begins at a token, or None."""
    form = _single(tokens, at)
    if form is None:
        return _hour_range(tokens, at)
    later = _range_end(tokens, form)
    if later is not None:
        minute, until = _settle(form, later)
        settled = form.settled or later.settled
        return msgspec.structs.replace(
            form, last=later.last, minute=minute, until=until, settled=settled, zone=later.zone or form.zone,
            offset=later.offset or form.offset,
        )  # fmt: skip
    return form


def _range_end(tokens: Sequence[Token], form: ClockForm) -> ClockForm | None:
    """The second time of "9:06 and 9:41" after "between", or of "9 a.m. to noon", "0008-0043 GMT"."""
    at = form.last
    if at + 1 >= len(tokens):
        return None
    link = lowered(tokens[at])
    if link == "and" and not _stands_before(tokens, form.first, "between"):
        return None
    if link not in ("and", "to", "-", "–", "—", "until", "till", "through"):
        return None
    following = _single(tokens, at + 1)
    if following is None and form.settled and _HOUR.fullmatch(tokens[at + 1].text) and link != "and":
        return None
    return following


def _stands_before(tokens: Sequence[Token], at: int, word: str) -> bool:
    return any(lowered(tokens[place]) == word for place in range(max(0, at - 3), at))


def _settle(form: ClockForm, later: ClockForm) -> tuple[int, int]:
    """Both ends of a range in minutes when only one of them says morning or afternoon."""
    minute, until = form.minute, later.minute
    if later.settled and not form.settled and minute < 720 <= until and minute + 720 <= until:
        minute += 720
    if form.settled and not later.settled and until < 720 <= minute and until + 720 >= minute:
        until += 720
    if until == 0:
        until = 1440
    return minute, until


def _hour_range(tokens: Sequence[Token], at: int) -> ClockForm | None:
    """ "from 9 to 11 a.m.", "8-10 p.m.": the first hour is known for a time only by the second."""
    if not _HOUR.fullmatch(tokens[at].text) or at + 2 >= len(tokens):
        return None
    link = lowered(tokens[at + 1])
    between = link == "and" and _stands_before(tokens, at, "between")
    if link not in ("to", "-", "–", "until", "till") and not between:
        return None
    later = _single(tokens, at + 2)
    if later is None or (not later.settled and not later.zone):
        return None
    minute, until = _settle(ClockForm(at, at + 1, int(tokens[at].text) % 24 * 60), later)
    return ClockForm(at, later.last, minute, until, True, later.zone, later.offset)


def _single(tokens: Sequence[Token], at: int) -> ClockForm | None:
    text = tokens[at].text
    low = lowered(tokens[at])
    if low in _NAMED:
        return _with_zone(tokens, ClockForm(at, at + 1, _NAMED[low], settled=True))
    for read in (_figures, _military, _bare_hour, _spoken):
        form = read(tokens, at, text)
        if form is not None:
            return form
    return None


def _figures(tokens: Sequence[Token], at: int, text: str) -> ClockForm | None:
    """ "10:17", "10:17:30", "14h05", "9.08 am", "at 3.36"."""
    colon = _COLON.fullmatch(text)
    dotted = None if colon else _DOTTED.fullmatch(text)
    match = colon or dotted
    if match is None:
        return None
    form = _with_half(tokens, ClockForm(at, at + 1, int(match[1]) % 24 * 60 + int(match[2])), int(match[1]))
    if colon and colon[3]:
        form = msgspec.structs.replace(form, seconds=int(colon[3]))
    zoned = _with_zone(tokens, form)
    if dotted and not form.settled and not zoned.zone:
        before = lowered(tokens[at - 1]) if at else ""
        after = lowered(tokens[at + 1]) if at + 1 < len(tokens) else ""
        if before not in ("at", "until", "around", "before", "after") or after in _UNITS_AFTER or after.isdigit():
            return None
        if before != "at" and not after.startswith(("on", "this", "in", "local")):
            return None
    if int(match[1]) > 12 or (len(match[1]) == 2 and match[1][0] == "0") or "h" in text.lower():
        zoned = msgspec.structs.replace(zoned, settled=True)
    return zoned


def _military(tokens: Sequence[Token], at: int, text: str) -> ClockForm | None:
    """ "1017 KST", "0008-0043 GMT", "0630 hours": four figures that a zone or "hours" makes a time."""
    match = _MILITARY.fullmatch(text)
    if match is None:
        return None
    form = ClockForm(at, at + 1, int(match[1]) % 24 * 60 + int(match[2]), settled=True)
    last = at + 1
    if last < len(tokens) and lowered(tokens[last]) in ("hrs", "hours", "h", "hr"):
        zoned = _with_zone(tokens, msgspec.structs.replace(form, last=last + 1))
        # "1500 hours" of work are no time of day
        said = at and lowered(tokens[at - 1]) in ("at", "around", "by", "between", "until")
        short = lowered(tokens[last]) == "hrs" and "of" not in [lowered(each) for each in tokens[last + 1 : last + 2]]
        return zoned if zoned.zone or text[0] == "0" or said or short else None
    zoned = _with_zone(tokens, form)
    if zoned.zone:
        return zoned
    after = tokens[last].text if last < len(tokens) else ""
    if after in ("-", "–", "and", "to") and last + 1 < len(tokens) and _MILITARY.fullmatch(tokens[last + 1].text):
        second = ClockForm(last + 1, last + 2, 0)
        hours = last + 2 < len(tokens) and lowered(tokens[last + 2]) in ("hrs", "hours") and (
            text[0] == "0" or lowered(tokens[last + 2]) == "hrs")
        if _with_zone(tokens, second).zone or hours:
            return form
    return None


def _bare_hour(tokens: Sequence[Token], at: int, text: str) -> ClockForm | None:
    """ "7 p.m.", "11 o'clock", "at 7 local time", "eight in the morning", "after 11 on Wednesday"."""
    low = text.lower()
    hour = int(text) if re.fullmatch(r"[01]?\d|2[0-4]", text) else _HOUR_WORDS.get(low, -1)
    if hour < 0 or at + 1 >= len(tokens):
        return None
    form = ClockForm(at, at + 1, hour % 24 * 60)
    after = lowered(tokens[at + 1])
    if after in _HALVES and 1 <= hour <= 12:
        return _with_zone(tokens, _with_half(tokens, form, hour))
    if after == "noon" and hour == 12:
        return _with_zone(tokens, ClockForm(at, at + 2, 720, settled=True))
    if after == "midnight" and hour == 12:
        return _with_zone(tokens, ClockForm(at, at + 2, 0, settled=True))
    if after == "o'clock":
        form = _with_part(tokens, msgspec.structs.replace(form, last=at + 2), hour)
        return _with_zone(tokens, form)
    before = lowered(tokens[at - 1]) if at else ""
    if before not in _BEFORE_HOUR or not 1 <= hour <= 24:
        return None
    parted = _with_part(tokens, form, hour)
    if parted.settled:
        return _with_zone(tokens, parted)
    zoned = _with_zone(tokens, form)
    if zoned.zone:
        return zoned
    timed = before in ("at", "after", "before", "by", "until")
    if timed and after == "on" and at + 2 < len(tokens) and weekday_at(tokens, at + 2) >= 0:
        return form
    if before == "at" and (after in ("tonight", "today", "tomorrow", "yesterday") or weekday_at(tokens, at + 1) >= 0):
        return form
    return None


def _spoken(tokens: Sequence[Token], at: int, text: str) -> ClockForm | None:
    """ "half past nine", "quarter to six", "ten past eight"."""
    minutes = {"half": 30, "quarter": 15, "ten": 10, "five": 5, "twenty": 20}.get(text.lower(), 0)
    if not minutes or at + 2 >= len(tokens):
        return None
    link = lowered(tokens[at + 1])
    word = lowered(tokens[at + 2])
    hour = int(word) if _HOUR.fullmatch(word) else _HOUR_WORDS.get(word, -1)
    if (
        hour < 0
        or link not in ("past", "to", "after", "before")
        or (minutes < 30 and text.lower() != "quarter" and link != "past")
    ):
        return None
    if link == "after" and text.lower() not in ("half", "quarter"):
        return None
    signed = minutes if link in ("past", "after") else -minutes
    form = ClockForm(at, at + 3, (hour % 12 * 60 + signed) % 720)
    return _with_zone(tokens, _with_part(tokens, form, hour))


def _with_half(tokens: Sequence[Token], form: ClockForm, hour: int) -> ClockForm:
    """Take up "a.m." or "p.m."; "10:17 in the evening" too."""
    place = form.last
    half = _HALVES.get(lowered(tokens[place]) if place < len(tokens) else "", -1)
    if half < 0 or hour > 12:
        return _with_part(tokens, form, hour)
    minute = form.minute % 720 + 720 * half
    form = msgspec.structs.replace(form, last=place + 1, minute=minute, settled=True)
    if form.last < len(tokens) and tokens[form.last].text == "." and lowered(tokens[place]) in ("am", "pm"):
        return form
    return form


def _with_part(tokens: Sequence[Token], form: ClockForm, hour: int) -> ClockForm:
    """Take up "in the morning", "at night"."""
    place = form.last
    words = [lowered(token) for token in tokens[place : place + 3]]
    half, last = -1, place
    if len(words) == 3 and words[:2] == ["in", "the"] and words[2] in _PART_HALVES:
        half, last = _PART_HALVES[words[2]], place + 3
    elif len(words) >= 2 and words[:2] == ["at", "night"]:
        half, last = (1 if 5 <= hour <= 11 else 0), place + 2
    if half < 0 or hour > 12:
        return form
    return msgspec.structs.replace(form, last=last, minute=form.minute % 720 + 720 * half, settled=True)


def _with_zone(tokens: Sequence[Token], form: ClockForm) -> ClockForm:
    said, offset, last = zone_at(tokens, form.last)
    return msgspec.structs.replace(form, zone=said, offset=offset, last=last) if said else form


def zone_at(tokens: Sequence[Token], at: int) -> tuple[str, str, int]:
    """A time zone said at a token: its words, an offset or IANA name ("" for local time), and the index past it."""
    place = at
    if place < len(tokens) and lowered(tokens[place]) in ("hrs", "hours") and place + 1 < len(tokens):
        place += 1
    if place >= len(tokens):
        return "", "", at
    word = tokens[place].text
    low = lowered(tokens[place])
    following = [lowered(token) for token in tokens[place + 1 : place + 3]]
    if word == "(" and place + 2 < len(tokens) and tokens[place + 2].text == ")":
        said, offset, last = zone_at(tokens, place + 1)
        return (said, offset, last + 1) if said and last == place + 2 else ("", "", at)
    if low in ("local", "here") and following[:1] == ["time"]:
        return "local", "", place + 2
    if (
        word in ("GMT", "UTC")
        and following[:1] in (["+"], ["-"])
        and len(following) == 2
        and following[1][:2].isdigit()
    ):
        return f"{word}{following[0]}{following[1]}", f"{following[0]}{int(following[1][:2]):02d}:00", place + 3
    timed = following[:1] == ["time"]
    if word in _SEASONAL and (timed or word not in ("Central", "Pacific", "Mountain", "CT", "MT")):
        return word, _SEASONAL[word], place + 1 + timed
    if word in _SEASONAL and following in (["standard", "time"], ["daylight", "time"]):
        return word, _SEASONAL[word], place + 3
    if word in _LETTERS and word not in ("MIT", "ART", "PT", "ET"):
        return word, _LETTERS[word], place + 1 + timed
    two = f"{low} {following[0]}" if following else ""
    if two in CITY_ZONES and following[1:] == ["time"]:
        return two.title(), CITY_ZONES[two], place + 3
    if two == "greenwich mean" and following[1:] == ["time"]:
        return "GMT", "+00:00", place + 3
    if word[0].isupper() and (timed or following in (["standard", "time"], ["mean", "time"])):
        offset = _PEOPLES.get(low) or zone_of(low)
        if offset:
            return word, offset, place + (2 if timed else 3)
    return "", "", at
