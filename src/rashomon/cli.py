"""The command line. Exit status 0: told; 1: nothing that could be read, or a fault a user can mend; 2: wrong usage."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Never

import typer

from rashomon._version import __version__
from rashomon.errors import PackError, RashomonError
from rashomon.settings import Settings

if TYPE_CHECKING:
    from rashomon.model import Answer, Skipped
    from rashomon.run.kit import Kit
    from rashomon.run.local import Progress

app = typer.Typer(
    name="rashomon", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="Reads many reports of one happening and lays the accounts side by side.",
)
packs_app = typer.Typer(no_args_is_help=True, help="Domain packs: what to look for.")
app.add_typer(packs_app, name="pack")

SUFFIXES = {".html": "html", ".htm": "html", ".json": "json", ".csv": "csv", ".geojson": "geojson"}
PATIENCE = 1.5  # seconds of silence before progress is shown

Reports = Annotated[
    list[str], typer.Argument(metavar="REPORT...", help='Files, folders, http(s) addresses, "-" for standard input.')
]
Packs = Annotated[
    list[str] | None, typer.Option("--pack", help="Only this pack (a name or a folder); may be given several times.")
]
Private = Annotated[
    bool, typer.Option("--allow-private", help="Let addresses lead into private networks (localhost, 10.0.0.0/8 ...).")
]
Zone = Annotated[str, typer.Option("--zone", help='Zone of reports that name none, for example "Asia/Seoul".')]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="Write to this file; its suffix chooses the format.")]


@app.command()
def report(
    reports: Reports,
    form: Annotated[
        str, typer.Option("--format", "-f", help="terminal, html, json, csv, geojson, or an extension's own.")
    ] = "",
    out: Out = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Terminal: show the words of each claim.")] = False,
    pack: Packs = None,
    allow_private: Private = False,
    zone: Zone = "UTC",
) -> None:
    """Lay the accounts of several reports side by side."""
    form = form or SUFFIXES.get(out.suffix.casefold() if out else "", "terminal")
    kit = _kit(_settings(pack, allow_private, zone))
    if form != "terminal" and form not in kit.extensions.renderers:
        raise typer.BadParameter(
            f"{form!r} is none of terminal, {', '.join(sorted(kit.extensions.renderers))}", param_hint="--format"
        )
    answer = _answer(reports, kit)
    if form == "terminal":
        _write(_terminal(answer, kit, verbose, out), out)
    else:
        _write(kit.extensions.renderers[form](answer, kit.knowledge, kit.packs), out)
        if out and sys.stderr.isatty():
            print(f"written to {out}", file=sys.stderr)


@app.command()
def claims(
    reports: Reports, pack: Packs = None, allow_private: Private = False, zone: Zone = "UTC", out: Out = None
) -> None:
    """Print every claim as a line of JSON."""
    from rashomon.tell.table import to_jsonl

    _write(to_jsonl(_answer(reports, _kit(_settings(pack, allow_private, zone)))), out)


@app.command()
def read(reports: Reports, allow_private: Private = False, zone: Zone = "UTC", out: Out = None) -> None:
    """Print every report as it is read: text, blocks, credits, date - a line of JSON each."""
    import msgspec

    from rashomon.extend import installed
    from rashomon.run.reading import read_documents
    from rashomon.tell.view import encodable

    documents, skipped = read_documents(reports, _settings(None, allow_private, zone), installed())
    _mention(skipped)
    if not documents:
        raise typer.Exit(1)
    plain = [encodable(msgspec.to_builtins(document)) for document in documents]
    _write(b"".join(msgspec.json.encode(document) + b"\n" for document in plain), out)


@app.command()
def explain(
    claim: Annotated[str, typer.Argument(help="Id of a claim, or the start of one, as `claims` prints it.")],
    reports: Reports,
    pack: Packs = None,
    allow_private: Private = False,
    zone: Zone = "UTC",
) -> None:
    """Show where a claim stands, which rule made it, who speaks and how sure."""
    from rashomon.tell.explain import explain as tell

    kit = _kit(_settings(pack, allow_private, zone))
    answer = _answer(reports, kit)
    known = [one.id for event in answer.events for one in event.claims if one.id.startswith(claim)]
    if len(set(known)) != 1:
        _fail(f"{claim}: {'several claims begin like this' if known else 'no such claim'} in these reports")
    _write(tell(answer, known[0], kit.packs), None)


@packs_app.command("check")
def check(folder: Annotated[Path, typer.Argument(help="Folder with pack.toml, words.tsv, lookups.toml.")]) -> None:
    """Load a pack and say what is wrong in it, and where."""
    from rashomon.packs.load import load_pack

    try:
        pack = load_pack(folder)
    except PackError as error:
        _fail(str(error))
    print(
        f"{pack.name} {pack.version}: {len(pack.kinds)} kinds, {len(pack.fields)} fields, {len(pack.frames)} frames, "
        f"{len(pack.words)} words, {len(pack.concepts)} concepts; no errors"
    )


@app.command()
def version() -> None:
    """Print the version."""
    print(__version__)


def main() -> None:
    """Run the command line; every error that a user can mend is one message without a traceback."""
    logging.basicConfig(level=os.environ.get("RASHOMON_LOG", "WARNING").upper(), format="rashomon: %(message)s")
    try:
        app(standalone_mode=True)
    except RashomonError as error:
        print(f"rashomon: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read the output has seen enough ("| head"); the interpreter must not stumble over it while closing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)


def _settings(pack: list[str] | None, allow_private: bool, zone: str) -> Settings:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(zone)
    except (OSError, ValueError) as error:
        raise typer.BadParameter(f"{zone!r} is no time zone", param_hint="--zone") from error
    return Settings(packs=tuple(pack or ()), allow_private_addresses=allow_private, zone=zone)


def _kit(settings: Settings) -> Kit:
    from rashomon.extend import installed
    from rashomon.run.kit import make_kit

    return make_kit(settings, installed())


def _answer(reports: list[str], kit: Kit) -> Answer:
    from rashomon.run.local import answer_documents
    from rashomon.run.reading import read_documents

    documents, skipped = read_documents(reports, kit.settings, kit.extensions)
    if not documents:
        _mention(skipped)
        _fail("none of the reports could be read")
    with _progress() as progress:
        answer = answer_documents(documents, kit, skipped, progress)
    _mention(answer.skipped)
    return answer


def _mention(skipped: list[Skipped] | tuple[Skipped, ...]) -> None:
    from rashomon.tell.visible import visible

    for one in skipped:
        print(visible(f"rashomon: left out {one.path}: {one.reason}"), file=sys.stderr)


@contextmanager
def _progress() -> Iterator[Progress]:
    """Say on a terminal how far a long run is; short runs and pipes stay silent."""
    begun = time.monotonic()
    shown = False

    def tell(what: str, done: int, whole: int) -> None:
        nonlocal shown
        if sys.stderr.isatty() and (shown or time.monotonic() - begun > PATIENCE):
            print(f"\r\x1b[K{what} {done} of {whole}", end="", file=sys.stderr, flush=True)
            shown = True

    try:
        yield tell
    finally:
        if shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _terminal(answer: Answer, kit: Kit, verbose: bool, out: Path | None) -> str:
    from rashomon.tell.terminal import render_terminal

    return render_terminal(answer, kit.packs, verbose=verbose, colour=out is None and sys.stdout.isatty())


def _write(page: str | bytes, out: Path | None) -> None:
    raw = page.encode("utf-8", "replace") if isinstance(page, str) else page
    raw = raw if raw.endswith(b"\n") else raw + b"\n"
    if out is None:
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()
        return
    try:
        out.write_bytes(raw)
    except OSError as error:
        _fail(f"cannot write {out}: {error.strerror or error}")


def _fail(message: str) -> Never:
    for line in message.splitlines():
        print(f"rashomon: {line}", file=sys.stderr)
    raise typer.Exit(1)
