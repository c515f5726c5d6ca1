"""`rashomon ledger ask ...`: questions to the whole ledger; every answer says what it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rashomon.cli.common import LEDGER, opened, said
from rashomon.errors import RashomonError

if TYPE_CHECKING:
    from rashomon.keep.history import Counted, Said, Tally

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
        answer = ordinal(connection, event, Such(kind, _values(values), country, passing=not leading))
    said(f"{answer.event.label} ({answer.event.id})")
    if answer.previous is None:
        said("There is no earlier one in the ledger.")
    else:
        before = answer.previous
        said(f"The first in {answer.days} days: before it {before.label} ({before.id}), {before.day}.")
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
        answer = counted(connection, such, by, count)
    said(f"{answer.counted.events} events")
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
        answers = still_carried(connection, event, field)
    if not answers:
        said("Nothing that the ledger knows of was withdrawn or replaced.")
    for one in answers:
        became = f", now {one.new}" if one.new else ""
        said(f"{one.old.field}: “{one.old.text}” of {one.old.origin.name}{became}")
        if one.told:
            said(f"  {one.told}")
        for each in one.by:
            said(f"  still in {_statement(each)}")
        if not one.by:
            said("  no report carries it any more")


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
    line = f"  {of}by {row.by}: {len(row.events)} events"
    if not count:
        return line
    if not row.stated:
        return f"{line}, no {count} given"
    low, high = (f"{number:g}" if number is not None else "?" for number in (row.low, row.high))
    total = low if low == high else f"{low} to {high}"
    return f"{line}, {count} {total} in {row.stated} of them"


def _counted(counted: Counted) -> None:
    """What the answer rests on, so that no ordinal stands without what it counts."""
    first_day = counted.first.date() if counted.first else "none"
    undated = f"; {counted.undated} without a day left out of the order" if counted.undated else ""
    said(f"Counted: {counted.what}, {counted.events} in this ledger{undated}. Its earliest of this kind: {first_day}.")


def _first_and_last(answers: Sequence[Said]) -> list[Said]:
    groups: dict[tuple[str, str], list[Said]] = {}
    for one in answers:
        groups.setdefault((one.event, one.claim.field), []).append(one)
    return [one for held in groups.values() for one in dict.fromkeys((held[0], held[-1]))]


def _statement(one: Said) -> str:
    day = f"{one.published:%Y-%m-%d %H:%M}" if one.published else "no day"
    status = f" [{one.claim.status}]" if one.claim.status else ""
    voices = " < ".join(voice.name for voice in one.claim.chain)
    return f"{day}  {one.claim.field}: “{one.claim.text}”{status}  {voices}  ({one.event} {one.claim.id})"
