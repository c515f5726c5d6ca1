"""Who speaks for nobody but himself: analysts, advocates, users and editorials, by what the text calls them."""

from __future__ import annotations

from rashomon.extract.cast import beside
from rashomon.extract.scene import Scene, has_word, in_class
from rashomon.extract.views import head_of
from rashomon.model import Claim, Voice
from rashomon.packs.form import Pack


def private_persons(scene: Scene, pack: Pack) -> frozenset[str]:
    """The last names of persons whom the text calls by a private word ("Ana Ruiz, an analyst with ...") anywhere."""
    found = set()
    for view in scene.reading.views:
        for name in view.sentence.names:
            head = head_of(view, name.start, name.end) if name.label == "Person" else None
            if head is not None and any(in_class(view, pack, one, pack.sides.private) for one in beside(view, head)):
                found.add(scene.reading.text(name.start, name.end).split()[-1].casefold())
    return frozenset(found)


def only_private(pack: Pack, claims: list[Claim], persons: frozenset[str]) -> bool:
    """Whether all who say these claims are private: a forum user, an editorial, a person known as an analyst."""
    return all(_is_private(pack, claim.origin, persons) for claim in claims)


def _is_private(pack: Pack, voice: Voice, persons: frozenset[str]) -> bool:
    if voice.office or voice.kind in {"outlet", "agency"}:
        return False
    if voice.kind == "person" and voice.name.casefold().rpartition(" ")[2] in persons:
        return True
    return not voice.refs and not voice.country and has_word(pack, voice.name, pack.sides.private)
