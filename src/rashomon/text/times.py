"""Times in a sentence, resolved against the day of writing: "on Tuesday", "10:17 a.m. (0117 GMT)", "a day earlier"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

import msgspec

from rashomon.model.value import When
from rashomon.text import moments
from rashomon.text.annotation import AnnotatedSentence, Token
from rashomon.text.clocks import ClockForm, zone_at
from rashomon.text.dates import DateForm, lowered
from rashomon.text.days import feast_near, zone_info
from rashomon.text.periods import Piece
from rashomon.text.tense import tense_of
from rashomon.text.timegroups import DAYLIKE, REACH, Group, grouped
from rashomon.text.timewords import pieces

WEEKDAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Anchor(msgspec.Struct, frozen=True):
    """From where a text tells time: its day, its moment if known, its zone (IANA name or offset), the event at hand.

    quarter: the quarter of a year that the text has spoken of, for "the quarter" and "a year earlier" after it.
    """

    day: date | None = None
    moment: datetime | None = None
    zone: str = ""
    event: When | None = None
    quarter: When | None = None


class TimeMention(msgspec.Struct, frozen=True):
    """A time expression: half-open code points, indices of its first and last token, and the moments it allows.

    value: None for durations, recurring and vague times, and where the anchor is missing. kind: day, clock, span,
    part_of_day, week, month, year, duration, relative, recurring or vague. weekday: as stated, "" when not; clash: why
    the stated weekday does not fit the stated date, "" when it does.
    """

    start: int
    end: int
    first: int
    last: int
    value: When | None
    kind: str
    weekday: str = ""
    clash: str = ""


_HOUR: Final = timedelta(hours=1)
_MONTH_WAYS: Final = {1: "next", 0: "near", -1: ""}


def times(sentence: AnnotatedSentence, anchor: Anchor) -> list[TimeMention]:
    """Every time expression of a sentence in reading order, resolved where the anchor allows.

    Datetimes keep the offset of the zone that was said, else of the anchor's zone; `When.zone` is the zone as said. A
    pair of one moment in local time and GMT is one mention. A clock time takes the day said nearest to it, else the day
    of the anchor's event, else the day of writing.
    """
    tokens = sentence.tokens
    groups = grouped(tokens, pieces(tokens))
    for group in groups:
        group.day = _day_of(tokens, group, groups, anchor)
    return [_mention(tokens, group, groups, anchor) for group in groups]


def _mention(tokens: Sequence[Token], group: Group, groups: list[Group], anchor: Anchor) -> TimeMention:
    first, last = group.parts[0].first, group.parts[-1].last
    opened = sum(token.text == "(" for token in tokens[first:last]) - sum(
        token.text == ")" for token in tokens[first:last]
    )
    if opened > 0 and last < len(tokens) and tokens[last].text == ")":
        last += 1
    value, kind = _resolve(tokens, group, groups, _in_its_zone(tokens, group, anchor))
    stated, clash = _weekday_check(group)
    if value is not None and value.earliest > value.latest:
        value = None
    return TimeMention(tokens[first].start, tokens[last - 1].end, first, last - 1, value, kind, stated, clash)


def _in_its_zone(tokens: Sequence[Token], group: Group, anchor: Anchor) -> Anchor:
    """ "on Monday, Dallas time", "at 4:15 p.m. on Sunday Lima time": a zone behind the day is that of the whole."""
    if not {part.slot for part in group.parts} & {"clock", "part", *DAYLIKE}:
        return anchor
    past = group.parts[-1].last
    if past < len(tokens) and tokens[past].text == ",":
        past += 1
    _, offset, last = zone_at(tokens, past)
    timed = offset and lowered(tokens[last - 1]) == "time"
    return msgspec.structs.replace(anchor, zone=offset) if timed else anchor


def _weekday_check(group: Group) -> tuple[str, str]:
    """The stated weekday, and why it cannot be that of the stated date."""
    piece = next((part for part in group.parts if part.slot == "weekday"), None)
    if piece is None:
        return "", ""
    stated = WEEKDAY_NAMES[piece.weekday]
    dated = any(part.slot in ("date", "day") for part in group.parts)
    if not dated or group.day is None or group.day.weekday() == piece.weekday:
        return stated, ""
    return stated, f"{group.day.isoformat()} is a {WEEKDAY_NAMES[group.day.weekday()]}, not a {stated}"


def _day_of(tokens: Sequence[Token], group: Group, groups: list[Group], anchor: Anchor) -> date | None:
    """The calendar day that a group itself names, None when it names none."""
    today = anchor.day or (anchor.moment.date() if anchor.moment else None)
    tense = tense_of(tokens, group.parts[0].first, group.parts[-1].last)
    dated = next((part for part in group.parts if part.slot == "date" and part.date is not None), None)
    if dated is not None and dated.date is not None:
        return _dated(dated.date, group, groups, today, tense)
    for part in group.parts:
        if part.slot == "weekday":
            return (
                None if today is None else moments.weekday_near(today, part.weekday, part.way, int(part.shift), tense)
            )
        if part.slot == "day" and today is not None:
            return today + timedelta(days=int(part.shift))
        if part.slot == "other_day":
            return _other_day(tokens, part, group, groups, anchor)
    return None


def _other_day(tokens: Sequence[Token], part: Piece, group: Group, groups: list[Group], anchor: Anchor) -> date | None:
    """ "the next day", "the day before": counted from the day spoken of; from the day of writing only backwards."""
    base = _spoken_day(group, groups, anchor)
    if _hangs_on(tokens, part):
        base = anchor.event.earliest.date() if anchor.event is not None else None
    elif base is None and part.shift <= 0:
        base = anchor.day or (anchor.moment.date() if anchor.moment else None)
    return None if base is None else base + timedelta(days=int(part.shift))


def _hangs_on(tokens: Sequence[Token], part: Piece) -> bool:
    """Whether a time is counted from a happening that is named after it ("a day after the exercise")."""
    if lowered(tokens[part.last - 1]) not in ("after", "before") or part.last >= len(tokens):
        return False
    following = tokens[part.last]
    return following.text[0].isalnum() and lowered(following) not in (
        "on",
        "in",
        "at",
        "and",
        "when",
        "but",
        "that",
        "it",
    )


def _dated(form: DateForm, group: Group, groups: list[Group], today: date | None, tense: int) -> date | None:
    year = form.year
    for part in group.parts:
        if part.slot == "year" and part.word == "year":
            year = int(part.shift)
        if part.slot == "period" and part.word == "year" and today is not None:
            year = today.year + int(part.shift)
    if not year:
        year = _year_said_before(group, groups)
    if form.easter is not None:
        return feast_near(year, form.easter, today, tense)
    if form.month and year:
        return moments.safe_date(year, form.month, form.day)
    if today is None:
        return None
    if not form.month:
        return moments.day_of_month(today, form.day, tense)
    return moments.date_near(today, form.month, form.day, tense)


def _year_said_before(group: Group, groups: list[Group]) -> int:
    """ "In 2006, also on July 5": a bare year that opens the sentence shortly before a date without one."""
    place = group.place
    if place == 0:
        return 0
    before = groups[place - 1].parts
    near = group.parts[0].first - before[-1].last <= 5
    single = len(before) == 1 and before[0].slot == "year" and before[0].word == "year"
    return int(before[0].shift) if near and single and before[0].first <= 2 else 0


def _spoken_day(group: Group, groups: list[Group], anchor: Anchor, wide: bool = False) -> date | None:
    """The day that the sentence or the event at hand speaks of, before a group that refers back to it."""
    place = group.place
    for other in reversed(groups[max(0, place - REACH) : place]):
        if other.day is not None:
            return other.day
        form = other.parts[0].date
        if wide and form is not None and form.year and form.month:
            return date(form.year, form.month, 1)
        if wide and other.parts[0].slot == "year" and other.parts[0].word == "year":
            return moments.safe_date(int(other.parts[0].shift), 1, 1)
    if anchor.event is not None:
        return anchor.event.earliest.date()
    return None


def _nearest_day(group: Group, groups: list[Group], anchor: Anchor) -> date | None:
    """The day for a clock or part of the day that names none."""
    near = groups[max(0, group.place - REACH) : group.place + REACH]
    dayed = [other for other in near if other.day is not None and other is not group]
    if dayed:
        place = group.parts[0].first
        # a day before the clock is nearer than one as far behind it
        nearest = min(
            dayed, key=lambda other: abs(other.parts[0].first - place) + (0.5 if other.parts[0].first > place else 0)
        )
        return nearest.day
    if anchor.event is not None:
        return anchor.event.earliest.date()
    return anchor.day or (anchor.moment.date() if anchor.moment else None)


def _resolve(tokens: Sequence[Token], group: Group, groups: list[Group], anchor: Anchor) -> tuple[When | None, str]:
    """The moments that a group allows, and its kind."""
    slots = {part.slot: part for part in group.parts}
    if "clock" in slots:
        return _clock(tokens, group, groups, anchor), "clock"
    zone = zone_info(anchor.zone)
    word = next((part.word for part in group.parts if part.slot == "part"), "")
    word = word or next((part.word for part in group.parts if part.slot in ("day", "other_day")), "")
    if slots.keys() & DAYLIKE:
        form = next((part.date for part in group.parts if part.slot == "date"), None)
        if group.day is not None and form is not None and form.until_day:
            until = moments.until_of(group.day, form)
            return (moments.days(group.day, until, zone) if until else None), "span"
        if word:
            return _part(group.day, word, zone), "part_of_day"
        kind = "relative" if slots.keys() & {"other_day"} else "day"
        return (moments.days(group.day, group.day, zone) if group.day else None), kind
    if "part" in slots:
        day = _nearest_day(group, groups, anchor)
        if (
            word == "overnight"
            and day is not None
            and not any(other.day for other in groups[max(0, group.place - REACH) : group.place + REACH])
        ):
            day -= timedelta(days=1)
        return _part(day, word, zone), "part_of_day"
    return _wide(tokens, group, groups, anchor)


def _since(tokens: Sequence[Token], at: int) -> bool:
    """ "will be the first talks since the summit in February": what lies behind "since" is past in any tense."""
    for index in range(at - 1, max(-1, at - 10), -1):
        if lowered(tokens[index]) == "since":
            return True
        if tokens[index].pos in {"VERB", "AUX"} or tokens[index].text in {",", ";"}:
            return False
    return False


def _part(day: date | None, word: str, zone: tzinfo) -> When | None:
    return None if day is None else moments.part_of_day(day, word, zone)


def _wide(tokens: Sequence[Token], group: Group, groups: list[Group], anchor: Anchor) -> tuple[When | None, str]:
    """Months, years, periods, windows and shifts."""
    piece = group.parts[0]
    zone = zone_info(anchor.zone)
    today = anchor.day or (anchor.moment.date() if anchor.moment else None)
    if piece.slot in ("duration", "recurring", "vague"):
        return None, piece.slot
    if piece.slot == "month" and piece.date is not None:
        year = piece.date.year
        for part in group.parts[1:]:
            year = int(part.shift) if part.slot == "year" else (today.year + int(part.shift) if today else 0)
        tense = -1 if _since(tokens, piece.first) else tense_of(tokens, piece.first, piece.last)
        value = moments.month(year, piece.date.month, today, zone, piece.way or _MONTH_WAYS[tense])
        return value, "month"
    if piece.slot == "year":
        size = 10 if piece.word == "decade" else 1
        return moments.years(int(piece.shift), size, zone), "year"
    if today is None:
        return None, "relative"
    if piece.slot == "spoken_quarter" or (piece.slot, piece.word, piece.shift) == ("shift", "year", 1.0):
        spoken = _quarter_spoken(group, groups, anchor, today)
        if spoken is not None and piece.slot == "spoken_quarter":
            return _years_before(spoken, int(-piece.shift), zone), "relative"
        if spoken is not None and piece.way in ("ago", "earlier"):
            return _years_before(spoken, 1, zone), "relative"
        if piece.slot == "spoken_quarter":
            return None, "vague"
    if piece.slot == "period":
        kind = piece.word if piece.word in ("week", "month", "year") else "span"
        return moments.period(today, piece.word, piece.shift, piece.way, zone), kind
    if piece.slot == "other_period":
        base = _spoken_day(group, groups, anchor, wide=True) or today
        return moments.period(base, piece.word, piece.shift, "this", zone), "relative"
    if piece.slot == "window":
        return moments.window(today, anchor.moment, (piece.word, piece.shift, piece.way), zone), "span"
    base_day = today
    base_moment = anchor.moment
    clock = _clock_before(tokens, group, groups, anchor) if _counts_from_clock(piece) else None
    if clock is not None:
        base_day, base_moment = clock.earliest.date(), clock.earliest
    elif piece.way in ("earlier", "later") and _hangs_on(tokens, piece):
        if anchor.event is None:
            return None, "relative"
        base_day, base_moment = anchor.event.earliest.date(), anchor.event.earliest
    elif piece.way in ("earlier", "later"):
        base_day = _spoken_day(group, groups, anchor) or today
        base_moment = anchor.event.earliest if anchor.event is not None else None
    event = anchor.event
    if _counts_from_clock(piece) and not clock and (event is None or event.latest - event.earliest > _HOUR):
        base_moment = None  # minutes after a day whose hour is unknown are no hour
    return moments.shifted(base_day, base_moment, (piece.word, piece.shift, piece.way, piece.about), zone), "relative"


def _counts_from_clock(piece: Piece) -> bool:
    """ "19 minutes after it", "an hour later": so short a time is counted from the clock time spoken of last."""
    return piece.way in ("earlier", "later") and piece.word in ("second", "minute", "hour")


def _clock_before(tokens: Sequence[Token], group: Group, groups: list[Group], anchor: Anchor) -> When | None:
    """The clock time that the sentence named last before a group; the text before it is the anchor's event."""
    for other in reversed(groups[max(0, group.place - REACH) : group.place]):
        if any(part.slot == "clock" for part in other.parts):
            return _clock(tokens, other, groups, anchor)
    return None


def _quarter_spoken(group: Group, groups: list[Group], anchor: Anchor, today: date) -> When | None:
    """The quarter that the sentence names, rather before than after, else the one that the text spoke of before."""
    near = groups[max(0, group.place - REACH) : group.place + REACH]
    named = [other for other in near if other is not group and _is_quarter(other.parts[0])]
    if named:
        best = min(named, key=lambda other: (other.place > group.place, abs(other.place - group.place)))
        piece = best.parts[0]
        return moments.period(today, piece.word, piece.shift, piece.way, zone_info(anchor.zone))
    return anchor.quarter


def _is_quarter(piece: Piece) -> bool:
    return piece.slot == "period" and (piece.word == "quarter" or piece.word in ("q1", "q2", "q3", "q4"))


def _years_before(quarter: When, count: int, zone: tzinfo) -> When | None:
    """The same quarter so many years before."""
    first = quarter.earliest.date()
    found = moments.period(first, f"q{(first.month + 2) // 3}", float(first.year - count), "in", zone)
    return None if found is None else msgspec.structs.replace(found, approximate=count > 0)


def carried(anchor: Anchor, mentions: Sequence[TimeMention]) -> Anchor:
    """The anchor for the next sentence: with the last quarter of a year that this one named."""
    quarters = [one.value for one in mentions if one.value is not None and one.kind == "span" and _whole(one.value)]
    return msgspec.structs.replace(anchor, quarter=quarters[-1]) if quarters else anchor


def _whole(value: When) -> bool:
    """Whether a value is a quarter of a year, from its first day to its last."""
    first, last = value.earliest.date(), value.latest.date()
    return first.day == 1 and first.month % 3 == 1 and 89 <= (last - first).days <= 91


def _clock(tokens: Sequence[Token], group: Group, groups: list[Group], anchor: Anchor) -> When | None:
    """The moment of a clock time on its day, in its zone, widened by the words before it."""
    at = next(index for index, part in enumerate(group.parts) if part.slot == "clock")
    form = group.parts[at].clock
    second = next((part.clock for part in group.parts[at + 1 :] if part.slot == "clock"), None)
    day = group.day or _nearest_day(group, groups, anchor)
    if form is None or day is None:
        return None
    word = next((part.word for part in group.parts if part.slot in ("part", "day", "other_day") and part.word), "")
    form = moments.settled(form, word, _other_clock(group, groups))
    offset, said = _zone_of(form, second, anchor)
    zone = zone_info(offset)
    if second is not None and not form.zone and second.offset:
        inferred = moments.offset_between(form.minute, second.minute, second.offset)
        if inferred is not None and (not anchor.zone or not moments.agrees(inferred, zone, day)):
            zone = inferred
    if second is not None and _day_of_second(tokens, group):
        day = moments.local_day(day, second, zone)
    place = group.parts[at].first
    lead = " ".join(lowered(token) for token in tokens[max(0, place - 4) : place])
    return moments.clock(day, form, lead, zone, said)


def _day_of_second(tokens: Sequence[Token], group: Group) -> bool:
    """Whether the day stands in the brackets of the second clock and is that clock's day: "(0508 GMT Monday)"."""
    *before, last = group.parts
    clock = before[-1]
    inside = all(token.text != ")" for token in tokens[clock.last : last.first])
    return (
        last.slot in DAYLIKE and clock.slot == "clock" and inside and sum(part.slot == "clock" for part in before) > 1
    )


def _zone_of(form: ClockForm, second: ClockForm | None, anchor: Anchor) -> tuple[str, str]:
    """The offset or zone name to reckon in, and the zone as said."""
    if form.zone == "CST" and anchor.zone.startswith("Asia/"):
        return "Asia/Shanghai", "CST"
    if form.zone == "IST" and anchor.zone == "Asia/Jerusalem":
        return "Asia/Jerusalem", "IST"
    if form.zone == "BST" and anchor.zone == "Asia/Dhaka":
        return "Asia/Dhaka", "BST"
    if form.offset:
        return form.offset, form.zone
    return anchor.zone, form.zone or ("local" if second is not None else "")


def _other_clock(group: Group, groups: list[Group]) -> ClockForm | None:
    """A clock told apart into morning and afternoon that stands just before one that is not ("at 8 a.m. and 8:30")."""
    place = group.place
    for other in reversed(groups[max(0, place - REACH) : place]):
        for part in other.parts:
            if part.clock is not None and part.clock.settled and group.parts[0].first - part.last < 12:
                return part.clock
    return None
