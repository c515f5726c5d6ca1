"""Alerts out of a ledger: what its entries changed, through the rules, to feeds and webhooks.

Delivery is at least once: the mark up to which a webhook has had everything moves in the ledger, after the receiver has
answered, so that a crash repeats and never loses. Ids are those of the changes: a receiver knows a repeat.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection

from rashomon.errors import RashomonError, UnreadableError
from rashomon.keep.ledger import Ledger
from rashomon.keep.read import entries_since, event_of, last_sequence
from rashomon.keep.write import get_marks, set_mark
from rashomon.packs.form import Pack
from rashomon.read.post import post
from rashomon.run.history import changes_of, states_of
from rashomon.run.kit import Kit
from rashomon.settings import Settings
from rashomon.tell.alert import Alert, Rule, alert_data, alerts
from rashomon.tell.cap import messages, to_cap
from rashomon.tell.navigation import to_navigation
from rashomon.tell.webhook import signed

SPACE = "webhooks"
FIRST_WAIT, LONGEST_WAIT = 10.0, 3600.0
"""Seconds until a delivery that failed is tried again: doubled each time, up to an hour, for as long as it takes."""

Post = Callable[[str, bytes, Mapping[str, str], Settings], int]
"""Address, body, headers and settings to the status that came back; raises UnreadableError where nothing did."""

_log = logging.getLogger("rashomon")


class Delivery(msgspec.Struct, frozen=True):
    """How far a rule's webhook is. sequence: everything up to this entry was received; done: and of what comes after,
    these alerts; after: Unix time of the next try; failures: in a row; last: what the receiver said."""

    sequence: int = 0
    done: tuple[str, ...] = ()
    after: float = 0.0
    failures: int = 0
    last: str = ""


def alerts_since(
    connection: Connection, rules: Sequence[Rule], since: int = 0, packs: Sequence[Pack] = ()
) -> list[Alert]:
    """Return the alerts that the entries after `since` call for, in the order of the entries."""
    touched: dict[str, None] = {}
    for entry in entries_since(connection, since):
        event = getattr(entry.deed, "event", "")
        if event:
            touched[event] = None
    told = [one for event in touched for one in changes_of(connection, event, since, packs)]
    told.sort(key=lambda one: one.sequence)
    return [alert for one in told for alert in alerts(rules, [one.change], one.sequence, one.moment)]


def deliver(
    ledger: Ledger,
    rules: Sequence[Rule],
    secrets: Mapping[str, str],
    kit: Kit,
    send: Post = post,
) -> dict[str, Delivery]:
    """Post what each webhook has not had yet, oldest first; returns how far each is, by the rule's name.

    A receiver that does not answer with 2xx is tried again later, and nothing newer overtakes what it has not had.
    """
    for rule in rules:
        if rule.webhook:
            _deliver(ledger, rule, secrets.get(rule.secret, ""), kit, send)
    return deliveries(ledger)


def deliveries(ledger: Ledger) -> dict[str, Delivery]:
    """Return how far each rule's webhook is."""
    with ledger.reading() as connection:
        marks = get_marks(connection, SPACE)
    return {name: msgspec.json.decode(body, type=Delivery) for name, body in marks.items()}


def _deliver(ledger: Ledger, rule: Rule, secret: str, kit: Kit, send: Post) -> None:
    packs = kit.packs
    now = time.time()
    with ledger.reading() as connection:
        mark = get_marks(connection, SPACE).get(rule.name)
        newest = last_sequence(connection)
        # A new rule speaks of what comes from now on: nobody wants years of alerts because of one line in a file.
        known = msgspec.json.decode(mark, type=Delivery) if mark else Delivery(newest)
        waiting = [] if known.after > now else alerts_since(connection, [rule], known.sequence, packs)
        bodies = [(one, _body(connection, one, rule, packs)) for one in waiting if one.id not in known.done]
    if mark is None:
        _keep(ledger, rule, known)
        return
    if known.after > now:
        return
    for alert, body in bodies:
        said = _posted(rule, alert, body, secret, lambda url, sent, headers: send(url, sent, headers, kit.settings))
        if said:
            failures = known.failures + 1
            wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(failures - 1, 12))
            _log.warning("alert %s was not received by the webhook of %s: %s", alert.id, rule.name, said)
            _keep(ledger, rule, msgspec.structs.replace(known, after=now + wait, failures=failures, last=said))
            return
        known = Delivery(known.sequence, (*known.done, alert.id), 0.0, 0, "received")
        _keep(ledger, rule, known)
    if known.sequence != newest:
        _keep(ledger, rule, Delivery(newest, (), 0.0, 0, known.last))


def _posted(
    rule: Rule, alert: Alert, body: bytes, secret: str, send: Callable[[str, bytes, Mapping[str, str]], int]
) -> str:
    """Send one alert; returns "" when it was received, else why not."""
    try:
        status = send(rule.webhook, body, signed(alert.id, int(time.time()), body, secret))
    except (UnreadableError, RashomonError) as error:
        return str(error)
    return "" if 200 <= status < 300 else f"the receiver answered {status}"


def _body(connection: Connection, alert: Alert, rule: Rule, packs: Sequence[Pack]) -> bytes:
    event = event_of(connection, alert.event)
    data = alert_data(alert, event)
    drafts = [one for one in messages(states_of(connection, alert.event), packs) if one.sequence <= alert.sequence]
    if drafts and "cap" in rule.draft:
        data["cap"] = to_cap(drafts[-1], packs).decode()
    if drafts and "navigation" in rule.draft:
        data["navigation"] = to_navigation(drafts[-1], packs)
    return msgspec.json.encode(data)


def _keep(ledger: Ledger, rule: Rule, delivery: Delivery) -> None:
    with ledger.writing() as connection:
        set_mark(connection, SPACE, rule.name, msgspec.json.encode(delivery))
