"""What changes something: judgements and their undoing, "I have seen this", signing in and out."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from litestar import Response, get, post
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.params import URLEncodedBody
from litestar.response import Redirect

from rashomon.errors import RashomonError
from rashomon.keep.read import judgements_of
from rashomon.model import Judged
from rashomon.run.judging import judge, undo
from rashomon.web.asking import (
    Asked,
    Desked,
    EntryNumber,
    Press,
    Reader,
    WrongRequest,
    person_asking,
    visit_of,
    way_back,
)
from rashomon.web.desk import see
from rashomon.web.guard import Session, cookie_of
from rashomon.web.people import may, person_of

READ: Final = [Reader("read")]
JUDGE: Final = [Reader("judge")]
SIGN_IN_LIMIT: Final = RateLimitConfig(rate_limit=("minute", 10), store="sign_in_limit")
Text = Annotated[str, msgspec.Meta(max_length=2000)]


class Decision(msgspec.Struct, frozen=True):
    """A judgement as a form sends it. subjects: ids, parted by spaces; more: one more id, from a list of choices."""

    verdict: Text
    subjects: Text
    more: Text = ""
    note: Text = ""
    back: Text = "/review"
    csrf: Text = ""


class Undoing(msgspec.Struct, frozen=True):
    """Where to go after undoing a judgement."""

    back: Text = "/review"
    csrf: Text = ""


class Looked(msgspec.Struct, frozen=True):
    """Up to which entry somebody has looked."""

    sequence: Annotated[int, msgspec.Meta(ge=0, le=2**53)]
    csrf: Text = ""


class SignIn(msgspec.Struct, frozen=True):
    """A token."""

    token: Text


def decided(press: Press, decision: Judged) -> int:
    """Keep a judgement and weigh anew what it touches; returns its sequence. Raises WrongRequest with the reason."""
    try:
        return judge(press.desk.ledger, press.desk.kit, decision).sequence
    except RashomonError as error:
        raise WrongRequest(str(error)) from error


def undone(request: Asked, press: Press, sequence: int) -> None:
    """Undo a judgement: one's own, or anybody's for an admin."""
    person = person_asking(request)
    with press.desk.ledger.reading() as connection:
        standing = judgements_of(connection).get(sequence)
    if standing is None:
        raise WrongRequest(f"Entry {sequence} is no judgement that stands.")
    if standing.person != person.name and not may(person, "admin"):
        raise WrongRequest(f"Only {standing.person} or an admin can undo this.")
    try:
        undo(press.desk.ledger, press.desk.kit, sequence, person.name)
    except RashomonError as error:
        raise WrongRequest(str(error)) from error


@post("/judgements", guards=JUDGE, sync_to_thread=True)
def judge_form(
    request: Asked, press: Desked, data: URLEncodedBody[Decision]
) -> Redirect:
    """A person decides; the page they came from shows it."""
    person = person_asking(request)
    subjects = tuple(dict.fromkeys([*data.subjects.split(), *data.more.split()]))
    decided(press, Judged(person.name, data.verdict, subjects, data.note.strip()))
    press.door.sessions.say(visit_of(request.scope).session, "Kept. It stands beside the machine's output, and wins.")
    return Redirect(way_back(data.back), status_code=303)


@post("/judgements/{sequence:int}/undo", guards=JUDGE, sync_to_thread=True)
def undo_form(
    request: Asked,
    press: Desked,
    sequence: EntryNumber,
    data: URLEncodedBody[Undoing],
) -> Redirect:
    """A person takes a decision back; both stay in the ledger."""
    undone(request, press, sequence)
    press.door.sessions.say(visit_of(request.scope).session, "Undone. The machine's output is shown again.")
    return Redirect(way_back(data.back), status_code=303)


@post("/seen", guards=READ, sync_to_thread=True)
def seen_form(
    request: Asked, press: Desked, data: URLEncodedBody[Looked]
) -> Redirect:
    """Remember up to where somebody has looked."""
    with press.desk.ledger.writing() as connection:
        see(connection, person_asking(request), data.sequence)
    return Redirect("/", status_code=303)


@get("/login")
async def sign_in_page(request: Asked, press: Desked) -> Response[str]:
    """Ask for a token."""
    return press.page(request, "login.html", fault="")


@post("/login", middleware=[SIGN_IN_LIMIT.middleware])
async def sign_in(
    request: Asked, press: Desked, data: URLEncodedBody[SignIn]
) -> Response[str]:
    """Let a browser in whose token is somebody's; ten tries a minute from one address."""
    person = person_of(data.token.strip(), press.door.people)
    if person is None:
        return press.page(request, "login.html", status=403, fault="Nobody has this token.")
    session = press.door.sessions.open(person)
    return Response(
        "", status_code=303, headers={"location": "/", "set-cookie": cookie_of(session, press.door.secure)},
        media_type="text/html",
    )  # fmt: skip


@post("/logout", guards=READ)
async def sign_out(request: Asked, press: Desked) -> Response[str]:
    """End the session."""
    session = visit_of(request.scope).session
    if session:
        press.door.sessions.close(session.key)
    gone = cookie_of(Session("", person_asking(request), "", 0.0), press.door.secure)
    return Response("", status_code=303, headers={"location": "/login", "set-cookie": gone}, media_type="text/html")
