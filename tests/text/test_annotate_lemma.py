"""Dictionary forms of the words that reports turn on."""

import msgspec
import pytest

from rashomon.text.lemma import Lemmas, lemma, read_lemmas
from rashomon.text.network import WEIGHTS


@pytest.fixture(scope="module")
def lemmas() -> Lemmas:
    path = WEIGHTS / "lemmas.json"
    if not path.is_file():
        pytest.skip("no annotator weights in this checkout")
    return read_lemmas(path.read_bytes())


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("fire", "fire fires fired firing Fired"),
        ("launch", "launches launched launching"),
        ("fly", "flies flew flown flying"),
        ("strike", "strikes struck striking"),
        ("say", "says said saying"),
        ("tell", "tells told telling"),
        ("kill", "kills killed killing"),
        ("injure", "injures injured injuring"),
        ("shoot", "shot shooting shoots"),
        ("land", "landed landing lands"),
        ("detect", "detected detects"),
        ("estimate", "estimated estimates estimating"),
        ("stop", "stopped stopping"),
        ("deny", "denied denies denying"),
        ("die", "died dies dying"),
        ("flee", "fled flees fleeing"),
        ("withdraw", "withdrew withdrawn"),
        ("hit", "hit hitting hits"),
        ("travel", "travelled traveled travelling"),
        ("condemn", "condemned condemning"),
        ("carry", "carried carries"),
        ("sink", "sank sunk"),
    ],
)
def test_verbs(lemmas: Lemmas, base: str, forms: str) -> None:
    assert {lemma(form, "VERB", lemmas) for form in forms.split()} == {base}


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("missile", "missile missiles Missiles"),
        ("country", "countries"),
        ("launch", "launches"),
        ("aircraft", "aircraft"),
        ("crisis", "crisis crises"),
        ("casualty", "casualties"),
        ("man", "men"),
        ("life", "lives"),
        ("headquarters", "headquarters"),
        ("ally", "allies"),
    ],
)
def test_nouns(lemmas: Lemmas, base: str, forms: str) -> None:
    assert {lemma(form, "NOUN", lemmas) for form in forms.split()} == {base}


def test_auxiliaries_and_names(lemmas: Lemmas) -> None:
    assert [lemma(word, "AUX", lemmas) for word in ("was", "were", "has", "'ve", "wo", "ca")] == [
        "be",
        "be",
        "have",
        "have",
        "will",
        "can",
    ]
    assert lemma("n’t", "PART", lemmas) == "not"
    assert lemma("Chiefs", "PROPN", lemmas) == "Chiefs"


def test_without_a_table_the_rules_still_answer() -> None:
    bare = Lemmas(forms={}, verbs=frozenset())
    assert lemma("launches", "VERB", bare) == "launch"
    assert lemma("", "VERB", bare) == ""
    assert lemma("ing", "VERB", bare) == "ing"


def test_a_table_of_another_form_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        read_lemmas(b'{"forms": []}')
