"""The command line. Exit status 0: told; 1: nothing that could be read, or a fault a user can mend; 2: wrong usage."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Never, TypeVar

import click

from rashomon._version import __version__
from rashomon.cli.common import written
from rashomon.cli.ledger import ledger
from rashomon.cli.serve import serve, token
from rashomon.cli.stream import ingest, watch
from rashomon.errors import RashomonError
from rashomon.settings import Settings

if TYPE_CHECKING:
    from rashomon.model import Answer, Skipped
    from rashomon.run.kit import Kit
    from rashomon.run.local import Progress

SUFFIXES = {".html": "html", ".htm": "html", ".json": "json", ".csv": "csv", ".geojson": "geojson",
            ".txt": "terminal", "": "terminal"}  # fmt: skip
PATIENCE = 1.5  # seconds of silence before progress is shown

Command = TypeVar("Command", bound=Callable[..., Any])


def _zone(_context: click.Context, _parameter: click.Parameter, name: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError) as error:
        raise click.BadParameter(f"{name!r} is no time zone") from error
    return name


REPORTS = click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
PACKS = click.option("--pack", multiple=True, help="Only this pack (a name or a folder); may be given several times.")
PRIVATE = click.option("--allow-private", is_flag=True, help="Let addresses lead into private networks.")
ZONE = click.option(
    "--zone", default="UTC", show_default=True, callback=_zone, help='Zone of reports that name none ("Asia/Seoul").'
)
OUT = click.option(
    "--out", "-o", type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file; its suffix chooses the format.",
)  # fmt: skip


def _options(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several options as one decorator, in the order in which --help shows them."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="rashomon")
def app() -> None:
    """Read many reports of one happening and lay the accounts side by side.

    REPORT is a text or HTML file, a folder, an http(s) address, a JSONL file, or "-" for standard input.
    """


@app.command()
@_options(
    REPORTS,
    click.option("--format", "-f", "form", help="terminal (the default), html, json, csv, geojson, or an extension's."),
    OUT,
    click.option("--verbose", "-v", is_flag=True, help="Terminal: show the words of each claim."),
    PACKS, PRIVATE, ZONE,
)  # fmt: skip
def report(reports: Sequence[str], form: str | None, out: Path | None, verbose: bool, **chosen: Any) -> None:
    """Lay the accounts of several reports side by side."""
    form = form or _format_of(out)
    _check_format(form)
    answer, kit = _answer(reports, **chosen)
    if form == "terminal":
        written(_terminal(answer, kit, verbose, out), out)
    else:
        written(kit.extensions.renderers[form](answer, kit.knowledge, kit.packs), out)
    if out and sys.stderr.isatty():
        print(f"written to {out}", file=sys.stderr)


@app.command()
@_options(REPORTS, OUT, PACKS, PRIVATE, ZONE)
def claims(reports: Sequence[str], out: Path | None, **chosen: Any) -> None:
    """Print every claim as a line of JSON."""
    from rashomon.tell.table import to_jsonl

    answer, _ = _answer(reports, **chosen)
    written(to_jsonl(answer), out)


@app.command()
@_options(REPORTS, OUT, PRIVATE, ZONE)
def read(reports: Sequence[str], out: Path | None, **chosen: Any) -> None:
    """Print every report as it is read, a line of JSON each: text, blocks, credits, date."""
    import msgspec

    from rashomon.extend import installed
    from rashomon.run.reading import read_documents
    from rashomon.tell.view import encodable

    documents, skipped = read_documents(reports, _settings(**chosen), installed())
    _mention(skipped)
    if not documents:
        _fail("none of the reports could be read")
    plain = [encodable(msgspec.to_builtins(document)) for document in documents]
    written(b"".join(msgspec.json.encode(document) + b"\n" for document in plain), out)


@app.command()
@click.argument("claim")
@_options(REPORTS, PACKS, PRIVATE, ZONE)
def explain(claim: str, reports: Sequence[str], **chosen: Any) -> None:
    """Show where CLAIM stands, which rule made it, who speaks and how sure.

    CLAIM is the id of a claim as `rashomon claims` prints it; its beginning is enough.
    """
    from rashomon.tell.explain import explain as explained

    answer, kit = _answer(reports, **chosen)
    try:
        page = explained(answer, claim, kit.packs)
    except LookupError as error:
        _fail(str(error.args[0] if error.args else error))
    written(page, None)


app.add_command(ledger)
app.add_command(ingest)
app.add_command(watch)
app.add_command(serve)
app.add_command(token)


@app.group("pack")
def packs() -> None:
    """Domain packs: what to look for."""


@packs.command("check")
@click.argument("folder", type=click.Path(path_type=Path))
def check(folder: Path) -> None:
    """Load the pack in FOLDER and say what is wrong in it, and where."""
    from rashomon.packs.load import load_pack

    pack = load_pack(folder)
    print(
        f"{pack.name} {pack.version}: {len(pack.kinds)} kinds, {len(pack.fields)} fields, {len(pack.frames)} frames, "
        f"{len(pack.words)} words, {len(pack.concepts)} concepts; no errors"
    )


@app.command()
def version() -> None:
    """Print the version."""
    print(__version__)


def main() -> None:
    """Run the command line; every error that a user can mend is a message without a traceback."""
    logging.basicConfig(level=os.environ.get("RASHOMON_LOG", "WARNING").upper(), format="rashomon: %(message)s")
    try:
        app(standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except RashomonError as error:
        print("\n".join(f"rashomon: {line}" for line in str(error).splitlines()), file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read the output has seen enough ("| head"); the interpreter must not stumble over it while closing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)


def _settings(pack: Sequence[str] = (), allow_private: bool = False, zone: str = "UTC") -> Settings:
    return Settings(packs=tuple(pack), allow_private_addresses=allow_private, zone=zone)


def _format_of(out: Path | None) -> str:
    """The format that the suffix of a file asks for; one that asks for none would get terminal text under its name."""
    suffix = out.suffix.casefold() if out else ""
    if suffix not in SUFFIXES:
        known = ", ".join(one for one in SUFFIXES if one)
        raise click.BadParameter(
            f"{suffix} is the suffix of no format; those with one are {known} (or name a format with --format)",
            param_hint="--out",
        )
    return SUFFIXES[suffix]


def _check_format(form: str) -> None:
    """Refuse an unknown format before anything heavy is loaded."""
    from rashomon.extend import installed
    from rashomon.run.builtin import with_built_ins

    known = ["terminal", *sorted(with_built_ins(installed()).renderers)]
    if form not in known:
        raise click.BadParameter(f"{form!r} is none of {', '.join(known)}", param_hint="--format")


def _answer(reports: Sequence[str], **chosen: Any) -> tuple[Answer, Kit]:
    """Read first, so that a run with nothing to read ends before the model is loaded."""
    from rashomon.extend import installed
    from rashomon.run.kit import make_kit
    from rashomon.run.local import answer_documents
    from rashomon.run.reading import read_documents

    settings, extensions = _settings(**chosen), installed()
    documents, skipped = read_documents(reports, settings, extensions)
    if not documents:
        _mention(skipped)
        _fail("none of the reports could be read")
    kit = make_kit(settings, extensions)
    with _progress() as progress:
        answer = answer_documents(documents, kit, skipped, progress)
    _mention(answer.skipped)
    return answer, kit


def _mention(skipped: Sequence[Skipped]) -> None:
    from rashomon.tell.visible import one_line

    for one in skipped:
        print(one_line(f"rashomon: left out {one.path}: {one.reason}"), file=sys.stderr)


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

    colour = out is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return render_terminal(answer, kit.packs, verbose=verbose, colour=colour)


def _fail(message: str) -> Never:
    raise RashomonError(message)
