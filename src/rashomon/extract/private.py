"""Who speaks for nobody but himself: analysts, advocates, users and editorials, by what the text calls them."""

from __future__ import annotations

from rashomon.extract.scene import Scene, in_class
from rashomon.extract.views import SentenceView, base, head_of
from rashomon.model import Claim, Voice
from rashomon.packs.form import Pack

BESIDE = frozenset({"appos", "compound", "nmod", "flat", "parataxis"})


def private_persons(scene: Scene, pack: Pack) -> frozenset[str]:
    """The last names of persons whom the text calls by a private word ("Ana Ruiz, an analyst with ...") anywhere."""
    found = set()
    for view in scene.reading.views:
        for name in view.sentence.names:
            head = head_of(view, name.start, name.end) if name.label == "Person" else None
            beside = _beside(view, head) if head is not None else []
            if any(in_class(view, pack, index, pack.sides.private) for index in beside):
                found.add(scene.reading.text(name.start, name.end).split()[-1].casefold())
    return frozenset(found)


def _beside(view: SentenceView, head: int) -> list[int]:
    """Words in apposition to a name, or that it is in apposition to."""
    beside = [child for child in view.children[head] if base(view.tokens[child].relation) in BESIDE]
    above = view.tokens[head]
    if above.head >= 0 and (base(above.relation) in BESIDE or above.relation == "nmod:desc"):
        beside.append(above.head)
    return beside


def only_private(pack: Pack, claims: list[Claim], persons: frozenset[str]) -> bool:
    """Whether all who say these claims are private: one Weibo user, an editorial, a person known as an analyst."""
    return bool(pack.sides.private) and all(_is_private(pack, claim.origin, persons) for claim in claims)


def _is_private(pack: Pack, voice: Voice, persons: frozenset[str]) -> bool:
    words = voice.name.casefold().split()
    if not words or voice.office or voice.kind in {"outlet", "agency"}:
        return False
    if voice.kind == "person" and words[-1] in persons:
        return True
    private = {word.phrase for word in pack.words if f"@{word.group}" in pack.sides.private}
    return not voice.refs and not voice.country and words[-1] in private
