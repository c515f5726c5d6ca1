"""The origin an actor speaks for: which voices count as one."""

from __future__ import annotations

from rashomon.know.base import Knowledge
from rashomon.know.countries import possessive
from rashomon.know.folding import fold
from rashomon.know.identify import actor_of, bodies, body_actor, find_actor, institutions
from rashomon.know.offices import office_kinds, offices_of
from rashomon.model.value import Actor


def origin_of(actor: Actor | str, knowledge: Knowledge) -> tuple[str, str]:
    """Return the origin an actor speaks for: (id, shown name). One id, one independent voice.

    A government with its ministers, ministries, spokesmen, forces and coast guard is one ("gov:JP"), North Korea's
    with its party and state media too; every other body has its own or its table's group; unknown names stand for
    themselves ("name:local media"). A string may be a ref or a name. The table is know/own/bodies.tsv, column origin.
    """
    if isinstance(actor, str):
        known = actor_of(actor, knowledge) if ":" in actor else find_actor(actor, knowledge)
        if known is None:
            return (f"name:{fold(actor)}", actor)
        actor = known
    ref, code = actor.ref, actor.country
    if ref.startswith(("country:", "gov:")):
        return _government_origin(ref.split(":")[1], knowledge)
    if ref.startswith("body:"):
        group = _origin_group(ref, knowledge)
        if group.startswith("gov:"):
            return _government_origin(group[4:], knowledge)
        return (f"origin:{group}", _group_name(group, actor, knowledge))
    if ref.startswith(("person:", "office:")):
        return _person_origin(actor, knowledge)
    if not ref and code and f"gov:{code}" in actor.within:
        return _government_origin(code, knowledge)
    body = actor_of(actor.within[0], knowledge) if not ref and actor.within else None
    if body is not None and body.ref.startswith("body:"):
        return origin_of(body, knowledge)
    return (f"name:{fold(actor.name)}", actor.name)


def _person_origin(actor: Actor, knowledge: Knowledge) -> tuple[str, str]:
    held = offices_of(actor.ref, None, knowledge) if actor.ref.startswith("person:") else []
    body = held[-1].body if held else ""
    if actor.ref.startswith("office:"):
        body = office_kinds(knowledge)[actor.ref.split("/")[-1]].body
    for known in bodies(knowledge):
        if body and body in (known.institution, known.ref[5:]) and known.country == actor.country:
            return origin_of(body_actor(known), knowledge)
    if body.startswith(("state:", "mayor:", "prosecutor:")):
        return (f"origin:{body}", actor.name)
    if held and actor.country:
        return _government_origin(actor.country, knowledge)
    if actor.ref.startswith("office:") and actor.country:
        return _government_origin(actor.country, knowledge)
    return (actor.ref or f"name:{fold(actor.name)}", actor.name)



def _government_origin(code: str, knowledge: Knowledge) -> tuple[str, str]:
    return (f"gov:{code}", f"{possessive(code, knowledge)} government")


def _origin_group(ref: str, knowledge: Knowledge) -> str:
    for body in bodies(knowledge):
        if body.ref == ref:
            return body.origin
    code, _, institution = ref[5:].partition("/")
    row = next((row for row in institutions(knowledge) if row.institution == institution), None)
    if row is None:
        return ref[5:]
    if row.institution == "state_media":
        # state media are the government's voice only where our table says so (KCNA); elsewhere they are their own
        known = next((body.origin for body in bodies(knowledge)
                      if body.institution == "state_media" and body.country == code), "")
        return known or f"state_media:{code}"
    return f"gov:{code}" if row.origin == "gov" else f"{row.origin}:{code}"


def _group_name(group: str, actor: Actor, knowledge: Knowledge) -> str:
    first = next((body.name for body in bodies(knowledge) if body.origin == group), "")
    return first or actor.name
