"""The extension points: later ones replace earlier ones by name, and one that does not load is named."""

from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from typing import Any

import pytest

from rashomon import extend
from rashomon.errors import RashomonError
from rashomon.extend import Extensions, installed, joined
from rashomon.model import Answer
from rashomon.run.builtin import built_ins, with_built_ins


def shout(answer: Answer, _knowledge: object, _packs: object) -> str:
    return f"{len(answer.documents)} REPORTS"


offered = Extensions(renderers={"shout": shout})
NOTHING = "nothing of the sort"


def offer(monkeypatch: pytest.MonkeyPatch, *values: str) -> None:
    points = EntryPoints(EntryPoint(f"entry{at}", value, extend.GROUP) for at, value in enumerate(values))
    monkeypatch.setattr(extend, "entry_points", lambda group: points.select(group=group))


def test_the_built_in_formats_come_through_the_same_door() -> None:
    assert set(built_ins().renderers) == {"html", "json", "csv", "geojson"}
    assert with_built_ins(offered).renderers.keys() == {"html", "json", "csv", "geojson", "shout"}


def test_an_extension_replaces_a_built_in_of_its_name() -> None:
    assert with_built_ins(Extensions(renderers={"json": shout})).renderers["json"] is shout


def test_joining_keeps_order_and_drops_repeated_packs() -> None:
    one, two = Extensions(packs=(Path("a"), Path("b"))), Extensions(packs=(Path("b"), Path("c")))
    assert joined(one, two).packs == (Path("a"), Path("b"), Path("c"))


def test_installed_packages_are_found_by_value(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, f"{__name__}:offered")
    assert installed().renderers == {"shout": shout}


@pytest.mark.parametrize("value", [f"{__name__}:missing", "no_such_package:x", f"{__name__}:NOTHING"])
def test_an_extension_that_does_not_load_is_an_error_with_its_name(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(monkeypatch, value)
    with pytest.raises(RashomonError, match="entry0"):
        installed()


def test_a_renderer_of_ones_own_tells_the_answer(example_answer: Any) -> None:
    assert with_built_ins(offered).renderers["shout"](example_answer, None, ()) == "4 REPORTS"  # type: ignore[arg-type]
