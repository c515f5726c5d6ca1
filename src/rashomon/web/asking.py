"""What handlers share: who asks, what they may, and how a page is made."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Any, Final, TypeVar
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, PackageLoader
from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException, NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.params import PathParameter, QueryParameter
from markupsafe import Markup, escape

from rashomon._version import __version__
from rashomon.keep.read import last_sequence
from rashomon.tell import wording
from rashomon.tell.change import CHANGED, CORRECTION, DISPUTED, OPENED, SETTLED, WITHDRAWN
from rashomon.tell.html import environment
from rashomon.web.desk import Desk
from rashomon.web.guard import VISIT, Door, Visit, csrf_holds
from rashomon.web.people import Person, Role, may

Asked = Request[Any, Any, Any]
Made = TypeVar("Made")
Identity = Annotated[str, PathParameter(max_length=80)]
Word = Annotated[str, QueryParameter(max_length=300)]
Sequence = Annotated[int, QueryParameter(ge=0, le=2**53)]
Limit = Annotated[int, QueryParameter(ge=1, le=500)]
Offset = Annotated[int, QueryParameter(ge=0, le=1_000_000)]
EntryNumber = Annotated[int, PathParameter(ge=1, le=2**53)]
REASON_WORDS: Final = {
    OPENED: "New", DISPUTED: "Disputed", SETTLED: "Settled", CHANGED: "Changed", CORRECTION: "Correction",
    WITHDRAWN: "Withdrawn",
}  # fmt: skip
VERDICT_WORDS: Final = {
    "same_event": "these are one event:", "not_same": "not the same:", "misread": "this claim is misread:",
    "copy": "a copy:",
}  # fmt: skip


class WrongRequest(HTTPException):
    """A request that cannot be carried out; the text says why."""

    status_code = 400


class NotThere(HTTPException):
    """Nothing of that id."""

    status_code = 404


class Reader:
    """Guard of a handler: lets pass whose role covers `role`."""

    def __init__(self, role: Role) -> None:
        self.role = role

    def __call__(self, connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
        """Raise for who may not: 401 for nobody, 403 for somebody whose role does not cover it."""
        person = visit_of(connection.scope).person
        if person is None:
            raise NotAuthorizedException("This page is for people of the desk.")
        if not may(person, self.role):
            raise PermissionDeniedException(f"This needs the role {self.role}; {person.name} has {person.role}.")


def visit_of(scope: Mapping[str, Any]) -> Visit:
    """Who asks, as the door settled it."""
    visit = scope.get(VISIT)
    return visit if isinstance(visit, Visit) else Visit()


def person_asking(request: Asked) -> Person:
    """The person who asks; a handler behind `Reader` has one."""
    person = visit_of(request.scope).person
    if person is None:
        raise NotAuthorizedException("This page is for people of the desk.")
    return person


async def csrf_checked(request: Asked) -> None:
    """Refuse a form that was not made by a page of this very session. Runs before handlers that change something."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    visit = visit_of(request.scope)
    offered = request.headers.get("x-csrf-token", "")
    if visit.session and not offered and request.content_type[0] == "application/x-www-form-urlencoded":
        field = (await request.form()).get("csrf", "")
        offered = field if isinstance(field, str) else ""
    if not csrf_holds(visit, offered):
        raise PermissionDeniedException("The form was not made by this session; load the page again.")


def engine() -> Environment:
    """The templates of the service over those of the report."""
    made = environment(ChoiceLoader([
        PackageLoader("rashomon.web", "templates"), PackageLoader("rashomon.tell", "templates"),
    ]))  # fmt: skip
    made.globals["clock"] = clock
    made.globals["reason_words"] = REASON_WORDS
    made.globals["verdict_words"] = VERDICT_WORDS
    made.globals["wording"] = wording
    made.globals["version"] = __version__
    return made


class Press:
    """Makes pages: the templates, and what every one of them needs to know."""

    def __init__(self, desk: Desk, door: Door) -> None:
        self.desk = desk
        self.door = door
        self.templates = engine()
        self._kept: dict[str, tuple[int, Any]] = {}
        self._making = threading.Lock()

    def page(
        self, request: Asked, template: str, here: str = "", status: int = 200, **context: Any
    ) -> Response[str]:
        """Return a page; `here` is the path that the navigation marks."""
        return Response(
            self.text(request, template, here=here, **context), media_type="text/html", status_code=status,
        )  # fmt: skip

    def text(self, request: Asked, template: str, **context: Any) -> str:
        """Return a page or a part of one."""
        visit = visit_of(request.scope)
        sequence = 0
        if visit.person:
            with self.desk.ledger.reading() as connection:
                sequence = last_sequence(connection)
        shared: dict[str, Any] = {
            "visit": visit, "signed_in": self.door.open_as is None, "here": "", "news": (), "news_since": sequence,
            "sequence": sequence, "said": self.door.sessions.said(visit.session) if context.get("here") else "",
            "may_judge": may(visit.person, "judge"), "may_admin": may(visit.person, "admin"),
            "token": lambda: _token(visit), "back": "/",
        }  # fmt: skip
        return self.templates.get_template(template).render({**shared, **context})

    def once(self, name: str, sequence: int, make: Callable[[], Made]) -> Made:
        """Return what `make` gives for the ledger at this sequence, made once for all who ask: pages that listen ask
        for the same parts together whenever an entry arrives."""
        with self._making:
            kept = self._kept.get(name)
            if kept is None or kept[0] != sequence:
                kept = self._kept[name] = (sequence, make())
        made: Made = kept[1]
        return made


Desked = NamedDependency[Press]
"""How a handler asks for the press."""


def clock(moment: datetime) -> str:
    """14 May, 09:12 UTC: a ledger's times are those of the entries."""
    return f"{moment.day} {moment:%b, %H:%M} UTC"


def source_link(name: str) -> Markup:
    """The name of a voice as a link to what it said."""
    return Markup('<a class="voice-link" href="/source?name={}">{}</a>').format(_quoted(name), escape(name))


def way_back(stated: str) -> str:
    """A path of this service to go back to; never the address of another one."""
    plain = stated.startswith("/") and not stated.startswith(("//", "/\\")) and stated.isprintable()
    return stated[:400] if plain and "\\" not in stated else "/"


def _token(visit: Visit) -> Markup:
    if visit.session is None:
        return Markup("")
    return Markup('<input type="hidden" name="csrf" value="{}">').format(visit.session.csrf)


def _quoted(name: str) -> str:
    return quote(name.encode("utf-8", "replace"), safe="")
