"""The pack of docs/packs.md, written from that page alone, reads reports of a subject the engine has never heard of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from rashomon.model import Place, Quantity, Report, Term
from rashomon.packs.load import load_pack
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.recipe import of_document

FOLDER = Path(__file__).parent / "outbreak"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "packs.md"


@pytest.fixture(scope="module")
def outbreak(kit: Any) -> Any:
    """The kit with the outbreak pack alone."""
    return msgspec.structs.replace(kit, packs=(load_pack(FOLDER),), lexicons=())


def read(text: str, kit: Any) -> Report:
    """One report of 2 May 2023, read with the kit's packs."""
    return of_document(document_of("r.txt", text, kit.settings, Stated(outlet="Post", published="2023-05-02")), kit)


def counts(report: Report, field: str) -> list[tuple[float | None, float | None]]:
    """Lower and upper ends of one field, in text order."""
    return [(claim.value.low, claim.value.high) for claim in report.claims
            if claim.field == field and isinstance(claim.value, Quantity)]


@pytest.mark.parametrize("file", ["pack.toml", "words.tsv", "lookups.toml"])
def test_the_page_shows_the_pack_that_is_tested(file: str) -> None:
    assert (FOLDER / file).read_text(encoding="utf-8").rstrip("\n") in PAGE.read_text(encoding="utf-8")


def test_an_outbreak_is_read_with_disease_place_and_counts(outbreak: Any) -> None:
    report = read(
        "Cholera has broken out in Aden. At least 412 people have been infected, the health ministry said, "
        "and nine patients have died.", outbreak)
    assert {claim.kind for claim in report.claims} == {"outbreak"}
    assert [claim.value.concept for claim in report.claims if isinstance(claim.value, Term)] == ["cholera"]
    assert any(isinstance(claim.value, Place) and claim.value.country == "YE" for claim in report.claims)
    assert counts(report, "cases") == [(412, None)]
    assert counts(report, "deaths") == [(9, 9)]


@pytest.mark.parametrize(("sentence", "field", "value"), [
    ("The number of cases has reached 640.", "cases", (640, 640)),
    ("Doctors counted about 75 cases on Monday.", "cases", (75, 75)),
    ("Three children died.", "deaths", (3, 3)),
    ("Up to 30 villagers have died.", "deaths", (None, 30)),
])
def test_what_follows_an_outbreak_belongs_to_it(
    sentence: str, field: str, value: tuple[float | None, float | None], outbreak: Any
) -> None:
    assert value in counts(read(f"An outbreak of measles in Leeds worries parents. {sentence}", outbreak), field)


@pytest.mark.parametrize("text", [
    "An outbreak of violence in Leeds left 12 people in hospital.",
    "A computer virus has infected 300 machines.",
    "Nine people died when a bus left the road near Leeds.",
])
def test_other_news_makes_no_outbreak(text: str, outbreak: Any) -> None:
    assert read(text, outbreak).claims == ()


def test_a_herd_is_not_counted(outbreak: Any) -> None:
    report = read("Cholera struck Bamako in April. Forty sheep died in the first week. Two herders died later.",
                  outbreak)
    assert counts(report, "deaths") == [(2, 2)]
