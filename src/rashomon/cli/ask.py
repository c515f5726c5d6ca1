"""`rashomon ledger ask ...`: questions to the whole ledger; every answer says what it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rashomon.cli.common import LEDGER, opened, said, several
from rashomon.errors import RashomonError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from rashomon.keep.history import Carried, Counted, Said, Tally

Command = TypeVar("Command", bound=Callable[..., Any])

DAY = click.DateTime(["%Y-%m-%d", "%Y"])
WITH = click.option(
    "--with", "values", multiple=True, metavar="FIELD=VALUE",
    help="Only events in which a claim says so: weapon=ballistic_missile, agent=KP, count=2. Several: all of them.",
)  # fmt: skip
LEADING = click.option("--leading", is_flag=True, help="Only what some report leads with, no looks back.")
COUNTRY = click.option("--country", default="", help="Only events there (two letters).")


@click.group("ask")
def ask() -> None:
    """Questions to the whole ledger. What it never received it does not know, and says so."""


@ask.command("first")
@click.argument("event")
@LEDGER
@WITH
@LEADING
@COUNTRY
def first(event: str, where: str, values: Sequence[str], leading: bool, country: str) -> None:
    """The first such event in how long? EVENT among those before it."""
    ledger = opened(where, create=False)
    from rashomon.keep.history import Such, ordinal
    from rashomon.keep.read import where_now

    with ledger, ledger.reading() as connection:
        record = where_now(connection, event)
        kind = record.kind if record else ""
        _check_fields(connection, kind if record else "", [("--with", field) for field, _ in _values(values)])
        answer = ordinal(connection, event, Such(kind, _values(values), country, passing=not leading))
    said(f"{answer.event.label} ({answer.event.id})")
    if answer.previous is None:
        said("There is no earlier one in the ledger.")
    else:
        before = answer.previous
        said(f"The first in {several(answer.days or 0, 'day')}: before it {before.label} ({before.id}), {before.day}.")
    said(f"It is number {answer.number} of those counted up to then.")
    _counted(answer.counted)


@ask.command("how-many")
@click.argument("kind")
@LEDGER
@WITH
@LEADING
@COUNTRY
@click.option("--since", type=DAY, help="Events of this day or later (2031-05-19, or 2031).")
@click.option("--until", type=DAY, help="Events before this day.")
@click.option("--by", default="", help="Class the events by this field (weapon).")
@click.option("--count", default="", help="Also sum the numbers of this field (count).")
def how_many(kind: str, where: str, values: Sequence[str], by: str, count: str, **limits: Any) -> None:
    """How many events of KIND, by class and by whom counted."""
    ledger = opened(where, create=False)
    from rashomon.keep.history import Such
    from rashomon.keep.history import how_many as counted

    since, until = (_utc(limits[name]) for name in ("since", "until"))
    such = Such(kind, _values(values), limits["country"], since, until, not limits["leading"])
    with ledger, ledger.reading() as connection:
        _check_kind(connection, kind, "KIND")
        named = [("--with", field) for field, _ in such.values] + [("--by", by), ("--count", count)]
        _check_fields(connection, kind, named)
        answer = counted(connection, such, by, count)
    said(several(answer.counted.events, "event"))
    for row in answer.rows:
        said(_row(row, by, count))
    _counted(answer.counted)


@ask.command("said")
@click.argument("who")
@LEDGER
@click.option("--event", default="", help="Only of this event.")
@click.option("--kind", default="", help="Only of events of this kind.")
@click.option("--field", default="", help="Only on this field (count).")
@click.option("--first-last", is_flag=True, help="Of each event and field only the first and the last.")
def what_said(who: str, where: str, first_last: bool, **wanted: str) -> None:
    """What did WHO say, in the order it was published?

    WHO is the beginning of a name, an id of the reference shelf, or a country's two letters for all who speak for it.
    """
    ledger = opened(where, create=False)
    from rashomon.keep.history import said as told

    with ledger, ledger.reading() as connection:
        _check_kind(connection, wanted["kind"], "--kind")
        _check_fields(connection, wanted["kind"], [("--field", wanted["field"])])
        answers = told(connection, who, **wanted)
    if not answers:
        raise RashomonError(f"nothing in {where} starts with {who!r}")
    for one in _first_and_last(answers) if first_last else answers:
        said(_statement(one))


@ask.command("carries")
@click.argument("event")
@LEDGER
@click.option("--field", default="", help="Only values of this field (count).")
def carries(event: str, where: str, field: str) -> None:
    """Which reports still carry what was withdrawn or replaced in EVENT?"""
    ledger = opened(where, create=False)
    from rashomon.keep.history import still_carried

    with ledger, ledger.reading() as connection:
        _check_fields(connection, "", [("--field", field)])
        answers = still_carried(connection, event, field)
    if not answers:
        said("Nothing that the ledger knows of was withdrawn or replaced.")
    for one in sorted(answers, key=lambda each: not each.by):  # first what somebody still tells readers
        became = f", now {one.new}" if one.new else ""
        said(f"{one.old.field}: “{one.old.text}” of {one.old.origin.name}{became}: {_carriers(one)}")
        if one.told:
            said(f"  {one.told}")
        for each in one.by:
            said(f"  still in {_statement(each)}")


def _carriers(carried: Carried) -> str:
    outlets = {one.outlet or one.claim.chain[0].name for one in carried.by}
    if not outlets:
        return "no report carries this value any more"
    return f"still carried by {several(len(outlets), 'outlet')}"


def _known(connection: Connection) -> dict[str, set[str]]:
    """Kinds and their fields: of the packs at hand, and of what the ledger holds (packs that are elsewhere now)."""
    from rashomon.extend import installed
    from rashomon.keep.history import held_fields
    from rashomon.run.kit import chosen_packs

    known = held_fields(connection)
    for pack in chosen_packs((), installed().packs):
        for kind in pack.kinds:
            known.setdefault(kind.name, set()).update(kind.fields)
    return known


def _check_kind(connection: Connection, kind: str, hint: str) -> None:
    """A kind that nothing is of would be answered with "none", as if there had been none."""
    if kind and kind not in (known := _known(connection)):
        raise click.BadParameter(f"{kind!r} is no kind of event; known are {', '.join(sorted(known))}", param_hint=hint)


def _check_fields(connection: Connection, kind: str, named: Sequence[tuple[str, str]]) -> None:
    """Refuse a field that the kind (or, without one, every kind) does not have; named: (option, field) pairs."""
    if not any(field for _, field in named):
        return
    known = _known(connection)
    fields = known.get(kind, set()) if kind else set().union(*known.values())
    for hint, field in named:
        if field and field not in fields:
            of = f"of {kind} " if kind else ""
            raise click.BadParameter(
                f"{field!r} is no field; those {of}known are {', '.join(sorted(fields))}", param_hint=hint
            )


def _values(pairs: Sequence[str]) -> tuple[tuple[str, str], ...]:
    split = [pair.partition("=") for pair in pairs]
    for pair, (field, equals, wanted) in zip(pairs, split, strict=True):
        if not (field and equals and wanted):
            raise click.BadParameter(f"{pair!r} is not FIELD=VALUE", param_hint="--with")
    return tuple((field, wanted) for field, _, wanted in split)


def _utc(day: datetime | None) -> datetime | None:
    return day.replace(tzinfo=UTC) if day else None


def _row(row: Tally, by: str, count: str) -> str:
    of = f"{row.of}, " if by else ""
    line = f"  {of}by {row.by}: {several(len(row.events), 'event')}"
    if not count:
        return line
    if not row.stated:
        return f"{line}, no {count} given"
    low, high = (f"{number:g}" if number is not None else "?" for number in (row.low, row.high))
    total = low if low == high else f"{low} to {high}"
    return f"{line}, {count} {total} in {row.stated} of them"


def _counted(counted: Counted) -> None:
    """What the answer rests on, so that no ordinal stands without what it counts."""
    first_day = counted.first_day or "none"
    undated = f"; {counted.undated} without a day left out of the order" if counted.undated else ""
    said(f"Counted: {counted.what}, {counted.events} in this ledger{undated}. Its earliest of this kind: {first_day}.")


def _first_and_last(answers: Sequence[Said]) -> list[Said]:
    groups: dict[tuple[str, str], list[Said]] = {}
    for one in answers:
        groups.setdefault((one.event, one.claim.field), []).append(one)
    return [one for held in groups.values() for one in dict.fromkeys((held[0], held[-1]))]


def _statement(one: Said) -> str:
    day = f"{one.published:%Y-%m-%d %H:%M} UTC" if one.published else "no day"
    status = f" [{one.claim.status}]" if one.claim.status else ""
    voices = " < ".join(voice.name for voice in one.claim.chain)
    return f"{day}  {one.claim.field}: “{one.claim.text}”{status}  {voices}  ({one.event} {one.claim.id})"
