"""Outlets by any of their names, by their address, and who carries whom."""

from __future__ import annotations

import pytest

from rashomon.know.base import Knowledge
from rashomon.know.outlets import carriers_of, find_outlet, outlet_of_url, outlets


@pytest.mark.parametrize(("written", "name"), [
    ("AP", "AP"), ("The Associated Press (AP)", "AP"), ("Kyodo", "Kyodo News"), ("the Kyodo news agency", "Kyodo News"),
    ("reuters", "Reuters"), ("Yonhap News Agency", "Yonhap"), ("state-run KCNA", "KCNA"),
    ("public broadcaster NHK", "NHK"),
    ("PTI", "Press Trust of India"), ("Agence France-Presse", "AFP"), ("Al Jazeera", "Al Jazeera"), ("Time", "Time"),
])
def test_names(written: str, name: str, shelf: Knowledge) -> None:
    outlet = find_outlet(written, shelf)
    assert outlet is not None
    assert outlet.name == name


@pytest.mark.parametrize("word", ["time", "sun", "the sun", "aa", "Harbour Gazette of Nowhere", ""])
def test_common_words_are_no_outlets(word: str, shelf: Knowledge) -> None:
    assert find_outlet(word, shelf) is None


def test_addresses(shelf: Knowledge) -> None:
    nhk = outlet_of_url("https://www3.nhk.or.jp/nhkworld/en/news/1.html", shelf)
    assert nhk is not None and nhk.name == "NHK"
    assert outlet_of_url("https://example.org/news", shelf) is None


def test_there_are_many_and_each_is_well_formed(shelf: Knowledge) -> None:
    known = outlets(shelf)
    assert len(known) > 150
    assert {outlet.kind for outlet in known} == {"agency", "broadcaster", "newspaper", "state_media", "site"}
    for outlet in known:
        unknown = [agency for agency in outlet.carries if find_outlet(agency, shelf) is None]
        assert not unknown, (outlet.name, unknown)


def test_carriers(shelf: Knowledge) -> None:
    assert "Japan Times" in {outlet.name for outlet in carriers_of("Kyodo", shelf)}
