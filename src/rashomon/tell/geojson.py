"""The places of an answer with the claims that name them, as GeoJSON (RFC 7946)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from rashomon.model import Answer, Claim, Event, Place
from rashomon.tell.view import Data, encodable
from rashomon.tell.wording import value_words


def to_geojson(answer: Answer) -> bytes:
    """Return a FeatureCollection: one Point a place, event and field, with the claims and voices that name it.

    Coordinates are longitude, latitude in WGS 84 degrees; a region is its middle with `radius_km`. A place without a
    known point stays in, with a null geometry, so that no claim is lost.
    """
    features = [feature for event in answer.events for feature in _features(event)]
    data = {"type": "FeatureCollection", "features": features}
    return msgspec.json.format(msgspec.json.encode(encodable(data)), indent=1)


def places_of(claim: Claim) -> Iterator[Place]:
    """The single places that a claim names."""
    if isinstance(claim.value, Place):
        yield from claim.value.parts or (claim.value,)


def _features(event: Event) -> list[Data]:
    groups: dict[tuple[str, str], tuple[Place, list[Claim]]] = {}
    for claim in event.claims:
        for place in places_of(claim):
            groups.setdefault((claim.field, place.ref or place.name.casefold()), (place, []))[1].append(claim)
    return [_feature(event, field, place, claims) for (field, _), (place, claims) in groups.items()]


def _feature(event: Event, field: str, place: Place, claims: list[Claim]) -> Data:
    located = place.lat is not None and place.lon is not None
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if located else None,
        "properties": {
            "name": place.name,
            "label": value_words(place),
            "ref": place.ref,
            "country": place.country or None,
            "radius_km": place.radius_km,
            "relation": place.relation,
            "event": event.id,
            "event_label": event.label,
            "field": field,
            "claims": [claim.id for claim in claims],
            "origins": sorted({claim.origin.name for claim in claims}),
            "words": [claim.text for claim in claims],
        },
    }
