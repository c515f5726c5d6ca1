"""Questions to the whole ledger. Every answer says what it counts, and since when anything was counted at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, or_, select

from rashomon.errors import LedgerError
from rashomon.keep.encoding import moment_of, unpacked
from rashomon.keep.project import SET_ASIDE, origin_key
from rashomon.keep.read import EventFilter, EventLine, FoundClaim, find_events, findings_of, reports_of, where_now
from rashomon.keep.tables import claims, events
from rashomon.model import Actor, Claim, Place, Quantity, Term, Value
from rashomon.model.value import worlds

BATCH = 400


class Such(msgspec.Struct, frozen=True):
    """Which events are meant: a kind, and values that some standing claim of the event must have.

    values: (field, wanted) pairs; wanted is a concept or one above it, a country's two letters, a name, an id of the
    shelf, or a number that the claimed one allows. since, until: of the event's day. passing: events too that reports
    only mention in passing (a look back at an earlier test), not only what some report leads with.
    """

    kind: str
    values: tuple[tuple[str, str], ...] = ()
    country: str = ""
    since: datetime | None = None
    until: datetime | None = None
    passing: bool = True

    def told(self) -> str:
        """What is counted, in words."""
        parts = [f"events of kind {self.kind}"]
        parts += [f"with {field} {wanted}" for field, wanted in self.values]
        parts += [f"in {self.country}"] if self.country else []
        parts += [] if self.passing else ["that some report leads with"]
        parts += [f"from {self.since.date()}"] if self.since else []
        parts += [f"before {self.until.date()}"] if self.until else []
        return " ".join(parts)


class Counted(msgspec.Struct, frozen=True):
    """What an answer rests on: `what` is counted, `events` of them; `undated` ones could not be placed in time.

    first: the earliest dated event of this kind in the ledger: before it nothing is known, which is not nothing;
    first_day: its own day, as the place where it happened has it ("" where there is none).
    """

    what: str
    events: int
    undated: int
    first: datetime | None
    first_day: str = ""


class Ordinal(msgspec.Struct, frozen=True):
    """Where one event stands among such events: the `number`-th counted; `previous` is the last one before it.

    days: from the previous one's first possible day to this one's; None when there is no previous one.
    """

    event: EventLine
    number: int
    previous: EventLine | None
    days: int | None
    counted: Counted


class Tally(msgspec.Struct, frozen=True):
    """One row of a count. of: the class (or other value) as that voice has it, "" when not asked; by: whose word.

    events: how many events that voice tells of; low, high: the sum of what it counts in them (None: unbounded), over
    `stated` events in which it gives a number.
    """

    of: str
    by: str
    events: tuple[str, ...]
    stated: int = 0
    low: float | None = None
    high: float | None = None


class Count(msgspec.Struct, frozen=True):
    """How many, by class and by whom counted."""

    counted: Counted
    rows: tuple[Tally, ...]


class Said(msgspec.Struct, frozen=True):
    """One statement of a voice, with what became of it: the outlet, the day, and the claim."""

    event: str
    label: str
    claim: Claim
    outlet: str
    published: datetime | None


class Carried(msgspec.Struct, frozen=True):
    """A value that a voice gave up, and who still carries it as if it stood.

    old: the claim as it was made; new: what the voice says instead, in words, "" when it only took the old value back;
    told: the finding that tells of it, "" when the text of `old` itself does; by: standing claims, by outlet and day.
    """

    event: str
    old: Claim
    new: str
    told: str
    by: tuple[Said, ...]


def held_fields(connection: Connection) -> dict[str, set[str]]:
    """Return the kinds of which the ledger holds claims, with their fields: also those of packs not at hand now."""
    held: dict[str, set[str]] = defaultdict(set)
    for kind, field in connection.execute(select(claims.c.kind, claims.c.field).distinct()):
        held[kind].add(field)
    return held


# ---- the questions ---------------------------------------------------------------------------------------------------


def ordinal(connection: Connection, event: str, such: Such | None = None) -> Ordinal:
    """"The first such test in six months": where an event stands among such events, and what came before it.

    such: events of the same kind when not given. Raises LedgerError for an unknown event, and for one without a day.
    """
    record = where_now(connection, event)
    lines = [] if record is None else _lines(connection, [record.id])
    if record is None or not lines:
        raise LedgerError(f"there is no event {event} in the ledger")
    line = lines[0]
    if line.earliest is None:
        raise LedgerError(f"no report says when {line.id} happened: it has no place among others")
    such = such or Such(line.kind)
    found, counted = _such(connection, such)
    dated = sorted((one for one in found if one.earliest and one.id != line.id), key=_day)
    before = [one for one in dated if _day(one) < _day(line)]
    previous = before[-1] if before else None
    days = (date.fromisoformat(line.day) - date.fromisoformat(previous.day)).days if previous else None
    return Ordinal(line, len(before) + 1, previous, days, counted)


def how_many(connection: Connection, such: Such, by: str = "", count: str = "") -> Count:
    """"How many this year, by class and by whom counted": events by the voices that tell of them.

    by: the field whose value classes them (weapon); count: the field whose numbers are summed (count). A voice's
    withdrawn and denied claims do not count; a copy's claims are counted for their voice, once an event.
    """
    found, counted = _such(connection, such)
    told: dict[tuple[str, str], dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for event, held in _claims(connection, [line.id for line in found]).items():
        voices: dict[str, list[Claim]] = defaultdict(list)
        for claim in held:
            if _stands(claim):
                voices[claim.origin.name].append(claim)
        for voice, own in voices.items():
            classes = sorted({_name(claim.value) for claim in own if claim.field == by}) if by else [""]
            for name in classes or ["not said"]:
                told[name, voice][event] += own
    rows = [_tally(of, voice, held, count) for (of, voice), held in told.items()]
    return Count(counted, tuple(sorted(rows, key=lambda row: (-len(row.events), row.of, row.by))))


def said(
    connection: Connection, who: str, event: str = "", kind: str = "", field: str = ""
) -> list[Said]:
    """"What did Japan say first and last": everything that a voice is the origin of, in the order it was published.

    who: the beginning of a name, an id of the shelf, or a country's two letters for all who speak for it.
    """
    conditions = [claims.c.status != SET_ASIDE, _spoken_by(who)]
    if event:
        record = where_now(connection, event)
        conditions.append(claims.c.event == (record.id if record else event))
    if kind:
        conditions.append(claims.c.kind == kind)
    if field:
        conditions.append(claims.c.field == field)
    query = (
        select(claims, events.c.label)
        .join(events, events.c.id == claims.c.event)
        .where(and_(*conditions))
        .order_by(claims.c.published.is_(None), claims.c.published, claims.c.document, claims.c.id)
    )
    return [
        Said(row.event, row.label, unpacked(row.body, Claim, f"claim {row.id}"), row.outlet, _moment(row.published))
        for row in connection.execute(query)
    ]


def still_carried(connection: Connection, event: str, field: str = "") -> list[Carried]:
    """"Which outlets still carry the withdrawn two": for each value given up, the reports that give it all the same.

    Given up is what a text calls withdrawn or superseded, what a voice replaced in a later report, and what a revised
    text no longer says. A report that tells of the old value as old does not carry it.
    """
    record = where_now(connection, event)
    if record is None:
        raise LedgerError(f"there is no event {event} in the ledger")
    held = list(_found(connection, [record.id]))
    standing = [one for one in held if _stands(one.claim)]
    answers: dict[tuple[object, ...], Carried] = {}
    for old, new, told in _given_up(connection, record.id, held):
        if field and old.field != field:
            continue
        by = tuple(
            Said(record.id, record.label, one.claim, one.outlet, one.published)
            for one in standing if _statement(one.claim) == _statement(old)
        )
        answers.setdefault(_statement(old), Carried(record.id, old, new, told, by))
    return list(answers.values())


def _given_up(
    connection: Connection, event: str, held: Collection[FoundClaim]
) -> Iterator[tuple[Claim, str, str]]:
    """Each claim that was given up, what replaced it, and who tells of it."""
    by_id = {one.claim.id: one.claim for one in held}
    for finding in findings_of(connection, event, "correction").values():
        if "old" not in finding.evidence or not finding.claims:
            continue  # it tells that there was a correction, not whose value it was
        old = by_id.get(finding.claims[0])
        earlier = finding.evidence.get("earlier_text", "")
        if old is None and earlier:
            report = reports_of(connection, [earlier]).get(earlier)
            old = next((one for one in report.claims if one.id == finding.claims[0]), None) if report else None
        if old is not None:
            yield old, finding.evidence.get("new", ""), finding.message
    for one in held:
        if one.claim.status:
            yield one.claim, "", ""


def _statement(claim: Claim) -> tuple[object, ...]:
    """What makes two claims one statement: field, value, and the voice at which they start."""
    return claim.field, worlds(claim.value), origin_key(claim.origin.name, claim.origin.refs)


# ---- how they are answered -------------------------------------------------------------------------------------------


def _such(connection: Connection, such: Such) -> tuple[list[EventLine], Counted]:
    """The events that are meant, and what that rests on."""
    wanted = EventFilter(kind=such.kind, country=such.country, main=not such.passing, sort="when")
    every = list(_every(connection, wanted))
    first = min((one for one in every if one.earliest), key=_day, default=None)
    undated = 0
    found: list[EventLine] = []
    held = _claims(connection, [line.id for line in every]) if such.values else {}
    for line in every:
        if not all(_has(held.get(line.id, ()), field, value) for field, value in such.values):
            continue
        if line.earliest is None:
            undated += 1
            if such.since or such.until:
                continue
        elif (such.since and line.earliest < such.since) or (such.until and line.earliest >= such.until):
            continue
        found.append(line)
    beginning = (first.earliest, first.day) if first else (None, "")
    return found, Counted(such.told(), len(found), undated, *beginning)


def _every(connection: Connection, wanted: EventFilter) -> Iterator[EventLine]:
    offset = 0
    while batch := find_events(connection, wanted, BATCH, offset):
        yield from batch
        offset += BATCH


def _lines(connection: Connection, ids: Collection[str]) -> list[EventLine]:
    return find_events(connection, EventFilter(stories=True, ids=tuple(ids)), len(ids))


def _claims(connection: Connection, ids: Collection[str]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for one in _found(connection, ids):
        found[one.event].append(one.claim)
    return found


def _found(connection: Connection, ids: Collection[str]) -> Iterator[FoundClaim]:
    listed = sorted(ids)
    for start in range(0, len(listed), BATCH):
        query = (
            select(claims)
            .where(claims.c.event.in_(listed[start : start + BATCH]), claims.c.status != SET_ASIDE)
            .order_by(claims.c.event, claims.c.published, claims.c.id)
        )
        for row in connection.execute(query):
            claim = unpacked(row.body, Claim, f"claim {row.id}")
            yield FoundClaim(row.event, claim, row.outlet, _moment(row.published))


def _spoken_by(who: str) -> ColumnElement[bool]:
    if len(who) == 2 and who.isupper():
        return claims.c.origin_country == who
    return or_(claims.c.origin_key == who, claims.c.origin.istartswith(who, autoescape=True))


def _stands(claim: Claim) -> bool:
    return claim.stance.polarity == "affirmed" and not claim.status


def _has(held: Collection[Claim], field: str, wanted: str) -> bool:
    return any(claim.field == field and _stands(claim) and matches(claim.value, wanted) for claim in held)


def matches(value: Value, wanted: str) -> bool:
    """True when a value is what is asked for: a concept or one above, a country, a name, an id, a possible number."""
    asked = wanted.casefold()
    if isinstance(value, Quantity):
        try:
            number = float(wanted)
        except ValueError:
            return False
        return (value.low is None or value.low <= number) and (value.high is None or number <= value.high)
    if isinstance(value, Term):
        return asked in {value.concept.casefold(), value.name.casefold(), *(one.casefold() for one in value.within)}
    if isinstance(value, Actor | Place):
        names = {value.ref.casefold(), value.name.casefold(), value.country.casefold()}
        return asked in names | {one.casefold() for one in value.within}
    return False


def _name(value: Value) -> str:
    """A value as the class of a row."""
    if isinstance(value, Term):
        return value.concept
    if isinstance(value, Actor | Place):
        return value.name
    return " ".join(str(part) for part in worlds(value)[1:])


def _tally(of: str, voice: str, held: Mapping[str, list[Claim]], count: str) -> Tally:
    """Sum the last number that the voice gives in each event; a later figure of one voice replaces its earlier one."""
    low: float | None = 0.0
    high: float | None = 0.0
    stated = 0
    for own in held.values():
        numbers = [claim.value for claim in own if claim.field == count and isinstance(claim.value, Quantity)]
        if not numbers:
            continue
        stated += 1
        low = None if low is None or numbers[-1].low is None else low + numbers[-1].low
        high = None if high is None or numbers[-1].high is None else high + numbers[-1].high
    return Tally(of, voice, tuple(sorted(held)), stated, low if stated else None, high if stated else None)


def _day(line: EventLine) -> tuple[datetime, str]:
    assert line.earliest is not None
    return line.earliest, line.id


def _moment(text: str | None) -> datetime | None:
    return moment_of(text) if text else None
