"""Between states: which mentions of international kinds name a state, and somebody of another country."""

from __future__ import annotations

from rashomon.extract.scene import Scene
from rashomon.extract.views import SentenceView
from rashomon.know.countries import country_of, government_of
from rashomon.model import Actor, Claim, Mention

FOREIGN_SHARE = 0.3
ENOUGH_NAMES = 4


def only_international(
    scene: Scene, mentions: list[Mention], claims: list[Claim]
) -> tuple[list[Mention], list[Claim]]:
    """Drop what stays at home in kinds that are between states.

    A mention stays when its actors and its sentence name two countries, or when the text as a whole is in good part
    about more than one. Without this, every quotation of a coach or a senator was diplomacy.
    """
    kinds = {kind.name for pack in scene.packs for kind in pack.kinds if kind.international}
    if not kinds:
        return mentions, claims
    spoken = {f"{pack.name}/{frame.name}@{pack.version}" for pack in scene.packs for frame in pack.frames
              if frame.speaker and frame.kind in kinds}
    views = {view.span: view for view in scene.reading.views}
    gone = set()
    for mention in mentions:
        own = [claim for claim in claims if claim.mention == mention.id]
        if mention.kind not in kinds or not own:
            continue
        private = all(claim.maker in spoken and not _is_official(claim) for claim in own)
        if private or not _is_international(scene, views.get(mention.sentence), own):
            gone.add(mention.id)
    return ([mention for mention in mentions if mention.id not in gone],
            [claim for claim in claims if claim.mention not in gone])


def _is_official(claim: Claim) -> bool:
    """False for a person named in full without an office or a country: a bystander, a coach, a chief executive."""
    voice = claim.origin
    return voice.kind != "person" or bool(voice.country or voice.office) or " " not in voice.name


def _is_international(scene: Scene, view: SentenceView | None, claims: list[Claim]) -> bool:
    total = sum(scene.weights.values())
    if total < ENOUGH_NAMES or total - max(scene.weights.values()) >= FOREIGN_SHARE * total:
        return True
    acting = {claim.value.country for claim in claims if isinstance(claim.value, Actor) and claim.value.country}
    acting |= {claim.origin.country for claim in claims
               if claim.origin.country and claim.origin.kind not in {"agency", "outlet"}}
    return len(acting | (_named(scene, view) if view is not None else set())) >= 2


def _named(scene: Scene, view: SentenceView) -> set[str]:
    found = set()
    for name in view.sentence.names:
        text = scene.reading.text(name.start, name.end).replace("’s", "").replace("'s", "")
        code = country_of(text, scene.knowledge) or government_of(text, scene.knowledge)
        if code:
            found.add(code)
    return found
