"""`rashomon ledger ...`: what is kept, how it stands, and how it came to stand so."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rashomon.cli.ask import ask
from rashomon.cli.common import LEDGER, opened, said, several, written
from rashomon.errors import RashomonError

if TYPE_CHECKING:
    from rashomon.keep.revision import Change
    from rashomon.model import Entry


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
            disputed = f", {line.disputed} disputed" if line.disputed else ""
            said(f"{line.id}  {line.day or '(no day)  '}  {line.label}: {several(line.documents, 'report')}{disputed}")


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


@ledger.command("judge")
@click.argument("verdict", type=click.Choice(["same_event", "not_same", "misread", "copy"]))
@click.argument("subjects", nargs=-1, required=True)
@LEDGER
@click.option("--by", "person", required=True, envvar="RASHOMON_PERSON", help="Your name; also from RASHOMON_PERSON.")
@click.option("--note", default="", help="Why.")
def judge(verdict: str, subjects: Sequence[str], where: str, person: str, note: str) -> None:
    """Say what the machine could not know; it wins when shown, and the machine's own output stays beside it.

    same_event EVENT EVENT; not_same EVENT EVENT, or EVENT DOCUMENT; misread CLAIM; copy DOCUMENT ORIGINAL.
    """
    ledger = opened(where, create=False)
    from rashomon.model import Judged
    from rashomon.run.judging import judge as kept
    from rashomon.run.kit import weighing_kit

    with ledger:
        entry = kept(ledger, weighing_kit(), Judged(person, verdict, tuple(subjects), note))
    said(f"entry {entry.sequence}: {person} judged {' and '.join(subjects)} {verdict.replace('_', ' ')}")
    said(f"to take it back: rashomon ledger undo {entry.sequence}")


@ledger.command("undo")
@click.argument("entry", type=int)
@LEDGER
@click.option("--by", "person", required=True, envvar="RASHOMON_PERSON", help="Your name; also from RASHOMON_PERSON.")
@click.option("--note", default="", help="Why.")
def undo(entry: int, where: str, person: str, note: str) -> None:
    """Take the judgement of ENTRY back; that it was made stays in the ledger."""
    ledger = opened(where, create=False)
    from rashomon.run.judging import undo as taken_back
    from rashomon.run.kit import weighing_kit

    with ledger:
        done = taken_back(ledger, weighing_kit(), entry, person, note)
    said(f"entry {done.sequence}: {person} took entry {entry} back")


@ledger.command("revisions")
@click.argument("source", required=False)
@LEDGER
@click.option("--limit", "-n", default=20, show_default=True, type=click.IntRange(1))
def revisions(source: str | None, where: str, limit: int) -> None:
    """What changed in the texts at SOURCE (an address or path), or in those revised last: gained, lost, changed."""
    ledger = opened(where, create=False)
    from rashomon.keep.read import recent_revisions, reports_of, versions_at
    from rashomon.keep.revision import compare_reports

    with ledger, ledger.reading() as connection:
        versions = versions_at(connection, source) if source else recent_revisions(connection, limit)
        if source and not versions:
            raise RashomonError(f"nothing in {where} came from {source}")
        for version in versions:
            if not version.previous:
                said(f"{version.document}  entry {version.sequence}  {version.source}: first text")
                continue
            reports = reports_of(connection, {version.document, version.previous})
            revision = compare_reports(reports[version.previous], reports[version.document])
            said(
                f"{version.document}  entry {version.sequence}  {version.source}: replaced {version.previous}; "
                f"{len(revision.kept)} claims kept, {len(revision.changes)} not"
            )
            for change in revision.changes:
                said(f"  {_change_line(change)}")


@ledger.command("check")
@LEDGER
@click.option("--rebuild", "anew", is_flag=True, help="Make the tables at hand anew from the entries.")
def check(where: str, anew: bool) -> None:
    """Compare the tables at hand with what the entries say; exit status 1 when they differ."""
    ledger = opened(where, create=False)
    from rashomon.keep.read import last_sequence
    from rashomon.keep.rebuild import differences, rebuild

    with ledger:
        if anew:
            said(f"rebuilt from {rebuild(ledger)} entries")
        if differing := differences(ledger):
            raise RashomonError(
                f"{where}: {', '.join(differing)} differ from the entries; `rashomon ledger check --rebuild` mends it"
            )
        with ledger.reading() as connection:
            said(f"{last_sequence(connection)} entries; every table says what they say")


ledger.add_command(ask)


def _change_line(change: Change) -> str:
    if change.old is not None and change.new is not None:
        return f"changed {change.field}: “{change.old.text}” became “{change.new.text}” ({change.new.origin.name})"
    claim = change.old or change.new
    assert claim is not None
    return f"{change.what} {change.field}: “{claim.text}” ({claim.origin.name})"


def entry_line(entry: Entry) -> str:
    """One entry in one line of text."""
    from rashomon.keep.phrase import phrase

    return f"{entry.sequence:6}  {entry.time:%Y-%m-%d %H:%M:%S}  {entry.maker:16}  {phrase(entry.deed)}"
