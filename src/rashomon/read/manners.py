"""Good manners on other people's servers: robots.txt, a pause between two requests to one host, back-off when asked.

Safe to share between threads. Time is injected, so that a test need not wait and a stop ends every pause at once.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

import msgspec
from protego import Protego

from rashomon.errors import UnreadableError
from rashomon.read.addresses import Resolve
from rashomon.read.decode import decode
from rashomon.read.fetch import Known, Page, RefusedError, fetch
from rashomon.settings import Settings

ROBOTS_BYTES: Final = 500 * 1024  # RFC 9309, section 2.5: a crawler must read at least so many
ROBOTS_SECONDS: Final = 24 * 3600.0  # RFC 9309, section 2.4
LONGEST_DELAY: Final = 60.0
LONGEST_POLL: Final = 6 * 3600.0
LONGEST_WAIT: Final = 24 * 3600.0
SPREAD: Final = 0.2


class Clock(msgspec.Struct, frozen=True):
    """now: seconds that never run backwards; pause: waits so many of them, and returns True when all is to stop."""

    now: Callable[[], float] = time.monotonic
    pause: Callable[[float], object] = time.sleep


class Rules(msgspec.Struct, frozen=True):
    """What a host allows, and until when that is believed. parsed: None where everything is allowed or nothing is."""

    until: float
    parsed: Protego | None = None
    closed: str = ""


class Manners:
    """One desk's conduct towards all hosts: remembers when each was asked last and what its robots.txt says."""

    def __init__(self, settings: Settings, resolve: Resolve | None = None, clock: Clock | None = None) -> None:
        self._settings = settings
        self._resolve = resolve
        self._clock = clock or Clock()
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}
        self._rules: dict[str, Rules] = {}
        self._asking: dict[str, threading.Lock] = {}

    def get(self, url: str, known: Known | None = None) -> Page:
        """Fetch when it is polite to; raises UnreadableError, also for what robots.txt keeps from us."""
        host = host_of(url)
        rules = self._rules_of(host)
        if rules.closed:
            raise UnreadableError(rules.closed)
        if rules.parsed is not None and not rules.parsed.can_fetch(url, self._settings.agent):
            raise UnreadableError(f"robots.txt of {host} asks not to fetch it")
        self._wait_turn(host, rules)
        try:
            return fetch(url, self._settings, self._resolve, known)
        except RefusedError as refused:
            if refused.wait:
                with self._lock:
                    self._next[host] = self._clock.now() + min(refused.wait, LONGEST_WAIT)
            raise

    def _wait_turn(self, host: str, rules: Rules) -> None:
        """Take the host's next free moment and wait for it; two threads never get the same one."""
        stated = rules.parsed.crawl_delay(self._settings.agent) if rules.parsed else None
        gap = max(self._settings.host_seconds, min(float(stated or 0.0), LONGEST_DELAY))
        with self._lock:
            now = self._clock.now()
            turn = max(now, self._next.get(host, now))
            if turn - now > LONGEST_POLL:
                raise UnreadableError(f"{host} asked to be left alone for another {(turn - now) / 3600:.0f} hours")
            self._next[host] = turn + gap
        if turn > now and self._clock.pause(turn - now) is True:
            raise UnreadableError("not fetched: the run is stopping")

    def _rules_of(self, host: str) -> Rules:
        with self._lock:
            asking = self._asking.setdefault(host, threading.Lock())
        with asking:  # one thread asks for robots.txt, the others wait for what it learns
            rules = self._rules.get(host)
            if rules is None or rules.until <= self._clock.now():
                rules = self._rules[host] = self._asked(host)
            return rules

    def _asked(self, host: str) -> Rules:
        """Read robots.txt as RFC 9309 says: without one all is allowed, from a failing server nothing for now."""
        until = self._clock.now() + ROBOTS_SECONDS
        bounded = msgspec.structs.replace(self._settings, max_bytes=max(ROBOTS_BYTES, self._settings.max_bytes))
        try:
            page = fetch(f"{host}/robots.txt", bounded, self._resolve)
            return Rules(
                until, Protego.parse(decode(page.raw[:ROBOTS_BYTES], page.charset)) if page.raw.strip() else None
            )
        except RefusedError as refused:
            if 400 <= refused.status < 500 and refused.status != 429:
                return Rules(until)
            soon = self._clock.now() + min(refused.wait or self._settings.poll_seconds, ROBOTS_SECONDS)
            return Rules(soon, closed=f"robots.txt of {host} cannot be had now ({refused})")
        except UnreadableError as error:
            if str(error).startswith(("not a text page", "empty", "binary", "larger")):
                return Rules(until)
            soon = self._clock.now() + self._settings.poll_seconds
            return Rules(soon, closed=f"robots.txt of {host} cannot be had now ({error})")


def host_of(url: str) -> str:
    """Scheme, host and port of an address, which is what robots.txt speaks for; raises UnreadableError."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise UnreadableError("not a valid address") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnreadableError("only http and https addresses are fetched")
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{name}{port}"


def next_poll(
    settings: Settings, failures: int = 0, minutes: int = 0, wait: float | None = None, chance: float | None = None
) -> float:
    """Return the seconds until a feed should be asked again.

    failures: how often in a row it failed: each doubles the pause, up to six hours; minutes: what the feed asks for
    itself; wait: what the server asked for. The result is spread by a fifth to both sides, so that many feeds of one
    host, or many desks, do not all come back at one moment. chance: 0..1 in place of a random number.
    """
    base = max(settings.poll_seconds, min(minutes * 60.0, LONGEST_POLL))
    pause = min(base * 2.0 ** min(failures, 10), max(LONGEST_POLL, base))
    spread = 1.0 + SPREAD * (2.0 * (random.random() if chance is None else chance) - 1.0)
    return max(pause * spread, min(wait or 0.0, LONGEST_WAIT))
