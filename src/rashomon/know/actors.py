"""Actors on one page: who is meant, which offices they hold, and the origin they speak for."""

from __future__ import annotations

from rashomon.know.identify import actor_of, bodies, find_actor, government, institutions
from rashomon.know.missions import has_mission, mission_note
from rashomon.know.offices import Office, holders, office_known_since, offices_of, parse_office
from rashomon.know.origins import origin_of

__all__ = [
    "Office", "actor_of", "bodies", "find_actor", "government", "has_mission", "holders", "institutions",
    "mission_note", "office_known_since", "offices_of", "origin_of", "parse_office",
]
