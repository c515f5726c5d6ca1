"""News of the ledger as they come: one look a second for all who wait, and server-sent events to each of them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Final

import msgspec
from litestar.response import ServerSentEventMessage

from rashomon.errors import RashomonError
from rashomon.keep.ledger import Ledger
from rashomon.keep.read import entries_since, last_sequence

LOOK_SECONDS: Final = 1.0
QUIET_SECONDS: Final = 20.0
"""After so long without news a comment is sent: a proxy closes what is silent, and a browser that left is noticed."""

MOST_WAITING: Final = 200
MOST_NAMED: Final = 100

_log = logging.getLogger("rashomon")


class Pulse:
    """The newest sequence of the ledger, looked up once a second, and those who wait for the next."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.sequence = 0
        self.waiting = 0
        self._news = asyncio.Event()

    async def beat(self) -> None:
        """Look for ever; a ledger that is busy or away for a while is looked at again later."""
        while True:
            try:
                newest = await asyncio.to_thread(_newest, self.ledger)
            except RashomonError as error:
                _log.warning("the ledger could not be read: %s", error)
                newest = self.sequence
            if newest != self.sequence:
                self.sequence = newest
                waking, self._news = self._news, asyncio.Event()
                waking.set()
            await asyncio.sleep(LOOK_SECONDS)

    async def after(self, sequence: int) -> int:
        """Return the newest sequence as soon as it is above this one, or after a quiet while."""
        if self.sequence <= sequence:
            try:
                await asyncio.wait_for(self._news.wait(), QUIET_SECONDS)
            except TimeoutError:
                return sequence
        return max(self.sequence, sequence)


async def news(pulse: Pulse, since: int) -> AsyncIterator[ServerSentEventMessage]:
    """Yield "ledger" with the newest sequence whenever there are new entries, and "event-ID" for each event touched."""
    at = since or pulse.sequence
    pulse.waiting += 1
    try:
        yield ServerSentEventMessage(comment="listening", retry=3000)
        while True:
            now = await pulse.after(at)
            if now == at:
                yield ServerSentEventMessage(comment="still here")
                continue
            touched = await asyncio.to_thread(_touched, pulse.ledger, at)
            for event in touched[:MOST_NAMED]:
                yield ServerSentEventMessage(data=str(now), event=f"event-{event}")
            data = msgspec.json.encode({"sequence": now, "events": touched[:MOST_NAMED]}).decode()
            yield ServerSentEventMessage(data=data, event="ledger", id=now)
            at = now
    finally:
        pulse.waiting -= 1


def _newest(ledger: Ledger) -> int:
    with ledger.reading() as connection:
        return last_sequence(connection)


def _touched(ledger: Ledger, since: int) -> list[str]:
    """Events that the entries after `since` are about; what waited too long gets the newest only."""
    with ledger.reading() as connection:
        since = max(since, last_sequence(connection) - 5000)
        named = (getattr(entry.deed, "event", "") for entry in entries_since(connection, since))
        return list(dict.fromkeys(event for event in named if event))
