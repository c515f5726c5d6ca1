"""One key for the spellings of a name."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rashomon.know.folding import fold, korean_key


@pytest.mark.parametrize(("written", "folded"), [
    ("Sinp’o", "sinpo"), ("SINPO", "sinpo"), ("Tongch'ang-ri", "tongchang ri"), ("U.S.", "us"),
    ("São Paulo", "sao paulo"),
    ("Hyōgo", "hyogo"), ("신포", "신포"), ("日本海", "日本海"), ("Łódź", "lodz"), ("  Abu   Dhabi ", "abu dhabi"),
])
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@example("🄐")  # opened into a capital in brackets that was not folded again
@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize("spellings", [
    ("Sinpo", "Sinpho", "Sinp'o", "Shinpo"), ("Kaechon", "Gaecheon", "Kaech'ŏn"), ("Hamhung", "Hamheung"),
    ("Pyongyang", "Pyeongyang", "P'yŏngyang"), ("Kangnung", "Gangneung"), ("Pusan", "Busan"),
])
def test_romanisations_of_a_korean_name_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({korean_key(spelling) for spelling in spellings}) == 1
