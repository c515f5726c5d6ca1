"""The land of the agency that a sentence comes through: the military whom Yonhap quotes is South Korea's."""

from __future__ import annotations

from rashomon.extract.scene import Scene
from rashomon.extract.views import SentenceView
from rashomon.know.outlets import find_outlet

AT_HOME = frozenset({"agency", "broadcaster", "state_media"})
ABROAD = frozenset({"GB", "US", "FR", "QA", "DE"})
"""Agencies of these report from everywhere: what they cite is theirs only where the text speaks of their land."""


def lands_of_agencies(scene: Scene, view: SentenceView) -> list[str]:
    """The countries of the agencies and broadcasters that the sentence names, in order."""
    found: list[str] = []
    for token in view.tokens:
        if token.pos != "PROPN" or not token.text[:1].isupper():
            continue
        outlet = find_outlet(token.text, scene.knowledge)
        if outlet is None or outlet.kind not in AT_HOME or not outlet.country or outlet.country in found:
            continue
        if outlet.country not in ABROAD or outlet.country in scene.countries:
            found.append(outlet.country)
    return found
