"""Independence is counted at the origin, after copies are found.

Ten outlets that carry one ministry's count are one origin; an agency's retelling, an outlet that repeats an attributed
value, a copy and another edition of the same outlet add nothing. Voices without a name ("local media", "a government
source") stay what they are called and are never taken for the same voice in two reports; where not even a state or a
body is named, nobody can show that they are independent of the others, and they are told apart and not counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from rashomon.know.actors import actor_of, find_actor, origin_of, parse_office
from rashomon.know.base import Knowledge
from rashomon.know.folding import fold
from rashomon.know.outlets import find_outlet
from rashomon.model import Actor, Claim, Document, Lineage, Voice, contains
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
    "woman", "person", "familiar", "survivor", "survivors", "neighbour", "neighbours", "neighbor", "neighbors",
    "locals",
    "eyewitness", "eyewitnesses", "insider", "insiders", "aide", "aides", "observer", "press", "newspapers",
))


COPIES: Final = frozenset(("reprint", "rewrite", "spun"))
"""Lineages that make a report a copy; later editions of one outlet and children of a lost parent are none."""


class Origin(msgspec.Struct, frozen=True):
    """Where a claim starts; id: equal for voices that are one origin; name: as shown.

    generic: anybody may be meant ("local media"), so that nothing shows it to be independent of the other origins.
    """

    id: str
    name: str
    generic: bool = False


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
        return (_own_voice(voice, document, claim.span.document, knowledge),)
    shelf = _from_shelf(voice, document, knowledge)
    if shelf:
        return shelf
    place = claim.span.document
    words = fold(voice.name).split()
    if voice.kind == "anonymous" or not words or (_NAMELESS & set(words) and not voice.refs):
        return (Origin(id=f"nameless:{place}:{' '.join(words)}", name=voice.name, generic=_is_generic(voice)),)
    body = [word for word in fold(voice.office).split() if word not in _RANKS]
    key = " ".join(body) if body else " ".join(word for word in words if word != "the")
    return (Origin(id=f"voice:{voice.country}:{key}", name=voice.name),)


def share_origin(a: Claim, b: Claim, origins: Mapping[str, tuple[Origin, ...]]) -> bool:
    """True when two claims have an origin in common."""
    ours = {origin.id for origin in origins.get(a.id, ())}
    return bool(ours & {origin.id for origin in origins.get(b.id, ())})


def one_voice(a: Claim, b: Claim) -> bool:
    """True when two claims come from one body or person: one origin is not enough, a ministry does not speak for the
    coast guard's count."""
    if len(a.chain) == 1 or len(b.chain) == 1:
        return len(a.chain) == len(b.chain)
    return bool(set(a.origin.refs) & set(b.origin.refs)) or fold(a.origin.name) == fold(b.origin.name)


def copied_claims(claims: Sequence[Claim], lineages: Sequence[Lineage]) -> frozenset[str]:
    """Ids of the claims that stand in a copied passage and so corroborate nothing.

    In a spun copy everything counts as copied; in a reprint or rewrite a body sentence that has no counterpart in the
    parent is the outlet's own addition.
    """
    by_document = {line.document: line for line in lineages if line.kind in COPIES}
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
    """True when the same report attributes this value to somebody, or when a headline's text says it more exactly."""
    others = [
        other for other in claims
        if other.span.document == claim.span.document and other.field == claim.field and other.id != claim.id
        and other.stance.polarity == claim.stance.polarity
    ]
    if any(len(other.chain) > 1 and same_statement(claim, other) for other in others):
        return True
    return claim.headline and any(not other.headline and contains(claim.value, other.value) for other in others)


def _is_generic(voice: Voice) -> bool:
    """ "local media", "a source familiar with the matter": no state, body or place is named that would tell whose."""
    named = any(word[:1].isupper() for word in voice.name.split()[1:]) or voice.name.isupper()
    return not voice.country and not named and bool(_NAMELESS & set(fold(voice.name).split()))


def _head(document: str, siblings: Mapping[str, str], documents: Mapping[str, Document]) -> Document | None:
    """The document that stands for all that share a lost parent with this one."""
    seen = {document}
    while siblings.get(document) and siblings[document] not in seen:
        document = siblings[document]
        seen.add(document)
    return documents.get(document)


def _own_voice(voice: Voice, document: Document | None, place: str, knowledge: Knowledge) -> Origin:
    """The report itself: the agency whose text it is, else its outlet; state media speak for their state."""
    if document is None:
        return Origin(id=f"document:{place}", name=voice.name or "a report")
    credits = document.credits
    outlet = (credits.agencies[0] if credits.agencies else "") or document.outlet or credits.outlet
    if outlet:
        return _outlet(outlet, knowledge)
    return Origin(id=f"document:{document.id}", name=voice.name or document.path.rsplit("/", 1)[-1] or "a report")


def _outlet(name: str, knowledge: Knowledge) -> Origin:
    known = find_outlet(name, knowledge)
    shown = known.name if known else name
    body = find_actor(shown, knowledge) if known and known.kind in ("agency", "state_media") else None
    if body is not None and body.ref.startswith("body:"):
        group, group_name = origin_of(body, knowledge)
        if group.startswith("gov:"):
            return Origin(id=group, name=group_name)
    return Origin(id=f"outlet:{fold(shown)}", name=shown)


def _from_shelf(voice: Voice, document: Document | None, knowledge: Knowledge) -> tuple[Origin, ...]:
    """The origin groups of the reference shelf for a voice; empty where the shelf does not know it."""
    found: dict[str, Origin] = {}
    for ref in voice.refs:
        origin = _of_ref(ref, voice, knowledge)
        if origin is not None:
            found.setdefault(origin.id, origin)
    if found:
        return tuple(found.values())
    by_office = _of_office(voice, knowledge)
    if by_office is not None:
        return (by_office,)
    if voice.kind == "agency":
        return (_outlet(voice.name, knowledge),)
    day = document.day if document else None
    actor = find_actor(voice.name, knowledge, day=day, countries=(voice.country,) if voice.country else ())
    if actor is None or not actor.ref:
        return ()
    return (Origin(*origin_of(actor, knowledge)),)


def _of_ref(ref: str, voice: Voice, knowledge: Knowledge) -> Origin | None:
    if ref.startswith("outlet:"):
        return _outlet(ref.removeprefix("outlet:"), knowledge)
    actor = actor_of(ref, knowledge)
    if actor is None:
        return None
    group, name = origin_of(actor, knowledge)
    if group.startswith("person:") and len(voice.refs) == 1:
        return _of_office(voice, knowledge) or Origin(group, name)
    return Origin(group, name)


def _of_office(voice: Voice, knowledge: Knowledge) -> Origin | None:
    """A person whom the shelf does not know speaks for the office that the text gives him."""
    if not voice.office or not voice.country:
        return None
    office = parse_office(voice.office, knowledge, voice.country)
    if office is None:
        return None
    actor = Actor(voice.name, f"office:{voice.country}/{office.kind}", office.kind, voice.country)
    return Origin(*origin_of(actor, knowledge))
