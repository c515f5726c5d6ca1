"""The reading model that every page shares: an event's line-ups with their voices, numbered and coloured.

A colour (1 to 6, 0 is neutral) stands for an account of a disputed field; an origin keeps its colour from field to
field where it can, so that a reader learns one voice once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.model import Answer, Claim, Document, Event, Finding, Lineage, Lineup, Position
from rashomon.packs.form import Pack
from rashomon.tell.visible import one_line
from rashomon.tell.wording import (
    COPIES,
    field_label,
    listed,
    ordered,
    outlet_words,
    position_words,
    sentence,
    stance_words,
    status_words,
    value_words,
    voice_words,
)

HUES = 6


class Register(msgspec.Struct, frozen=True):
    """What has to be looked up while telling: numbers of claims (1 is the first in the first text), reports, copies.

    names: what to call each report: its outlet, with a number where one outlet has several, else "Report 2";
    by_path: the same by path and file name, which stand for the outlet in a chain when the page names none.
    """

    numbers: dict[str, int]
    documents: dict[str, Document]
    names: dict[str, str]
    by_path: dict[str, str]
    copies: dict[str, Lineage]
    packs: tuple[Pack, ...]

    def outlet(self, document: str) -> str:
        """What to call the report of that id."""
        return self.names.get(document, "unknown report")

    def told(self, message: str) -> str:
        """A sentence of the weighing in which a report without an outlet is called as everywhere else: "Report 2"."""
        line = sentence(message)
        files = [one.path.rsplit("/", 1)[-1] for one in self.documents.values()]
        # Two folders may hold a file of one name: then the name tells no report and stays.
        for file in sorted((one for one in files if one and files.count(one) == 1), key=len, reverse=True):
            line = re.sub(
                rf"\bthe report {re.escape(one_line(file))}(?![\w.]*\w)",
                lambda _, name=self.by_path[file]: name,  # type: ignore[misc]
                line,
                flags=re.IGNORECASE,
            )
        return line

    def reports(self, findings: Sequence[Finding], claims: dict[str, Claim]) -> str:
        """The reports that findings are about: those of their words and of their claims, in order."""
        met = [finding.span.document for finding in findings if finding.span]
        met += [claims[one].span.document for finding in findings for one in finding.claims if one in claims]
        return listed([name for one, name in self.names.items() if one in met])


class Line(msgspec.Struct, frozen=True):
    """One claim as a reader sees it. between: the voices that carried it; own: the outlet speaks for itself.

    shown: its report is on the page, so that its number can lead to the words.
    """

    claim: Claim
    number: int
    outlet: str
    between: tuple[str, ...]
    origin: str
    own: bool
    shown: bool
    copy: bool
    struck: bool
    value: str
    stance: str
    status: str
    hue: int


class Group(msgspec.Struct, frozen=True):
    """The lines of one account that start at one voice."""

    name: str
    office: str
    own: bool
    lines: tuple[Line, ...]


class Account(msgspec.Struct, frozen=True):
    """One position of a field: heading, colour, voices by their origin; copies and withdrawn claims apart.

    origins: the independent origins where they are not the very names of the groups ("Japan's government"); stance:
    what all its live lines share beyond affirming ("denied", "left open, possible").
    """

    position: Position
    heading: str
    hue: int
    origins: tuple[str, ...]
    groups: tuple[Group, ...]
    copies: tuple[Line, ...]
    withdrawn: tuple[Line, ...]
    stance: str = ""

    @property
    def named(self) -> list[str]:
        """Who stands behind the account, for a list; last, and marked, those who may not be independent."""
        unknown = [one_line(name) for name in self.position.unknown]
        known = self.origins or tuple(group.name for group in self.groups if group.name not in unknown)
        return [*known, *(f"{name} (independence unknown)" for name in unknown)]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of the account."""
        return (*(line for group in self.groups for line in group.lines), *self.copies, *self.withdrawn)


class Row(msgspec.Struct, frozen=True):
    """One field of an event; rest: claims of the field that stand in no position."""

    lineup: Lineup
    label: str
    accounts: tuple[Account, ...]
    rest: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of the row once, account after account."""
        lines = {line.claim.id: line for account in self.accounts for line in account.lines}
        return (*lines.values(), *self.rest)


def register(answer: Answer, packs: Sequence[Pack] = ()) -> Register:
    """Number every claim of the answer in the order of the texts and note which reports are copies."""
    order = {document.id: at for at, document in enumerate(answer.documents)}
    claims = {claim.id: claim for event in answer.events for claim in event.claims}
    ranked = sorted(
        claims.values(),
        key=lambda one: (order.get(one.span.document, len(order)), one.span.start, one.span.end, one.id),
    )
    names = _names(answer.documents)
    by_path = {
        part: names[one.id] for one in answer.documents for part in (one.path, one.path.rsplit("/", 1)[-1]) if part
    }
    return Register(
        {claim.id: at for at, claim in enumerate(ranked, start=1)},
        {document.id: document for document in answer.documents},
        names,
        by_path,
        {one.document: one for one in answer.lineages if one.kind in COPIES},
        tuple(packs),
    )


def rows_of(event: Event, look: Register) -> list[Row]:
    """Return the line-ups of an event, disputed first, and a row for every field that has claims but no line-up."""
    claims = {claim.id: claim for claim in event.claims}
    known: dict[str, int] = {}
    rows: list[Row] = []
    placed: set[str] = set()
    for lineup in ordered(event.lineups, look.packs):
        hues = _hues(lineup, claims, known)
        accounts = tuple(
            _account(position, hue, claims, look) for position, hue in zip(lineup.positions, hues, strict=True)
        )
        inside = {identity for position in lineup.positions for identity in position.claims}
        loose = [one for one in event.claims if one.field == lineup.name and one.id not in inside]
        placed |= inside | {one.id for one in loose}
        rest = tuple(line_of(one, look) for one in loose)
        rows.append(Row(lineup, field_label(lineup.name, look.packs), accounts, rest))
    left: dict[str, list[Line]] = {}
    for claim in event.claims:
        if claim.id not in placed:
            left.setdefault(claim.field, []).append(line_of(claim, look))
    for field, lines in left.items():
        rows.append(Row(Lineup(field, "", ()), field_label(field, look.packs), (), tuple(lines)))
    return rows


def line_of(claim: Claim, look: Register, hue: int = 0) -> Line:
    """One claim as a reader sees it."""
    own = len(claim.chain) < 2
    return Line(
        claim=claim,
        number=look.numbers.get(claim.id, 0),
        outlet=look.outlet(claim.span.document),
        between=tuple(one_line(voice.name) for voice in claim.chain[1:-1]),
        origin="in its own voice" if own else voice_words(claim.origin),
        own=own,
        shown=claim.span.document in look.documents,
        copy=claim.span.document in look.copies,
        struck=bool(claim.status),
        value=value_words(claim.value, look.packs),
        stance=stance_words(claim),
        status=status_words(claim),
        hue=hue,
    )


def _account(position: Position, hue: int, claims: dict[str, Claim], look: Register) -> Account:
    lines = [line_of(claims[identity], look, hue) for identity in position.claims if identity in claims]
    lines.sort(key=lambda line: line.number)
    groups: dict[str, list[Line]] = {}
    for line in lines:
        if not line.copy and not line.struck:
            groups.setdefault(line.outlet if line.own else one_line(line.claim.origin.name), []).append(line)
    origins = [look.by_path.get(name, one_line(name)) for name in position.origins]
    apart = [name for name in origins if name not in groups]
    stances = {line.stance for line in lines if not line.copy and not line.struck}
    return Account(
        position,
        position_words(position, look.packs),
        hue,
        tuple(origins) if apart else (),
        tuple(_group(name, found) for name, found in groups.items()),
        tuple(line for line in lines if line.copy and not line.struck),
        tuple(line for line in lines if line.struck),
        stances.pop() if len(stances) == 1 else "",
    )


def _names(documents: Sequence[Document]) -> dict[str, str]:
    names: dict[str, str] = {}
    seen: dict[str, int] = {}
    for at, document in enumerate(documents, start=1):
        name = outlet_words(document)
        seen[name] = seen.get(name, 0) + 1
        names[document.id] = f"Report {at}" if not name else name if seen[name] == 1 else f"{name} ({seen[name]})"
    return names


def _group(name: str, lines: list[Line]) -> Group:
    office = next((one_line(line.claim.origin.office) for line in lines if line.claim.origin.office), "")
    own = all(line.own for line in lines)
    return Group(name, "" if own or office.casefold() in name.casefold() else office, own, tuple(lines))


def _hues(lineup: Lineup, claims: dict[str, Claim], known: dict[str, int]) -> list[int]:
    """Give every position of a disputed field a colour of its own, the one its origin already has where it is free."""
    if lineup.verdict != "disputed":
        return [0] * len(lineup.positions)
    hues: list[int] = []
    for position in lineup.positions:
        origins = [*position.origins, *(claims[one].origin.name for one in position.claims if one in claims)]
        wanted = next((known[name] for name in origins if name in known and known[name] not in hues), 0)
        free = [hue for hue in range(1, HUES + 1) if hue not in hues]
        fresh = [hue for hue in free if hue not in known.values()]
        hue = 0 if not position.live else wanted or (fresh or free or [0])[0]
        hues.append(hue)
        if hue:
            known.update({name: hue for name in origins if name not in known})
    return hues
