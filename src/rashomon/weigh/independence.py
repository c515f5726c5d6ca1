"""Independence is counted at the origin, after copies are found.

Ten outlets that carry one ministry's count are one origin; an agency's retelling, an outlet that repeats an attributed
value, a copy and another edition of the same outlet add nothing. Voices without a name ("local media", "a government
source") stay what they are called and are never taken for the same voice in two reports.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from rashomon.know.base import Knowledge
from rashomon.know.folding import fold
from rashomon.model import Claim, Document, Lineage, Voice, contains
from rashomon.weigh.compare import same_statement

# Ranks within a body: what is left of an office without them names the body ("coastguard chief" -> "coastguard").
_RANKS: Final = frozenset((
    "chief", "head", "director", "deputy", "vice", "assistant", "senior", "acting", "minister", "secretary",
    "spokesman",
    "spokeswoman", "spokesperson", "officer", "official", "commissioner", "commander", "general", "chairman",
    "chairwoman", "president", "superintendent", "captain", "the", "of", "for", "a", "an",
))
_NAMELESS: Final = frozenset((
    "source", "sources", "official", "officials", "officer", "media", "outlets", "reports", "witness", "witnesses",
    "resident", "residents", "analyst", "analysts", "expert", "experts", "observers", "someone", "people", "man",
    "woman",
))


class Origin(msgspec.Struct, frozen=True):
    """Where a claim starts; id: equal for voices that are one origin; name: as shown."""

    id: str
    name: str


def origins_of(
    claims: Sequence[Claim], documents: Mapping[str, Document], knowledge: Knowledge, lineages: Sequence[Lineage] = ()
) -> dict[str, tuple[Origin, ...]]:
    """Claim id to its independent origins; the claims are those of one event.

    Empty for a claim in an outlet's own voice that the same report attributes elsewhere (a lead, a headline): there the
    outlet only repeats. Reports with a common lost parent share one own voice.
    """
    siblings = {line.document: line.parent for line in lineages if line.kind == "common_parent"}
    found: dict[str, tuple[Origin, ...]] = {}
    for claim in claims:
        if len(claim.chain) <= 1 and _repeats(claim, claims):
            found[claim.id] = ()
        else:
            found[claim.id] = origin_key(claim, _head(claim.span.document, siblings, documents), knowledge)
    return found


def origin_key(claim: Claim, document: Document | None, knowledge: Knowledge) -> tuple[Origin, ...]:
    """The origins of one claim: one, or several where the voice names several bodies ("South Korea and Japan")."""
    voice = claim.origin
    if len(claim.chain) <= 1:
        return (_own_voice(voice, document, claim.span.document),)
    shelf = _from_shelf(voice, knowledge)
    if shelf:
        return shelf
    place = claim.span.document
    words = fold(voice.name).split()
    if voice.kind == "anonymous" or not words or (_NAMELESS & set(words) and not voice.refs):
        return (Origin(id=f"nameless:{place}:{' '.join(words)}", name=voice.name),)
    body = [word for word in fold(voice.office).split() if word not in _RANKS]
    key = " ".join(body) if body else " ".join(word for word in words if word != "the")
    return (Origin(id=f"voice:{voice.country}:{key}", name=voice.name),)


def share_origin(a: Claim, b: Claim, origins: Mapping[str, tuple[Origin, ...]]) -> bool:
    """True when two claims have an origin in common."""
    ours = {origin.id for origin in origins.get(a.id, ())}
    return bool(ours & {origin.id for origin in origins.get(b.id, ())})


def copied_claims(claims: Sequence[Claim], lineages: Sequence[Lineage]) -> frozenset[str]:
    """Ids of the claims that stand in a copied passage and so corroborate nothing.

    In a spun copy everything counts as copied; in a reprint or rewrite a body sentence that has no counterpart in the
    parent is the outlet's own addition.
    """
    by_document = {line.document: line for line in lineages if line.kind != "common_parent"}
    copied = set()
    for claim in claims:
        line = by_document.get(claim.span.document)
        if line is None:
            continue
        in_copied = any(own[0] < claim.span.end and claim.span.start < own[1] for own, _, _ in line.aligned)
        if in_copied or line.kind == "spun" or not line.aligned or claim.headline:
            copied.add(claim.id)
    return frozenset(copied)


def _repeats(claim: Claim, claims: Sequence[Claim]) -> bool:
    """True when the same report attributes this value, or a more exact one, to somebody."""
    return any(
        len(other.chain) > 1 and other.span.document == claim.span.document and other.field == claim.field
        and other.stance.polarity == claim.stance.polarity and other.id != claim.id
        and (same_statement(claim, other) or contains(claim.value, other.value))
        for other in claims
    ) or (claim.headline and any(
        not other.headline and other.span.document == claim.span.document and other.field == claim.field
        and other.stance.polarity == claim.stance.polarity and contains(claim.value, other.value)
        for other in claims
    ))


def _head(document: str, siblings: Mapping[str, str], documents: Mapping[str, Document]) -> Document | None:
    """The document that stands for all that share a lost parent with this one."""
    seen = {document}
    while siblings.get(document) and siblings[document] not in seen:
        document = siblings[document]
        seen.add(document)
    return documents.get(document)


def _own_voice(voice: Voice, document: Document | None, place: str) -> Origin:
    if document is None:
        return Origin(id=f"document:{place}", name=voice.name or "a report")
    if document.credits.agencies:
        agency = document.credits.agencies[0]
        return Origin(id=f"outlet:{fold(agency)}", name=agency)
    outlet = document.outlet or document.credits.outlet
    if outlet:
        return Origin(id=f"outlet:{fold(outlet)}", name=outlet)
    return Origin(id=f"document:{document.id}", name=voice.name or document.path.rsplit("/", 1)[-1] or "a report")


def _from_shelf(voice: Voice, knowledge: Knowledge) -> tuple[Origin, ...]:
    """The origin groups of the reference shelf for a voice; empty where the shelf does not know it."""
    return ()
