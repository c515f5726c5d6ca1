"""The application: handlers, limits, the API's description, and how faults are shown."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from importlib.resources import files
from typing import Any, Final

from litestar import Litestar, Request, Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.exceptions import HTTPException
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.response import ServerSentEvent
from litestar.static_files import create_static_files_router

from rashomon._version import __version__
from rashomon.errors import RashomonError
from rashomon.tell.html import style_sheet
from rashomon.web import judging, pages
from rashomon.web.api import api_router
from rashomon.web.asking import NotThere, Press, Reader, Sequence, csrf_checked
from rashomon.web.desk import Desk
from rashomon.web.feeds import cap_file, feed_file, navigation_file
from rashomon.web.guard import App, Door, guarded
from rashomon.web.live import MOST_WAITING, Pulse, news

A_MINUTE: Final = 900
"""Requests a minute from one address. A page costs a handful, a desk reloads a part at every entry."""

MOST_BODY: Final = 256 * 1024
FOREVER: Final = "public, max-age=3600"
_log = logging.getLogger("rashomon")


def make_app(desk: Desk, door: Door, background: Callable[[], None] | None = None, every: float = 5.0) -> App:
    """Return the service behind its door. background: called every few seconds in a thread (deliveries)."""
    press, pulse = Press(desk, door), Pulse(desk.ledger)
    dependencies: dict[str, Any] = {
        "press": Provide(lambda: press, sync_to_thread=False), "pulse": Provide(lambda: pulse, sync_to_thread=False),
    }  # fmt: skip

    @contextlib.asynccontextmanager
    async def lifespan(_app: Litestar) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(pulse.beat())]
        if background is not None:
            tasks.append(asyncio.create_task(_again(background, every)))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()

    hidden = Router(
        "/",
        route_handlers=[
            pages.desk_page, pages.desk_part, pages.news_part, pages.event_page, pages.event_part, pages.event_lights,
            pages.event_file, pages.claim_page, pages.ledger_page, pages.ledger_file, pages.source_page,
            pages.review_page, pages.search_page, pages.alerts_page, judging.judge_form, judging.undo_form,
            judging.seen_form, judging.sign_in_page, judging.sign_in, judging.sign_out, live, feed_file, cap_file,
            navigation_file, report_style,
        ],
        before_request=csrf_checked,
        include_in_schema=False,
    )  # fmt: skip
    folder = str(files("rashomon.web").joinpath("static"))
    statics = create_static_files_router(
        "/static", [folder], include_in_schema=False, cache_control=None, after_request=_kept_a_while
    )
    app = Litestar(
        [hidden, api_router({}), statics],
        dependencies=dependencies,
        lifespan=[lifespan],
        middleware=[RateLimitConfig(rate_limit=("minute", A_MINUTE), exclude=["^/static", "^/live"]).middleware],
        exception_handlers={HTTPException: _fault, RashomonError: _fault, Exception: _fault},
        openapi_config=_description(),
        request_max_body_size=MOST_BODY,
        debug=False,
    )
    app.state.press = press
    return guarded(app, door)  # type: ignore[arg-type]


@get("/live", guards=[Reader("read")])
async def live(pulse: NamedDependency[Pulse], since: Sequence = 0) -> ServerSentEvent:
    """News of the ledger as server-sent events."""
    if pulse.waiting >= MOST_WAITING:
        raise HTTPException("Too many pages listen already.", status_code=503)
    return ServerSentEvent(news(pulse, since))


@get("/static/report.css", media_type="text/css", cache=False, sync_to_thread=False)
def report_style() -> Response[str]:
    """The style sheet of the report, which the service's own builds on."""
    return Response(style_sheet(), media_type="text/css", headers={"cache-control": FOREVER})


async def _again(work: Callable[[], None], every: float) -> None:
    while True:
        try:
            await asyncio.to_thread(work)
        except Exception:  # one bad round must not end all that follow
            _log.exception("work in the background failed")
        await asyncio.sleep(every)


def _fault(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Say what went wrong: a page to a browser, JSON to a program; of bugs nothing but that there was one."""
    status, said, headers = 500, "Something went wrong in Rashomon; its log says what.", {}
    if isinstance(error, HTTPException):
        status, said, headers = error.status_code, error.detail, dict(error.headers or {})
    elif isinstance(error, RashomonError):
        status, said = 503, str(error)
    else:
        _log.error("a request for %s failed", request.url.path, exc_info=error)
    headers = {name: value for name, value in headers.items() if name.casefold() != "content-length"}
    if request.url.path.startswith("/api") or "text/html" not in request.headers.get("accept", "text/html"):
        body: dict[str, Any] = {"status_code": status, "detail": said}
        if isinstance(error, HTTPException) and error.extra:
            body["extra"] = error.extra
        return Response(body, status_code=status, media_type="application/json", headers=headers)
    press: Press = request.app.state.press
    if status == 401:
        return Response("", status_code=303, headers={"location": "/login"}, media_type="text/html")
    try:
        page = press.text(request, "fault.html", status=status, detail=said)
    except RashomonError:
        # Every page asks the ledger how far it is: when the ledger is the fault, plain words have to do.
        return Response(said, status_code=status, media_type="text/plain")
    return Response(page, status_code=status, media_type="text/html", headers=headers)


def _kept_a_while(response: Response[Any]) -> Response[Any]:
    response.headers["cache-control"] = FOREVER
    return response


def _description() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Rashomon",
        version=__version__,
        description="Events with their accounts, claims, findings, entries and judgements of one ledger.",
        path="/api",
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        use_handler_docstrings=True,
        components=Components(
            security_schemes={"token": SecurityScheme(type="http", scheme="bearer", description="A person's token.")}
        ),
        security=[{"token": []}, {}],
    )


__all__ = ["NotThere", "make_app"]
