"""Alerts: rules that a desk writes, and what of the ledger's changes each of them lets through.

A rule chooses by pack, country, field and reason; it never weighs. Equal changes give equal alert ids, so that whoever
receives one twice (delivery is at least once) can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from rashomon.errors import RashomonError
from rashomon.model import Actor, Event, Place
from rashomon.model.identity import content_id
from rashomon.tell.change import DISPUTED, REASONS, Change
from rashomon.tell.view import event_data
from rashomon.tell.visible import one_line

SCHEMA = "rashomon.alert/1"


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which changes one asks for; an empty choice lets everything through.

    packs: names of packs; kinds: of events; countries: ISO 3166 alpha-2, of where it was or of who acted; fields: of
    which a dispute, a change or a correction is told; on: reasons (`change.REASONS`); webhook: where to post it;
    secret: name of the environment variable that holds the key to sign with; draft: "cap", "navigation" or both.
    """

    name: str
    packs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    webhook: str = ""
    secret: str = ""
    draft: tuple[str, ...] = ()


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of rules: [[rule]] tables."""

    rule: tuple[Rule, ...] = ()


class Alert(msgspec.Struct, frozen=True):
    """A change that a rule asked for. sequence: the ledger entry that brought it; moment: when that was entered."""

    id: str
    rule: str
    sequence: int
    moment: datetime
    reason: str
    event: str
    label: str
    pack: str
    kind: str
    field: str
    message: str
    countries: tuple[str, ...] = ()


def read_rules(raw: bytes, name: str) -> tuple[Rule, ...]:
    """Return the rules of a TOML file; raises RashomonError that names the file and what is wrong in it."""
    try:
        rules = msgspec.toml.decode(raw, type=Rules).rule
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RashomonError(f"{error} @ {name}") from error
    seen: set[str] = set()
    for at, rule in enumerate(rules):
        wrong = [one for one in rule.on if one not in REASONS]
        if wrong:
            raise RashomonError(f"{wrong[0]!r} is none of {', '.join(REASONS)} @ {name} $.rule[{at}].on")
        if rule.name in seen or not rule.name:
            raise RashomonError(f"every rule needs a name of its own @ {name} $.rule[{at}].name")
        if rule.webhook and not rule.secret:
            raise RashomonError(f"a webhook needs a secret to sign with @ {name} $.rule[{at}].secret")
        if any(len(one) != 2 or not one.isupper() for one in rule.countries):
            raise RashomonError(f"countries are two capital letters (ISO 3166) @ {name} $.rule[{at}].countries")
        if any(one not in ("cap", "navigation") for one in rule.draft):
            raise RashomonError(f"a draft is \"cap\" or \"navigation\" @ {name} $.rule[{at}].draft")
        seen.add(rule.name)
    return rules


def alerts(rules: Iterable[Rule], told: Sequence[Change], sequence: int, moment: datetime) -> list[Alert]:
    """Return an alert for every change that a rule asks for, in the order of the rules."""
    return [_alert(rule, change, sequence, moment) for rule in rules for change in told if asks(rule, change)]


def asks(rule: Rule, change: Change) -> bool:
    """True when the rule lets the change through. A choice of fields lets an event as a whole (opened) through.

    A story that no pack reads is nobody's news unless a rule asks for the kind "story".
    """
    event = change.event
    return (
        (bool(event.pack) or event.kind in rule.kinds)
        and (not rule.packs or event.pack in rule.packs)
        and (not rule.kinds or event.kind in rule.kinds)
        and (not rule.on or change.reason in rule.on)
        and (not rule.fields or not change.field or change.field in rule.fields)
        and (not rule.countries or not set(rule.countries).isdisjoint(countries(event)))
    )


def countries(event: Event) -> tuple[str, ...]:
    """Countries in which an event is said to have been and whose actors are said to have acted, sorted."""
    found = {event.where.country} if event.where else set()
    values = [position.value for lineup in event.lineups for position in lineup.positions if position.live]
    found |= {value.country for value in values if isinstance(value, Place | Actor)}
    return tuple(sorted(found - {""}))


def alert_data(alert: Alert, event: Event | None = None) -> dict[str, Any]:
    """The alert as plain data, with the event where it is known; what a webhook carries."""
    data: dict[str, Any] = {"schema": SCHEMA, **msgspec.to_builtins(alert)}
    if event is not None:
        data["state"] = event_data(event)
    return data


def _alert(rule: Rule, change: Change, sequence: int, moment: datetime) -> Alert:
    event = change.event
    identity = content_id("alert-", rule.name, sequence, event.id, change.reason, change.field, change.message)
    return Alert(
        identity, rule.name, sequence, moment, change.reason, event.id, one_line(event.label, 160), event.pack,
        event.kind, change.field, one_line(change.message, 400), countries(event),
    )  # fmt: skip


def headline(alert: Alert) -> str:
    """What a reader of a feed sees first."""
    said = {DISPUTED: "Disputed", "opened": "New", "settled": "Settled", "changed": "Changed"}
    return f"{said.get(alert.reason, alert.reason.capitalize())}: {alert.label}"
