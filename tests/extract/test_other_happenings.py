"""What belongs to another happening, another speaker, another country, or is only foreseen."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read, origins, said, values

FIRED = "North Korea fired a ballistic missile on Sunday. "
QUAKE = "A strong earthquake hit the town of Gorkha in Nepal on Sunday. "
SUNDAY = ("2021-10-17T00:00:00+09:00", "2021-10-17T23:59:59+09:00")


@pytest.mark.parametrize("text", [
    "The launch came less than a week before the parliamentary vote.",
    "The launch came two days before the parade on Tuesday.",
    "The launch came weeks after talks in Oslo in March.",
    "The two envoys will hold their first round of talks since the conference in Geneva in March.",
    "It was the first since the handshake at Panmunjom in June.",
])
def test_the_day_of_another_happening_is_not_the_launchs(read: Read, text: str) -> None:
    assert values(read(FIRED + text), "launch_time") == [SUNDAY]


@pytest.mark.parametrize("text", [
    "It was the first launch since one in March.",
    "It was the first since March.",
    "It was the first such launch since March 25.",
])
def test_the_month_of_an_earlier_launch_is_still_a_launch(read: Read, text: str) -> None:
    starts = [str(value[0])[:7] for value in values(read(FIRED + text), "launch_time") if isinstance(value, tuple)]
    assert "2021-03" in starts


@pytest.mark.parametrize("text", [
    "Envoys of North Korea and the United States will hold talks on Friday, the first since a meeting in February.",
    "Envoys of North Korea and the United States meet in Oslo on Friday. It will be their first meeting since the "
    "summit in Helsinki in February.",
    "Negotiators will meet on Friday for the first time since their talks in Oslo in February.",
])
def test_what_lies_behind_since_is_never_after_the_report(read: Read, text: str) -> None:
    starts = [str(value[0]) for value in values(read(text), "when", "") if isinstance(value, tuple)]
    assert starts
    assert not any(start.startswith("2022") for start in starts)


@pytest.mark.parametrize(("text", "certainty"), [
    ("The institute said its model showed the dead could exceed 4,000.", "possible"),
    ("The death toll may climb to 90, the institute said.", "possible"),
    ("The number of dead could pass 90, the institute said.", "possible"),
    ("The institute said the death toll was likely to reach 90.", "probable"),
    ("The toll is expected to exceed 90, the institute said.", "probable"),
    ("The death toll was feared to have passed 90, the institute said.", "possible"),
    ("The death toll rose to 90, the institute said.", "certain"),
])
def test_a_toll_foreseen_is_not_a_toll_counted(read: Read, text: str, certainty: str) -> None:
    (claim,) = said(read(QUAKE + text), "killed", "disaster")
    assert claim.stance.certainty == certainty
    assert "institute" in claim.origin.name


@pytest.mark.parametrize("text", [
    "South Korea's Joint Chiefs of Staff said one missile was fired; Japan's Defense Ministry said there were two.",
    "South Korea's Joint Chiefs of Staff said North Korea fired one missile, while Japan's Defense Ministry said there "
    "were two missiles.",
    "South Korea's Joint Chiefs of Staff counted one missile, but Japan's Defense Ministry said two missiles were "
    "fired.",
])
def test_clauses_side_by_side_are_not_nested(read: Read, text: str) -> None:
    report = read("North Korea fired missiles on Sunday. " + text)
    assert [[voice.name for voice in claim.chain[1:]] for claim in said(report, "count")] == [
        ["South Korea's Joint Chiefs of Staff"], ["Japan's Ministry of Defense"]]


@pytest.mark.parametrize(("text", "ministry"), [
    ("KHARKIV, Ukraine — A Russian missile strike killed 12 people on Sunday, the health ministry said. Russia gave no "
     "comment. Russia has shelled the city all year.", "Ukraine"),
    ("ERBIL, Iraq — An Iranian drone strike killed three guards on Sunday, the defence ministry said. Iran gave no "
     "reason. Iran has warned of more.", "Iraq"),
    ("LVIV, Ukraine, Oct 18 — Russian drones killed 12 people on Sunday, the interior ministry said. Russia gave no "
     "comment. Russia has shelled the city all year.", "Ukraine"),
])
def test_a_bare_ministry_is_that_of_the_dateline(read: Read, text: str, ministry: str) -> None:
    names = origins(read(text), "killed", "armed_attack")
    assert names
    assert all(ministry in name for name in names)


def test_a_ministry_named_in_full_before_stays_the_one_meant(read: Read) -> None:
    report = read("KHARKIV, Ukraine — Russia's defence ministry said a strike hit a depot. The strike killed 12 people "
                  "on Sunday, the ministry said.")
    assert origins(report, "killed", "armed_attack") == ["Russia's Ministry of Defense"]
