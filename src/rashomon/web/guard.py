"""The door of the service: every request passes here first, every answer last.

An ASGI application around the other one, so that what the framework answers by itself (a wrong address, an error)
carries the same headers. Who asks is settled here; what they may do is settled by the handlers' guards.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from rashomon.web.people import Person, person_of

COOKIE: Final = "rashomon_session"
VISIT: Final = "rashomon.visit"
HOURS: Final = 12
MOST_SESSIONS: Final = 10_000
SAFE: Final = ("GET", "HEAD", "OPTIONS")
HEADERS: Final = (
    (b"content-security-policy",
     b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
     b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    # Not "no-referrer": with it a browser sends "Origin: null" along with our own forms too.
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)  # fmt: skip

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]


class Session(msgspec.Struct, frozen=True):
    """A browser that was let in. csrf: what its forms must bring along; ends: by the monotonic clock."""

    key: str
    person: Person
    csrf: str
    ends: float


class Visit(msgspec.Struct, frozen=True):
    """One request's side of the door: who asks, and by which session (None: by a token, or nobody)."""

    person: Person | None = None
    session: Session | None = None


class Sessions:
    """The browsers that are let in, in memory: a restart asks everybody to sign in again."""

    def __init__(self) -> None:
        self._open: dict[str, Session] = {}
        self._said: dict[str, str] = {}
        self._lock = threading.Lock()

    def open(self, person: Person) -> Session:
        """Let a person in; the oldest session goes when there are too many."""
        session = Session(secrets.token_urlsafe(32), person, secrets.token_urlsafe(32), time.monotonic() + HOURS * 3600)
        with self._lock:
            now = time.monotonic()
            for key in [key for key, one in self._open.items() if one.ends < now]:
                self._drop(key)
            while len(self._open) >= MOST_SESSIONS:
                self._drop(next(iter(self._open)))
            self._open[session.key] = session
        return session

    def find(self, key: str) -> Session | None:
        """Return the session of that key, if it has not ended."""
        session = self._open.get(key)
        return session if session and session.ends > time.monotonic() else None

    def close(self, key: str) -> None:
        """End a session."""
        with self._lock:
            self._drop(key)

    def say(self, session: Session | None, words: str) -> None:
        """Leave a sentence for the next page of this session."""
        if session:
            self._said[session.key] = words

    def said(self, session: Session | None) -> str:
        """Take that sentence, once."""
        return self._said.pop(session.key, "") if session else ""

    def _drop(self, key: str) -> None:
        self._open.pop(key, None)
        self._said.pop(key, None)


class Door(msgspec.Struct, frozen=True):
    """Who is let in. hosts: names under which the service may be addressed (a page of somebody else's whose name points
    here must not read it); open_as: who everybody is that brings no token, only ever on loopback; secure: behind TLS.
    """

    sessions: Sessions
    people: tuple[Person, ...] = ()
    open_as: Person | None = None
    hosts: frozenset[str] = frozenset({"localhost", "127.0.0.1", "::1"})
    secure: bool = False


def guarded(app: App, door: Door) -> App:
    """Return the application behind the door."""

    async def answer(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        asked = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if _host(asked.get("host", "")) not in door.hosts:
            await _refuse(send, 421, "This service is not known by that name.")
            return
        if scope["method"] not in SAFE and not _of_this_site(asked, door):
            await _refuse(send, 403, "Another site sent this request; it was not carried out.")
            return
        visit, fresh = _visit(asked, door)
        scope[VISIT] = visit
        cookie = _cookie(fresh, door.secure) if fresh else b""

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*_sealed(message.get("headers", ()), cookie)]
            await send(message)

        await app(scope, receive, sealed)

    return answer


def csrf_holds(visit: Visit, offered: str) -> bool:
    """True when a request that changes something may have come from a page of ours: a token needs no more proof."""
    return visit.session is None or secrets.compare_digest(visit.session.csrf.encode(), offered.encode())


def cookie_of(session: Session, secure: bool) -> str:
    """The Set-Cookie header that carries a session; one without a key ends it."""
    age = HOURS * 3600 if session.key else 0
    parts = [f"{COOKIE}={session.key}", "Path=/", "HttpOnly", "SameSite=Strict", f"Max-Age={age}"]
    return "; ".join([*parts, *(["Secure"] if secure else [])])


def _cookie(session: Session, secure: bool) -> bytes:
    return cookie_of(session, secure).encode("latin-1")


def _visit(asked: dict[str, str], door: Door) -> tuple[Visit, Session | None]:
    """Who asks, and the session that was opened for them just now, if one was."""
    scheme, _, token = asked.get("authorization", "").partition(" ")
    if scheme.casefold() == "bearer":
        return Visit(person_of(token.strip(), door.people)), None
    session = door.sessions.find(_key(asked.get("cookie", "")))
    if session is not None:
        return Visit(session.person, session), None
    if door.open_as is None:
        return Visit(), None
    if "text/html" not in asked.get("accept", ""):
        # A program on this machine: no cookie, and so nothing that another site could ride on.
        return Visit(door.open_as), None
    fresh = door.sessions.open(door.open_as)
    return Visit(fresh.person, fresh), fresh


def _key(cookies: str) -> str:
    try:
        found = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _host(stated: str) -> str:
    try:
        return (urlsplit(f"//{stated}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _of_this_site(asked: dict[str, str], door: Door) -> bool:
    """False for what a browser sends on behalf of another site; programs state neither header."""
    if asked.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return False
    origin = asked.get("origin")
    return origin is None or _host(origin.partition("://")[2]) in door.hosts


def _sealed(headers: Iterable[tuple[bytes, bytes]], cookie: bytes) -> Iterable[tuple[bytes, bytes]]:
    own = {name for name, _ in HEADERS}
    kept = [(name, value) for name, value in headers if name.lower() not in own and name.lower() != b"server"]
    yield from kept
    yield from HEADERS
    if not any(name.lower() == b"cache-control" for name, _ in kept):
        yield b"cache-control", b"no-store"
    if cookie:
        yield b"set-cookie", cookie


async def _refuse(send: Send, status: int, words: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})
