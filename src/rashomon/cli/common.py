"""What the commands of a ledger share: the option that names it, opening it, printing safely."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.extras import require
from rashomon.errors import RashomonError

if TYPE_CHECKING:
    from rashomon.keep.ledger import Ledger

LEDGER = click.option(
    "--ledger", "-l", "where", default="rashomon.ledger", show_default=True, envvar="RASHOMON_LEDGER",
    metavar="FILE|URL", help="The ledger: a file, or postgresql://... ; also from RASHOMON_LEDGER.",
)  # fmt: skip


def opened(where: str, *, create: bool = True) -> Ledger:
    """Open the ledger, or say what is missing for it."""
    require("live", "sqlalchemy")
    from rashomon.keep.ledger import open_ledger

    return open_ledger(where, create=create)


def said(line: str) -> None:
    """Print a line; whatever a text holds stays one line and commands no terminal. Its indentation stays: without it
    what belongs to one value reads as said of the next."""
    from rashomon.tell.visible import one_line

    print(" " * (len(line) - len(line.lstrip(" "))) + one_line(line))


def several(number: int, noun: str) -> str:
    """A number with its noun: "1 event", "2 events"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


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
