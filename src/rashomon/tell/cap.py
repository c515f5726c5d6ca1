"""Drafts of Common Alerting Protocol 1.2 messages (OASIS, 1 July 2010), for an authority to look at or exercise with.

Rashomon warns nobody. A message is never "Actual": its status is Draft or Exercise, its scope is Restricted, sender and
note say that a monitor made it, and urgency, severity and certainty stay Unknown, since only an authority can set them.
A pack says in the table [drafts] of its lookups.toml which of its kinds may be drafted, and which field decides that
an earlier draft no longer holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from typing import Literal

import msgspec
from lxml import etree

from rashomon._version import __version__
from rashomon.model import Event, Lineup, Place, When
from rashomon.model.identity import content_id
from rashomon.model.value import worlds
from rashomon.packs.form import Pack
from rashomon.tell.clock import when_words
from rashomon.tell.visible import one_line, visible
from rashomon.tell.wording import field_label, listed, ordered, position_words, value_words

CAP = "urn:oasis:names:tc:emergency:cap:1.2"
SENDER = "monitor-not-a-warning-authority@rashomon.invalid"
SENDER_NAME = "Rashomon, a monitor, not a warning authority"
NOTE = (
    "Draft made by a machine from press reports. This is a monitor, not a warning authority: it lays accounts side by "
    "side and does not say which is right. Not for dissemination."
)
RESTRICTION = "For review by a competent authority; not for the public."
INSTRUCTION = "Do not act on this draft. Ask the competent authority."
LONGEST_HEADLINE = 160

Status = Literal["Draft", "Exercise"]
Kind = Literal["Alert", "Update", "Cancel"]


class State(msgspec.Struct, frozen=True):
    """An event as one ledger entry left it; event None: it is gone. moment: when that was entered."""

    sequence: int
    moment: datetime
    event: Event | None


class Message(msgspec.Struct, frozen=True):
    """One draft. references: identifiers in the standard's form "sender,identifier,sent" of what it replaces."""

    identifier: str
    sent: datetime
    kind: Kind
    status: Status
    event: Event
    references: tuple[str, ...] = ()
    sequence: int = 0

    @property
    def reference(self) -> str:
        """How a later message refers to this one."""
        return f"{SENDER},{self.identifier},{_stamp(self.sent)}"


def messages(states: Iterable[State], packs: Sequence[Pack], status: Status = "Draft") -> list[Message]:
    """Return the drafts that one event's history calls for, oldest first: an Alert, Updates, perhaps a Cancel.

    An Update follows when the accounts of the watched field change; a Cancel when no source holds any of them any
    more, or the event is gone. Both refer to every message since the Alert. Equal histories give equal messages.
    """
    made: list[Message] = []
    open_since, told = 0, frozenset[object]()
    for state in states:
        event = state.event or (made[-1].event if made else None)
        form = drafted(event, packs) if event else None
        if event is None or form is None:
            continue
        lineup = next((one for one in event.lineups if one.name == form["watched"]), None)
        accounts = _accounts(lineup) if state.event else frozenset()
        active = len(made) > open_since
        gone = state.event is None or (lineup is not None and not accounts)
        if gone and not active:
            continue
        if active and not gone and accounts == told:
            continue
        kind: Kind = "Cancel" if gone else "Update" if active else "Alert"
        references = tuple(one.reference for one in made[open_since:])
        identity = content_id("rashomon-", event.id, state.sequence, kind, status)
        made.append(Message(identity, state.moment, kind, status, event, references, state.sequence))
        told = accounts
        if gone:
            open_since = len(made)
    return made


def drafted(event: Event, packs: Sequence[Pack]) -> dict[str, str] | None:
    """Return the pack's table [drafts] where it covers the kind of this event, else None."""
    for pack in packs:
        form = pack.lookups.get("drafts", {})
        if pack.name == event.pack and form.get("kind") == event.kind and "watched" in form:
            return form
    return None


def to_cap(message: Message, packs: Sequence[Pack], web: str = "") -> bytes:
    """Return the message as CAP 1.2 XML; web: the event's address in the service, where it has one."""
    if message.status not in ("Draft", "Exercise"):
        raise ValueError("a monitor sends drafts and exercises, never a warning")
    root = etree.Element(f"{{{CAP}}}alert", nsmap={None: CAP})
    _put(root, "identifier", message.identifier)
    _put(root, "sender", SENDER)
    _put(root, "sent", _stamp(message.sent))
    _put(root, "status", message.status)
    _put(root, "msgType", message.kind)
    _put(root, "source", f"press reports, read by rashomon {__version__}")
    _put(root, "scope", "Restricted")
    _put(root, "restriction", RESTRICTION)
    _put(root, "note", NOTE)
    if message.references:
        _put(root, "references", " ".join(message.references))
    _put(root, "incidents", message.event.id)
    _info(root, message, packs, web)
    raw: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return raw


def faults(raw: bytes) -> list[str]:
    """Return what is wrong with a CAP message: its structure, and what the standard says in prose only."""
    try:
        root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        return [str(error)]
    source = files("rashomon.tell").joinpath("templates/cap.rng").read_bytes()
    grammar = etree.RelaxNG(etree.fromstring(source))
    if not grammar.validate(root):
        return [f"line {one.line}: {one.message}" for one in grammar.error_log]
    found: list[str] = []
    said = {child.tag.rpartition("}")[2]: child.text or "" for child in root if isinstance(child.tag, str)}
    if said["msgType"] in ("Update", "Cancel", "Ack", "Error") and not said.get("references"):
        found.append(f"a message of type {said['msgType']} must refer to an earlier one")
    if any(one.count(",") != 2 for one in said.get("references", "").split()):
        found.append("references have the form sender,identifier,sent")
    if said["scope"] == "Restricted" and not said.get("restriction"):
        found.append("a restricted message must say what restricts it")
    return found


def summary(event: Event, packs: Sequence[Pack]) -> list[tuple[str, str]]:
    """The accounts of every field in words with the origins of each: (label, "two (Japan's government) or three")."""
    told = [(field_label(lineup.name, packs), _said(lineup, packs)) for lineup in ordered(event.lineups, packs)]
    return [(label, said) for label, said in told if said]


def places(event: Event, form: dict[str, str]) -> list[tuple[str, Place]]:
    """The live places of the fields that the pack draws areas from, each once, with the field."""
    wanted = [name.strip() for name in form.get("areas", "").split(",")]
    found = [
        (lineup.name, position.value)
        for name in wanted
        for lineup in event.lineups
        if lineup.name == name
        for position in lineup.positions
        if position.live and isinstance(position.value, Place)
    ]
    return list(dict.fromkeys(found))


def onset(event: Event, form: dict[str, str]) -> When | None:
    """When it is said to have happened, where all accounts of that can be true together; else None."""
    lineup = next((one for one in event.lineups if one.name == form.get("when")), None)
    if lineup is not None and lineup.verdict == "disputed":
        return None
    values = [one.value for one in lineup.positions if one.live] if lineup else [event.when]
    return next((value for value in values if isinstance(value, When)), None)


def _info(root: etree._Element, message: Message, packs: Sequence[Pack], web: str) -> None:
    event, form = message.event, drafted(message.event, packs) or {}
    info = _put(root, "info", "")
    _put(info, "language", "en")
    _put(info, "category", form.get("category", "Other"))
    _put(info, "event", form.get("event", event.kind.replace("_", " ")))
    _put(info, "responseType", "None" if message.kind == "Cancel" else "Monitor")
    for name in ("urgency", "severity", "certainty"):
        _put(info, name, "Unknown")
    begun = onset(event, form)
    if begun:
        _put(info, "onset", _stamp(begun.earliest))
    _put(info, "senderName", SENDER_NAME)
    said = {"Alert": "", "Update": "Update: ", "Cancel": "Withdrawn: "}[message.kind]
    _put(info, "headline", one_line(f"{message.status.upper()}. {said}{event.label}", LONGEST_HEADLINE))
    lines = [f"{label}: {accounts}." for label, accounts in summary(event, packs)]
    when = [f"Said to have happened: {when_words(begun)}."] if begun else []
    _put(info, "description", "\n".join([NOTE, *when, *(line[:1].upper() + line[1:] for line in lines)]))
    _put(info, "instruction", INSTRUCTION)
    if web:
        _put(info, "web", web)
    for lineup in event.lineups:
        if said := _said(lineup, packs):
            parameter = _put(info, "parameter", "")
            _put(parameter, "valueName", lineup.name)
            _put(parameter, "value", said)
    for field, place in places(event, form):
        area = _put(info, "area", "")
        _put(area, "areaDesc", f"{field_label(field, packs)}: {value_words(place)} (as reported, indicative)")
        if place.lat is not None and place.lon is not None:
            _put(area, "circle", f"{place.lat:.4f},{place.lon:.4f} {max(place.radius_km, 0):.1f}")


def _said(lineup: Lineup, packs: Sequence[Pack]) -> str:
    live = [position for position in lineup.positions if position.live]
    origins = [listed([one_line(name) for name in (*one.origins, *one.unknown)])
               or ("only a copy" if one.copies else "unnamed") for one in live]
    return " or ".join(f"{position_words(one, packs)} ({by})" for one, by in zip(live, origins, strict=True))


def _accounts(lineup: Lineup | None) -> frozenset[object]:
    return frozenset(worlds(one.value) for one in lineup.positions if one.live) if lineup else frozenset()


def _stamp(moment: datetime) -> str:
    """A moment in UTC as the standard wants it: "-00:00" for UTC, no fractions."""
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S-00:00")


def _put(parent: etree._Element, name: str, text: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{CAP}}}{name}")
    if text:
        child.text = visible(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    return child
