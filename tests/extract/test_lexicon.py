"""A pack's triggers as the engine looks them up."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from rashomon.extract.frames import match_frames
from rashomon.extract.lexicon import lexicons_of
from rashomon.model import Document
from rashomon.packs.form import FillForm, FrameForm, Pack
from rashomon.run.recipe import annotate_documents, build_scene


def fired(text: str, frame: FrameForm, kit: Any) -> list[str]:
    """Words that made this frame fire in a text, the frame being the only one of its pack."""
    pack: Pack = msgspec.structs.replace(kit.packs[0], frames=(frame,), words=())
    lexicons = lexicons_of((pack,))
    document = Document(id="d", path="d.txt", text=text)
    scene = build_scene(document, annotate_documents([document], kit)["d"], lexicons, kit.knowledge)
    return [match.view.tokens[match.trigger].text for match in match_frames(scene, lexicons[0])]


@pytest.mark.parametrize(
    ("text", "verbs", "nouns", "trigger"),
    [
        ("Two gunmen opened fire on the crowd.", ("open fire",), (), "opened"),
        ("The rebels took part in the talks.", ("take part",), (), "took"),
        ("A knife attack hurt four people.", (), ("knife attack",), "attack"),
    ],
)
def test_a_trigger_of_several_words_needs_no_class_in_the_word_list(
    text: str, verbs: tuple[str, ...], nouns: tuple[str, ...], trigger: str, kit: Any
) -> None:
    kind = kit.packs[0].kinds[0].name
    frame = FrameForm(name="tried", kind=kind, verbs=verbs, nouns=nouns, fills=(FillForm(field="agent", take="actor"),))
    assert fired(text, frame, kit) == [trigger]
