"""One field of an event, laid side by side: positions, their independent origins, the verdict and why.

Conventions (shared with the keys of the gold stories): values count as stated, copies and withdrawn ones included;
equal or equal within rounding = agreed; one inside all the others = refined; all can hold but none is inside the rest =
overlapping; no common value = disputed; a single statement = single.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import msgspec

from rashomon.model import Claim, Document, Lineup, Position, Quantity, Value, When, meet
from rashomon.model.value import worlds
from rashomon.packs.form import FieldForm
from rashomon.weigh.compare import Relation, Scope, compare, same_statement, turned
from rashomon.weigh.independence import Origin, share_origin
from rashomon.weigh.phrase import claim_text, listed, predicate, upper_first, value_text, voice_text

_REASONS: Final = 6  # more sentences than these nobody reads; the positions show the rest
_PRECISION: Final = {"certain": 0, "probable": 1, "possible": 2}


class Ground(msgspec.Struct, frozen=True):
    """What a line-up stands on beside the claims.

    origins: claim id to its independent origins (empty for outlets that only repeat); copied: ids of claims that stand
    in copied passages; documents: id to document; several: the event may be made of several missiles or shocks.
    """

    documents: Mapping[str, Document]
    origins: Mapping[str, tuple[Origin, ...]]
    copied: frozenset[str] = frozenset()
    several: bool = False
    excludes: frozenset[frozenset[str]] = frozenset()


class Group(msgspec.Struct, frozen=True):
    """Claims that state one value, and the claim that stands for them."""

    claims: tuple[Claim, ...]
    value: Value

    @property
    def first(self) -> Claim:
        """The claim that stands for the group."""
        return self.claims[0]


def line_up(claims: Sequence[Claim], form: FieldForm, ground: Ground) -> Lineup:
    """Lay the claims on one field side by side.

    claims: all of one field of one event, at least one. Positions come sorted by independent origins, then by claims.
    """
    scope = Scope(form=form, several=ground.several, excludes=ground.excludes)
    groups = _groups(_ordered(claims, ground))
    relations = _relations(groups, scope)
    verdict = _side_by_side(_verdict(groups, relations, ground), groups, form, ground)
    reasons = _reasons(groups, relations, verdict, ground)
    accounts = _accounts(groups, relations) if verdict == "disputed" else groups
    gone = superseded(claims, form, ground)
    positions = [_position(group, accounts, gone, ground) for group in accounts]
    reasons += [
        f"{upper_first(value_text(group.value))} no longer stands." for group in groups
        if verdict == "disputed" and all(claim.id in gone for claim in group.claims)
    ]
    positions.sort(key=lambda position: (-position.independent, -len(position.claims)))
    return Lineup(name=form.name, verdict=verdict, positions=tuple(positions), reasons=tuple(reasons))


def superseded(claims: Sequence[Claim], form: FieldForm, ground: Ground) -> frozenset[str]:
    """Ids of claims that no longer stand: a text says so, or (growing tolls) a later report's figure overtook them."""
    gone = {claim.id for claim in claims if claim.status}
    # A value that its own speaker took back elsewhere is gone wherever else it is still repeated.
    for old in (claim for claim in claims if claim.status):
        for other in claims:
            # In its own voice a report tells that a value fell, whoever gave it.
            one_voice = len(old.chain) == 1 or share_origin(old, other, ground.origins)
            if one_voice and same_statement(old, other) and not _restated(other, old, ground):
                gone.add(other.id)
    if not form.growing:
        return frozenset(gone)
    for old in claims:
        for new in claims:
            if old.id not in gone and _overtakes(new, old, ground):
                gone.add(old.id)
    return frozenset(gone)


def _restated(claim: Claim, old: Claim, ground: Ground) -> bool:
    """True when `claim` comes from a newer report than the one that tells of the withdrawal and may renew it."""
    said, told = _moment(claim, ground), _moment(old, ground)
    return not claim.status and (said is None or told is None or said.date() > told.date())


def _overtakes(new: Claim, old: Claim, ground: Ground) -> bool:
    if not isinstance(new.value, Quantity) or not isinstance(old.value, Quantity) or new.id in ground.copied:
        return False
    if new.status or same_statement(new, old) or not share_origin(new, old, ground.origins):
        return False
    said, earlier = _moment(new, ground), _moment(old, ground)
    return said is not None and earlier is not None and said.date() > earlier.date()


def _moment(claim: Claim, ground: Ground) -> datetime | None:
    document = ground.documents.get(claim.span.document)
    return document.published if document else None


def _ordered(claims: Sequence[Claim], ground: Ground) -> list[Claim]:
    """Originals before copies, body before headlines, sure before unsure, then in reading order."""
    return sorted(claims, key=lambda claim: (
        claim.id in ground.copied, claim.headline, _PRECISION.get(claim.stance.certainty, 3), claim.span, claim.id,
    ))


def _groups(claims: Sequence[Claim]) -> list[Group]:
    found: list[list[Claim]] = []
    for claim in claims:
        home = next((group for group in found if same_statement(group[0], claim)), None)
        if home is None:
            found.append([claim])
        else:
            home.append(claim)
    return [Group(claims=tuple(group), value=group[0].value) for group in found]


def _relations(groups: Sequence[Group], scope: Scope) -> list[list[Relation]]:
    table: list[list[Relation]] = [["equal"] * len(groups) for _ in groups]
    for row, one in enumerate(groups):
        for column in range(row + 1, len(groups)):
            table[row][column] = compare(one.first, groups[column].first, scope)
            table[column][row] = turned(table[row][column])
    return table


def _verdict(groups: Sequence[Group], relations: Sequence[Sequence[Relation]], ground: Ground) -> str:
    if len(groups) == 1:
        return "agreed" if len(_statements(groups[0], ground)) > 1 else "single"
    pairs = [relations[row][column] for row in range(len(groups)) for column in range(row)]
    if "clash" in pairs:
        return "disputed"
    if all(relation == "equal" for relation in pairs):
        return "agreed"
    if any("inside" in row and all(relation in ("equal", "inside", "apart") for relation in row) for row in relations):
        return "refined"
    return "overlapping"


def _side_by_side(verdict: str, groups: Sequence[Group], form: FieldForm, ground: Ground) -> str:
    """Values that hold together are one statement when one voice gives them in one report.

    The parties of a meeting, each under its own name, are one list; another report that names them otherwise agrees.
    """
    if form.disputes or verdict != "overlapping":
        return verdict
    told = {statement for group in groups for statement in _statements(group, ground)}
    if len(told) == 1:
        return "single"
    return "agreed" if form.value == "actor" else verdict


def _statements(group: Group, ground: Ground) -> set[tuple[str, str]]:
    """Who states the value in which report: a report that repeats a voice, or its own headline, states it once."""
    told = {(claim.span.document, _voice(claim)) for claim in group.claims if _speaks(claim, ground)}
    return told or {(claim.span.document, "") for claim in group.claims}


def _speaks(claim: Claim, ground: Ground) -> bool:
    """False for a headline or lead that only repeats what the report attributes further down."""
    return bool(ground.origins.get(claim.id)) or (claim.id in ground.copied and not claim.headline)


def _voice(claim: Claim) -> str:
    return claim.origin.name.casefold() if len(claim.chain) > 1 else ""


def _accounts(groups: Sequence[Group], relations: Sequence[Sequence[Relation]]) -> list[Group]:
    """Join a bound that takes sides to the one account it can be true with.

    "At most one" stands with "one" against "two"; "at least one", which can be true with both, stands by itself.
    """
    joins: dict[int, int] = {}
    for row, relation in enumerate(relations):
        friends = [column for column, one in enumerate(relation)
                   if column != row and one in ("equal", "inside", "contains", "overlap")]
        if "clash" in relation and len(friends) == 1 and relation[friends[0]] in ("contains", "equal"):
            joins[row] = friends[0]
    joined: list[Group] = []
    for number, group in enumerate(groups):
        if number in joins and joins.get(joins[number]) != number:
            continue
        guests = [groups[row] for row, host in joins.items() if host == number and joins.get(number) != row]
        value = group.value
        for guest in guests:
            value = meet(value, guest.value) or value
        claims = group.claims + tuple(claim for guest in guests for claim in guest.claims)
        joined.append(Group(claims=claims, value=value))
    return joined


def _position(group: Group, accounts: Sequence[Group], gone: frozenset[str], ground: Ground) -> Position:
    found = _independent(group, accounts, ground)
    origins = tuple(origin.name for origin in found if not origin.generic)
    relays = dict.fromkeys(
        voice.name for claim in group.claims for voice in claim.chain[:-1] if voice.name and voice.name not in origins
    )
    copies = dict.fromkeys(claim.span.document for claim in group.claims if claim.id in ground.copied)
    return Position(
        value=group.value, text=_position_text(group), claims=tuple(claim.id for claim in group.claims),
        origins=origins, independent=len(origins), relays=tuple(relays), copies=tuple(copies),
        live=any(claim.id not in gone for claim in group.claims),
        unknown=tuple(dict.fromkeys(origin.name for origin in found if origin.generic)),
    )


def _position_text(group: Group) -> str:
    first = group.first
    if worlds(first.value) == worlds(group.value):
        return claim_text(first)
    return value_text(group.value)


def _independent(group: Group, accounts: Sequence[Group], ground: Ground) -> tuple[Origin, ...]:
    """The origins of a position, each once.

    An origin that is only credited together with others ("South Korea and Japan") does not count here when it states
    another value in a voice of its own: its own word goes before what a report lays in its mouth along with others.
    """
    elsewhere = [claim for other in accounts if other is not group for claim in other.claims]
    single = [ground.origins.get(claim.id, ()) for claim in elsewhere if claim.id not in ground.copied]
    own_elsewhere = {origins[0].id for origins in single if len(origins) == 1}
    found: dict[str, Origin] = {}
    for claim in group.claims:
        origins = ground.origins.get(claim.id, ())
        if claim.id in ground.copied or (claim.status and len(claim.chain) == 1):
            continue  # copies corroborate nothing, and who tells that a value fell does not vouch for it
        for origin in origins:
            if len(origins) == 1 or origin.id not in own_elsewhere:
                found.setdefault(origin.id, origin)
    return tuple(found.values())


def _reasons(
    groups: Sequence[Group], relations: Sequence[Sequence[Relation]], verdict: str, ground: Ground
) -> list[str]:
    if verdict == "single":
        return []
    if verdict == "agreed":
        return [_agreed_reason(groups, ground)]
    nested = ("inside", "contains")
    wanted = {"disputed": ("clash",), "refined": nested, "overlapping": ("overlap", *nested)}
    found = []
    for row, one in enumerate(groups):
        for column in range(row + 1, len(groups)):
            relation = relations[row][column]
            if relation in wanted[verdict]:
                found.append(pair_reason(one.first, groups[column].first, relation, ground.documents))
    if not found:
        return ["The values stand side by side and do not exclude each other."]
    return found[:_REASONS]


def _agreed_reason(groups: Sequence[Group], ground: Ground) -> str:
    names = dict.fromkeys(
        origin.name for group in groups for claim in group.claims if claim.id not in ground.copied
        for origin in ground.origins.get(claim.id, ())
    )
    said = listed(dict.fromkeys(claim_text(group.first) for group in groups))
    within = ", equal within rounding" if len(groups) > 1 else ""
    if len(names) == 1:
        return f"Every statement of {said}{within} goes back to one origin: {next(iter(names))}."
    if not names:
        return f"Only copies and repetitions state {said}{within}."
    return f"{upper_first(listed(names))} all give {said}{within}."


def pair_reason(a: Claim, b: Claim, relation: Relation, documents: Mapping[str, Document]) -> str:
    """How two claims stand to each other, as one sentence with both voices."""
    one = f"{upper_first(voice_text(a, documents))} {predicate(a)}"
    two = f"{voice_text(b, documents)} {predicate(b)}"
    if relation == "clash":
        return f"{one}; {two}; {_no_common(a, b)}."
    if relation == "overlap":
        return f"{one}; {two}; both can be true."
    finer, coarser = (a, b) if relation == "inside" else (b, a)
    return f"{one}; {two}; {claim_text(finer)} is a more exact form of {claim_text(coarser)}."


def _no_common(a: Claim, b: Claim) -> str:
    if a.stance.polarity != b.stance.polarity:
        return "one denies what the other affirms"
    if isinstance(a.value, Quantity):
        return "no number satisfies both"
    if isinstance(a.value, When):
        return "no moment satisfies both"
    return "both cannot be true"
