"""`rashomon serve`: the service over one ledger, on loopback unless people with tokens are named."""

from __future__ import annotations

import getpass
import ipaddress
import os
import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
import uvicorn

from rashomon.errors import RashomonError
from rashomon.keep.ledger import Ledger
from rashomon.run.alerts import deliver
from rashomon.run.kit import Kit
from rashomon.tell.alert import Rule, read_rules
from rashomon.tell.webhook import key_of
from rashomon.web.app import make_app
from rashomon.web.desk import Desk
from rashomon.web.guard import App, Door, Sessions
from rashomon.web.people import Person, digest_of, read_people

TOKEN: Final = "RASHOMON_TOKEN"
SHORTEST_TOKEN: Final = 20
BACKLOG: Final = 2048


class Place(msgspec.Struct, frozen=True):
    """Where and for whom to serve. names: further host names under which it is reached; home: its address as others
    see it, "" for the plain one; behind_tls: cookies are for https alone."""

    host: str = "127.0.0.1"
    port: int = 8000
    people: Path | None = None
    rules: Path | None = None
    names: tuple[str, ...] = ()
    home: str = ""
    behind_tls: bool = False


def build(place: Place, ledger: Ledger, kit: Kit, environment: Mapping[str, str] | None = None) -> App:
    """Return the application for a place; raises RashomonError where it would stand open, or a file is at fault."""
    environment = os.environ if environment is None else environment
    people = people_of(place, environment)
    open_as = None if people else Person(_self(), "admin")
    if open_as and not is_loopback(place.host):
        raise RashomonError(
            f"{place.host} is no loopback address: others could reach it. Name people with tokens (--people, or one "
            f"admin in {TOKEN}); `rashomon token` makes a token"
        )
    rules = read_rules(_read(place.rules), str(place.rules)) if place.rules else ()
    secrets = {rule.secret: environment.get(rule.secret, "") for rule in rules if rule.webhook}
    for name, secret in secrets.items():
        if not secret:
            raise RashomonError(f"{place.rules} signs with {name}, which is not set in the environment")
        key_of(secret)
    desk = Desk(ledger, kit, rules, address(place))
    door = Door(Sessions(), people, open_as, hosts_of(place), place.behind_tls)
    hooks = [rule for rule in rules if rule.webhook]
    return make_app(desk, door, _deliveries(desk, hooks, secrets) if hooks else None)


def people_of(place: Place, environment: Mapping[str, str]) -> tuple[Person, ...]:
    """Return who has a token: those of the file, and an admin for the token in the environment."""
    people = list(read_people(_read(place.people), str(place.people))) if place.people else []
    token = environment.get(TOKEN, "")
    if token and len(token) < SHORTEST_TOKEN:
        raise RashomonError(f"{TOKEN} is shorter than {SHORTEST_TOKEN} characters: `rashomon token` makes a good one")
    if token:
        people.append(Person(_self(), "admin", digest_of(token)))
    if place.people and not people:
        raise RashomonError(f"nobody is named @ {place.people}")
    return tuple(people)


def address(place: Place) -> str:
    """The address of the service as others see it."""
    return place.home or f"http://{_bracketed(place.host)}:{place.port}/"


def hosts_of(place: Place) -> frozenset[str]:
    """Names under which the service may be addressed."""
    names = {"localhost", "127.0.0.1", "::1", *place.names}
    if place.host not in ("0.0.0.0", "::"):
        names.add(place.host)
    if place.home:
        names.add(place.home.partition("://")[2].partition("/")[0].partition(":")[0])
    return frozenset(name.casefold() for name in names)


def is_loopback(host: str) -> bool:
    """True for an address that only this machine reaches; a name other than localhost is not trusted to be one."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def bound(place: Place) -> socket.socket:
    """Listen at a place, so that nobody is told of an address which another program holds; raises RashomonError."""
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    try:
        return socket.create_server((place.host, place.port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise RashomonError(
            f"cannot listen at {_bracketed(place.host)}:{place.port}: {error.strerror or error}; "
            "--host and --port choose another place"
        ) from error


def serve(app: App, door: socket.socket) -> None:
    """Answer at a bound socket until interrupted; raises RashomonError where the service cannot start."""
    server = uvicorn.Server(uvicorn.Config(
        app, log_level="warning", server_header=False, proxy_headers=False, timeout_graceful_shutdown=2,
        limit_concurrency=500, h11_max_incomplete_event_size=64 * 1024, backlog=BACKLOG,
    ))  # fmt: skip
    with suppress(KeyboardInterrupt):  # the server has answered what was asked before it passes the signal on
        server.run(sockets=[door])
    if not server.started:
        raise RashomonError("the service could not start; the lines above say why")


def _deliveries(desk: Desk, hooks: Sequence[Rule], secrets: Mapping[str, str]) -> Callable[[], None]:
    def work() -> None:
        deliver(desk.ledger, hooks, secrets, desk.kit)

    return work


def _self() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "desk"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RashomonError(f"cannot read {path}: {error.strerror or error}") from error


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
