"""A label says a place once, though two of its fields name it."""

from __future__ import annotations

import pytest

from rashomon.gather.labels import label_of
from rashomon.model import Claim, Place, Span, Stance, Value, Words
from rashomon.packs.form import KindForm

KIND = KindForm(name="armed_attack", label="Attack on {target}, {place}", fields=("target", "place"), noun="attack")


def claim(field: str, value: Value) -> Claim:
    """A claim of no chain, for its value alone."""
    return Claim(id=field, mention="m", kind="armed_attack", field=field, value=value, span=Span("d", 0, 1), text="x",
                 sentence=(0, 1), chain=(), stance=Stance("affirmed", "certain"), maker="t")  # fmt: skip


@pytest.mark.parametrize(("target", "place", "label"), [
    ("Sumy", "Sumy", "Attack on Sumy"),
    ("the city of Tyre", "Tyre", "Attack on the city of Tyre"),
    ("Myanmar", "Myanmar (Burma)", "Attack on Myanmar"),
    ("a school", "Sumy", "Attack on a school, Sumy"),
])
def test_a_label_says_a_place_once(target: str, place: str, label: str) -> None:
    assert label_of(KIND, [claim("target", Words(target)), claim("place", Place(place))], None) == label
