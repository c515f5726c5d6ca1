"""Chains of voices: who answers for a stretch of text, from the outlet to the origin, and how sure their cues are."""

from __future__ import annotations

import msgspec

from rashomon.extract.actors import short_name
from rashomon.extract.scene import Scene
from rashomon.model import Chain, Voice


class Attributed(msgspec.Struct, frozen=True):
    """One attribution: a voice, the stretches of text it answers for, and how sure the cue makes them.

    view: index of the sentence; relay: True when the voice is a news outlet; level: "" or probable / possible.
    """

    voice: Voice
    contents: tuple[tuple[int, int], ...]
    view: int
    relay: bool
    level: str
    denied: bool
    cue: str


def chain_above(
    scene: Scene, all_of_them: tuple[Attributed, ...], start: int, end: int
) -> tuple[Chain, tuple[int, int] | None]:
    """The chain for the words from `start` to `end`, and the innermost content that holds them (None at the top)."""
    holding: list[tuple[int, Attributed, tuple[int, int]]] = []
    for each in all_of_them:
        if each.voice.kind == "evidence":
            continue
        for content in each.contents:
            if content[0] <= start and end <= content[1]:
                holding.append((content[1] - content[0], each, content))
                break
    deep = [_depth(each, holding) for _, each, _ in holding]
    order = sorted(range(len(holding)), key=lambda place: (
        not holding[place][1].relay, deep[place], -holding[place][0], holding[place][1].voice.start))
    holding = [holding[place] for place in order]
    chain: list[Voice] = [outlet_voice(scene)]
    agencies = [agency for agency in scene.document.credits.agencies if agency != scene.document.credits.outlet]
    chain += [Voice(short_name(scene, agency), (f"outlet:{agency}",), manner="reported", kind="agency")
              for agency in agencies[:1]]
    for _, each, _ in holding:
        if not any(voice.name == each.voice.name for voice in chain[1:]):
            chain.append(each.voice)
    inner = min((item for item in holding if not item[1].relay), key=lambda item: item[0], default=None)
    return tuple(chain), inner[2] if inner else None


def _depth(
    each: Attributed, holding: list[tuple[int, Attributed, tuple[int, int]]]
) -> int:
    """In how many of the other contents this voice is itself named: who is named in what another says stands behind."""
    return sum(
        content[0] <= each.voice.start < content[1] and not content[0] <= other.voice.start < content[1]
        for _, other, content in holding if other is not each and not other.relay
    )


def level_above(
    all_of_them: tuple[Attributed, ...], start: int, end: int
) -> tuple[str, bool, tuple[tuple[int, int], ...]]:
    """How sure the cues around these words make them, whether one of them denies, and where those cues stand."""
    level, denied = "certain", False
    cues: list[tuple[int, int]] = []
    for each in all_of_them:
        if any(content[0] <= start and end <= content[1] for content in each.contents):
            if each.level == "possible" or (each.level == "probable" and level == "certain"):
                level = each.level
            if each.level and each.voice.cue:
                cues.append(each.voice.cue)
            denied = denied or each.denied
    return level, denied, tuple(cues)


def outlet_voice(scene: Scene) -> Voice:
    """The outlet's own voice, first in every chain."""
    name = scene.document.outlet or scene.document.credits.outlet
    return Voice(name, (f"outlet:{name}",) if name else (), manner="reported", kind="outlet")
