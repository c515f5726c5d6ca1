"""Feeds and drafts: Atom and JSON Feed of stories and alerts, CAP messages and navigational texts of an event."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final, Literal

from litestar import Response, get
from litestar.params import FromQuery

from rashomon.keep.read import EventFilter, entry_at, find_events, last_sequence, where_now
from rashomon.run.alerts import alerts_since
from rashomon.run.history import states_of
from rashomon.tell.cap import Message, messages, to_cap
from rashomon.tell.feed import Feed, Item, of_alert, to_atom, to_json_feed
from rashomon.tell.navigation import to_navigation
from rashomon.web.asking import Desked, Identity, NotThere, Offset, Press, Reader, Word
from rashomon.web.desk import Seen, bare_event, event_words, kind_words, story_of
from rashomon.web.pages import EVERYTHING

READ: Final = [Reader("read")]
ITEMS: Final = 50
BACK: Final = 2000
DraftStatus = FromQuery[Literal["Draft", "Exercise"]]


@get("/feeds/{name:str}", guards=READ, sync_to_thread=True)
def feed_file(press: Desked, name: Identity, rule: Word = "") -> Response[bytes]:
    """stories.atom, stories.json, alerts.atom, alerts.json; `rule` asks for the alerts of one rule alone."""
    if name in ("stories.atom", "stories.json"):
        feed = _stories(press, name)
    elif name in ("alerts.atom", "alerts.json"):
        feed = _alerts(press, name, rule)
    else:
        raise NotThere("Feeds are stories and alerts, as .atom and .json.")
    if name.endswith(".atom"):
        return Response(to_atom(feed), media_type="application/atom+xml")
    return Response(to_json_feed(feed), media_type="application/feed+json")


def _stories(press: Press, name: str) -> Feed:
    """The stories that changed last; an item is updated when its story changes."""
    packs = press.desk.kit.packs
    with press.desk.ledger.reading() as connection:
        items = []
        for line in find_events(connection, EventFilter(), ITEMS):
            record = where_now(connection, line.id)
            entry = entry_at(connection, line.changed)
            opened = entry_at(connection, line.opened)
            if record is None or record.id != line.id:
                continue
            story = story_of(connection, line, record, Seen(), packs)
            disputes = [
                f"{one.label}: " + " against ".join(f"{side.words} ({side.origins})" for side in one.sides if side.live)
                for one in story.disputes
            ]
            agreed = [f"{label}: {words}" for label, words in story.agreed]
            text = "\n".join([event_words(bare_event(record)), *disputes, *agreed])
            moment = entry.time if entry else datetime.fromtimestamp(0, UTC)
            tags = tuple(tag for tag in (line.pack, kind_words(line.kind, packs), line.country) if tag)
            items.append(
                Item(f"urn:rashomon:event:{line.id}", line.label, text, moment, f"events/{line.id}",
                     opened.time if opened else None, tags)
            )  # fmt: skip
    return Feed("Rashomon: stories", press.desk.home, f"feeds/{name}", tuple(items))


def _alerts(press: Press, name: str, rule: str) -> Feed:
    """What the rules let through lately, the newest first."""
    desk = press.desk
    rules = desk.rules or EVERYTHING
    wanted = [one for one in rules if rule in ("", one.name)]
    with desk.ledger.reading() as connection:
        since = max(0, last_sequence(connection) - BACK)
        found = alerts_since(connection, wanted, since, desk.kit.packs)[::-1][:ITEMS]
    title = f"Rashomon: alerts{f' of {rule}' if rule else ''}"
    return Feed(title, desk.home, f"feeds/{name}", tuple(of_alert(one) for one in found))


@get("/events/{event:str}/cap.xml", guards=READ, sync_to_thread=True)
def cap_file(press: Desked, event: Identity, status: DraftStatus = "Draft", number: Offset = 0) -> Response[bytes]:
    """The newest draft of a CAP 1.2 message on the event, or the one of that number (1 is the first)."""
    message = _draft(press, event, status, number)
    raw = to_cap(message, press.desk.kit.packs, f"{press.desk.home.rstrip('/')}/events/{event}")
    return Response(raw, media_type="application/cap+xml")


@get("/events/{event:str}/navigation.txt", guards=READ, sync_to_thread=True)
def navigation_file(press: Desked, event: Identity, status: DraftStatus = "Draft", number: Offset = 0) -> Response[str]:
    """The newest draft of a navigational warning on the event, or the one of that number."""
    text = to_navigation(_draft(press, event, status, number), press.desk.kit.packs)
    return Response(text, media_type="text/plain")


def _draft(press: Press, event: str, status: Literal["Draft", "Exercise"], number: int) -> Message:
    with press.desk.ledger.reading() as connection:
        made = messages(states_of(connection, event), press.desk.kit.packs, status)
    if not made or number > len(made) or number < 0:
        raise NotThere("There is no draft for this event: no pack drafts its kind.")
    return made[number - 1 if number else -1]
