"""What the tests of the service stand on: a ledger, days of the example feed, and a client that follows nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec
import urllib3

from rashomon.extend import Extensions
from rashomon.keep.ledger import Ledger
from rashomon.keep.read import EventFilter, EventLine, find_events
from rashomon.run.kit import Kit
from rashomon.run.ledger import add_documents
from rashomon.run.reading import read_documents
from rashomon.settings import Settings
from rashomon.web.guard import App
from rashomon.web.serving import Place, build

NAGAOKA = Path(__file__).parent / "nagaoka.txt"
FEED = Path(__file__).parents[2] / "examples" / "feed" / "pages"


class Newsroom(msgspec.Struct, frozen=True):
    """A ledger that more days can arrive in."""

    ledger: Ledger
    kit: Kit

    def arrive(self, day: str) -> None:
        """The reports of one day of the example feed come in."""
        documents, _ = read_documents([str(FEED / day)], Settings(), Extensions())
        add_documents(documents, self.ledger, self.kit)

    def app(self, place: Place | None = None, **environment: str) -> App:
        """The service over this ledger."""
        return build(place or Place(), self.ledger, self.kit, environment)

    def events(self, **wanted: Any) -> list[EventLine]:
        """Events of the ledger."""
        with self.ledger.reading() as connection:
            return find_events(connection, EventFilter(**wanted))

    @property
    def launch(self) -> str:
        """The disputed launch."""
        return self.events(kind="missile_launch")[0].id

    @property
    def quakes(self) -> tuple[str, str]:
        """Two earthquakes of two days, which the machine keeps apart."""
        one, other = self.events(kind="disaster", sort="when")
        return one.id, other.id


class Answered(msgspec.Struct, frozen=True):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def json(self) -> Any:
        """The body as data."""
        return msgspec.json.decode(self.body)


class Running(msgspec.Struct, frozen=True):
    """A service on a port of loopback."""

    port: int

    @property
    def home(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> Answered:
        """Ask for a page as a program does."""
        return self.ask("GET", path, None, headers)

    def post(self, path: str, fields: dict[str, str] | bytes, **headers: str) -> Answered:
        """Send a form, or raw JSON."""
        if isinstance(fields, bytes):
            return self.ask("POST", path, fields, {"Content-Type": "application/json", **headers})
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode(fields).encode(), {**kind, **headers})

    def ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answered:
        """One request; underscores in names of headers stand for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with urllib3.PoolManager() as pool:
            response = pool.request(
                method, f"{self.home}{path}", body=body, headers=named, redirect=False, retries=False, timeout=30
            )
        lowered = {name.lower(): value for name, value in response.headers.items()}
        return Answered(response.status, lowered, response.data)
