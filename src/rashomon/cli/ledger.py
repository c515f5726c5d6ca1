"""`rashomon ledger ...`: what is kept, how it stands, and how it came to stand so."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rashomon.cli.extras import require
from rashomon.errors import RashomonError

if TYPE_CHECKING:
    from rashomon.keep.ledger import Ledger
    from rashomon.model import Entry

Command = TypeVar("Command", bound=Callable[..., Any])

LEDGER = click.option(
    "--ledger", "-l", "where", default="rashomon.ledger", show_default=True, envvar="RASHOMON_LEDGER",
    metavar="FILE|URL", help="The ledger: a file, or postgresql://... ; also from RASHOMON_LEDGER.",
)  # fmt: skip


@click.group("ledger")
def ledger() -> None:
    """One ledger that never forgets: reports in, events that keep their ids, how their accounts stand and stood."""


@ledger.command("add")
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@LEDGER
@click.option("--pack", multiple=True, help="Only this pack (a name or a folder); may be given several times.")
@click.option("--allow-private", is_flag=True, help="Let addresses lead into private networks.")
@click.option("--zone", default="UTC", show_default=True, help="Zone of reports that name none.")
def add(reports: Sequence[str], where: str, pack: Sequence[str], allow_private: bool, zone: str) -> None:
    """Take reports in, in the order of their publication; what is there already is left alone."""
    ledger = opened(where)
    from rashomon.extend import installed
    from rashomon.run.kit import make_kit
    from rashomon.run.ledger import add_documents
    from rashomon.run.reading import read_documents
    from rashomon.settings import Settings

    settings = Settings(packs=tuple(pack), allow_private_addresses=allow_private, zone=zone)
    extensions = installed()
    with ledger:
        documents, skipped = read_documents(reports, settings, extensions)
        receipt = add_documents(documents, ledger, make_kit(settings, extensions), skipped)
    said(
        f"{receipt.received} received ({receipt.revised} revised, {receipt.left_out} left out), {receipt.known} known "
        f"already, {len(skipped)} not read; {len(set(receipt.events))} events changed, entry {receipt.last}"
    )


@ledger.command("events")
@LEDGER
@click.option("--kind", default="", help="Only this kind (missile_launch, meeting ...).")
@click.option("--country", default="", help="Only this country (two letters).")
@click.option("--disputed", is_flag=True, help="Only events with a disputed field.")
@click.option("--main", is_flag=True, help="Only what some report leads with.")
@click.option("--words", default="", help="Only labels with these words.")
@click.option("--limit", "-n", default=50, show_default=True, type=click.IntRange(1))
def events(where: str, limit: int, **wanted: Any) -> None:
    """List events, the last changed first: id, day, reports, disputed fields, label."""
    ledger = opened(where, create=False)
    from rashomon.keep.read import EventFilter, find_events

    with ledger, ledger.reading() as connection:
        for line in find_events(connection, EventFilter(**wanted), limit):
            day = line.earliest.date().isoformat() if line.earliest else "-"
            disputed = f"{line.disputed} disputed" if line.disputed else ""
            said(f"{line.id}  {day:10}  {line.documents:3} reports  {disputed:11}  {line.label}")


@ledger.command("show")
@click.argument("event")
@LEDGER
@click.option("--format", "-f", "form", default="terminal", show_default=True, help="terminal, html, json, csv ...")
@click.option("--out", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--machine", is_flag=True, help="As the machine has it, without people's judgements.")
@click.option("--verbose", "-v", is_flag=True, help="Terminal: show the words of each claim.")
def show(event: str, where: str, form: str, out: Path | None, machine: bool, verbose: bool) -> None:
    """Show an event as it stands: the line-up of `rashomon report`, from the ledger."""
    ledger = opened(where, create=False)
    from rashomon.extend import installed
    from rashomon.know.base import load_knowledge
    from rashomon.run.builtin import with_built_ins
    from rashomon.run.kit import chosen_packs
    from rashomon.run.ledger import answer_of
    from rashomon.tell.terminal import render_terminal

    extensions = with_built_ins(installed())
    with ledger, ledger.reading() as connection:
        answer = answer_of(connection, event, "machine" if machine else "shown")
    if answer is None:
        raise RashomonError(f"there is no event {event} in {where}")
    packs = chosen_packs((), extensions.packs)
    if form == "terminal":
        written(render_terminal(answer, packs, verbose=verbose, colour=out is None and sys.stdout.isatty()), out)
    elif form in extensions.renderers:
        written(extensions.renderers[form](answer, load_knowledge(), packs), out)
    else:
        raise click.BadParameter(f"{form!r} is none of terminal, {', '.join(sorted(extensions.renderers))}")


@ledger.command("entries")
@click.argument("event", required=False)
@LEDGER
@click.option("--since", default=0, help="Only entries after this one.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON each, with everything in it.")
def list_entries(event: str | None, where: str, since: int, as_json: bool) -> None:
    """List the entries, of EVENT or of the whole ledger, oldest first."""
    ledger = opened(where, create=False)
    import msgspec

    from rashomon.keep.read import entries_of_event, entries_since

    with ledger, ledger.reading() as connection:
        lines = entries_of_event(connection, event) if event else entries_since(connection, since)
        for entry in lines:
            if entry.sequence > since:
                said(msgspec.json.encode(entry).decode() if as_json else entry_line(entry))


def opened(where: str, *, create: bool = True) -> Ledger:
    """Open the ledger, or say what is missing for it."""
    require("live", "sqlalchemy")
    from rashomon.keep.ledger import open_ledger

    return open_ledger(where, create=create)


def entry_line(entry: Entry) -> str:
    """One entry in one line of text."""
    from rashomon.keep.phrase import phrase

    return f"{entry.sequence:6}  {entry.time:%Y-%m-%d %H:%M:%S}  {entry.maker:16}  {phrase(entry.deed)}"


def said(line: str) -> None:
    """Print a line; whatever a text holds stays one line and commands no terminal."""
    from rashomon.tell.visible import one_line

    print(one_line(line))


def written(page: str | bytes, out: Path | None) -> None:
    """Write a page to a file or to standard output."""
    raw = page.encode("utf-8", "replace") if isinstance(page, str) else page
    raw = raw if raw.endswith(b"\n") else raw + b"\n"
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()
        return
    try:
        out.write_bytes(raw)
    except OSError as error:
        raise RashomonError(f"cannot write {out}: {error.strerror or error}") from error
