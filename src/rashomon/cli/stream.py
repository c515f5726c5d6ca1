"""`rashomon watch` and `rashomon ingest`: feeds, files and archives into a ledger, for as long as one likes."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rashomon.cli.common import LEDGER, opened, said
from rashomon.cli.extras import require
from rashomon.errors import RashomonError
from rashomon.settings import Settings

if TYPE_CHECKING:
    from rashomon.keep.ledger import Ledger
    from rashomon.run.ledger import Receipt
    from rashomon.run.stream import Engine, Tally

Command = TypeVar("Command", bound=Callable[..., Any])
REASONS = 12


def _running(command: Command) -> Command:
    """The options that both commands have."""
    for option in reversed((
        LEDGER,
        click.option("--workers", default=0, type=click.IntRange(0, 64), help="Processes that read (0: this one)."),
        click.option("--cluster", default="", metavar="ADDRESS",
                     help="A Dask scheduler (tcp://HOST:8786) whose workers read instead."),
        click.option("--batch", default=32, show_default=True, type=click.IntRange(1, 1000),
                     help="Reports taken in together: kept on the disk together or not at all."),
        click.option("--pack", multiple=True, help="Only this pack (a name or a folder); may be given several times."),
        click.option("--allow-private", is_flag=True, help="Let addresses lead into private networks."),
        click.option("--zone", default="UTC", show_default=True, help="Zone of reports that name none."),
    )):  # fmt: skip
        command = option(command)
    return command


@click.command("ingest")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@_running
def ingest(sources: Sequence[str], where: str, workers: int, batch: int, **chosen: Any) -> None:
    """Take files, folders, JSONL, web archives (WARC) or addresses into the ledger, in their order.

    What is in already is passed over, so that a run which was stopped or killed goes on where it was. Every report gets
    its story and its copies; a report that no pack reads is listed with the reason, like a source that cannot be read.
    """
    engine, ledger, settings = _engine(where, workers, batch, **chosen)
    from rashomon.run.sources import FileSources
    from rashomon.run.stream import stopped_by_signals

    with ledger, engine, stopped_by_signals(engine.stop):
        files = FileSources(ledger, settings)
        tally = engine.follow(files.offers(sources), _progress("taken in"))
    _ended(tally, f"{files.passed_over} passed over, " if files.passed_over else "")


@click.command("watch")
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@_running
@click.option("--once", is_flag=True, help="Ask every feed once, take in what is new, and end.")
@click.option("--every", default=15.0, show_default=True, type=click.FloatRange(1.0),
              help="Minutes between two questions to a feed that asks for no longer pause.")  # fmt: skip
def watch(
    feeds: Sequence[str], where: str, workers: int, batch: int, once: bool, every: float, **chosen: Any
) -> None:
    """Follow feeds (RSS, Atom, JSON Feed, or OPML lists of them; addresses or files) and take in what is new.

    Asks politely: what has not changed is not sent again, hosts have pauses between two requests, robots.txt is obeyed,
    and a feed that fails is left alone for longer each time. Stop it with Ctrl-C; the next run goes on where it was.
    """
    require("live", "feedparser", "protego")
    _some_feed(feeds)
    engine, ledger, settings = _engine(where, workers, batch, poll_seconds=60.0 * every, **chosen)
    import time

    from rashomon.read.manners import Clock, Manners
    from rashomon.run.stream import stopped_by_signals
    from rashomon.run.watch import Watch

    ended = threading.Event()

    def stop() -> None:
        engine.stop()
        ended.set()

    with ledger, engine, stopped_by_signals(stop):
        followed = Watch(feeds, ledger, settings, Manners(settings, clock=Clock(time.monotonic, ended.wait)))
        if not followed.feeds:
            raise RashomonError("no feed to watch")
        while True:
            tally = engine.follow(followed.round(everything=once), _progress("taken in"))
            if not tally.stopped:
                followed.close_round()
            if once or tally.receipt.received or tally.unread or tally.stopped:
                _ended(tally, f"{len(followed.feeds)} feeds, {len(followed.troubles)} in trouble: ")
            pause = followed.due_in()
            if once or tally.stopped or pause is None or ended.wait(pause):
                break
    if once and followed.troubles and len(followed.troubles) >= len(followed.feeds):
        raise RashomonError("none of the feeds could be read")


def _some_feed(feeds: Sequence[str]) -> None:
    """Refuse feeds that are all files which are not there, before an empty ledger is made for them."""
    missing = [one for one in feeds if "://" not in one and not Path(one).exists()]
    if len(missing) == len(feeds):
        raise RashomonError("\n".join(f"none of the feeds could be read: there is no file {one}" for one in missing))


def _engine(
    where: str, workers: int, batch: int, poll_seconds: float = 900.0, **chosen: Any
) -> tuple[Engine, Ledger, Settings]:
    ledger = opened(where)
    from rashomon.extend import installed
    from rashomon.run.kit import make_kit
    from rashomon.run.stream import Course, Engine

    if chosen["cluster"]:
        require("cluster", "distributed")
    settings = Settings(
        packs=tuple(chosen["pack"]), allow_private_addresses=chosen["allow_private"], zone=chosen["zone"],
        poll_seconds=poll_seconds,
    )  # fmt: skip
    course = Course(batch, workers, cluster=chosen["cluster"])
    return Engine(ledger, make_kit(settings, installed()), course), ledger, settings


def _progress(what: str) -> Callable[[Receipt, int], None]:
    """Tell a terminal how far a run is; a pipe or a log gets a line for every thousand."""
    shown = sys.stderr.isatty()
    told = 0

    def tell(receipt: Receipt, offered: int) -> None:
        nonlocal told
        line = f"{offered} {what}: {receipt.received} new, {receipt.known} known, {receipt.revised} revised"
        if shown:
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
        elif offered // 1000 > told:
            told = offered // 1000
            print(line, file=sys.stderr, flush=True)

    return tell


def _ended(tally: Tally, begin: str) -> None:
    """Say what a run did, and how often each reason for leaving something out was given."""
    from rashomon.tell.visible import one_line

    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    receipt = tally.receipt
    said(
        f"{begin}{receipt.received} received ({receipt.revised} revised, {receipt.left_out} that no pack reads), "
        f"{receipt.known} known already, {tally.unread} not read; {len(receipt.events)} events and stories changed, "
        f"entry {receipt.last}; {tally.seconds:.1f} s{', stopped' if tally.stopped else ''}"
    )
    often = sorted(tally.reasons.items(), key=lambda one: (-one[1], one[0]))
    for reason, number in often[:REASONS]:
        print(one_line(f"rashomon: left out {number}: {reason}"), file=sys.stderr)
    if len(often) > REASONS:
        print(f"rashomon: and {len(often) - REASONS} more reasons, all in the ledger's skipped table", file=sys.stderr)
