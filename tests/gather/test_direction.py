# ruff: noqa: E501 (the reports are lines of prose)
"""Which of two kin reports is the copy. All texts are our own; the bank of pairs stands in bench/directions."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.directions import Made, pairs, weighed
from rashomon.gather.alignment import Alignment, align, prepare
from rashomon.gather.copies import find_copies
from rashomon.gather.direction import WEIGHTS, copied, evidence, respun
from rashomon.gather.marks import marks_of
from rashomon.gather.oddity import Oddity, Vocabulary, odder
from rashomon.model import Document, Report
from rashomon.read.records import read_paths
from rashomon.settings import Settings
from rashomon.text.shingles import plain_words

BANK = list(pairs())


def read(folder: Path, name: str, page: str) -> Report:
    path = folder / f"{name}.txt"
    path.write_text(page, encoding="utf-8")
    return Report(read_paths([str(path)], Settings())[0][0])


@pytest.mark.parametrize("tuned", [True, False])
def test_the_bank_of_pairs_is_told_the_right_way_about(tuned: bool) -> None:
    half = [made for made in BANK if made.tuned is tuned]
    turned = [f"{made.name} {made.style}" for made in half if weighed(made) <= 0]
    assert len(half) == 30
    assert len(turned) <= 1, turned


@pytest.mark.parametrize("made", BANK[::7], ids=lambda made: f"{made.name}-{made.style}")
def test_evidence_changes_its_sign_with_the_order(made: Made) -> None:
    one, other = prepare(made.copy), prepare(made.original)
    found = align(one, other)
    back = Alignment(tuple((j, i, s) for i, j, s in found.pairs), found.second, found.first, found.likeness)
    forth = evidence(one, other, found, Vocabulary())
    assert set(forth) == set(WEIGHTS)
    assert evidence(other, one, back, Vocabulary()) == pytest.approx({name: -value for name, value in forth.items()})


def test_what_a_machine_spun_is_called_spun_and_what_an_editor_cut_is_not() -> None:
    kinds = [(made.style, line.kind) for made in BANK for line in find_copies([made.original, made.copy])]
    spun = [kind for style, kind in kinds if style == "spun"]
    edited = [kind for style, kind in kinds if style in ("paper", "short", "light", "aggregator", "reprint")]
    assert spun.count("spun") >= len(spun) - 1
    assert edited.count("spun") <= 1


RELEASES = [
    ("""MINISTRY OF THE INTERIOR
Press Office
Statement of 8 February

1. At 2215 hrs on 7 February an explosive device went off in the ticket hall of Verrin Central Station.
2. Four (4) persons lost their lives and seventeen (17) persons sustained injuries.
3. The station is closed to traffic until further notice and the public is requested to avoid the area.
4. Two (2) persons have been taken into custody in this connection.
5. The statement of yesterday evening, in which six deaths were mentioned, is to be disregarded.
""", """Four killed by bomb in Verrin station

A bomb went off in the ticket hall of Verrin Central Station at 10:15 p.m. on Wednesday, the interior ministry said.
Four people lost their lives and seventeen were injured, according to the ministry.
The station is closed to traffic until further notice and people were asked to avoid the area.
Two people have been taken into custody, it said.
A statement of Wednesday evening in which six deaths were mentioned should be disregarded, it added.
"""),
    ("""GENERAL STAFF OF THE ARMED FORCES
Communique No. 4

The General Staff announces that on 3 June, at 0510 hours, one ballistic missile was fired from the enemy's coast.
The said missile travelled a distance estimated at 410 kilometres and fell into the open sea.
No vessel of this Service sustained damage in the course of the incident.
A second launching, of which mention was made by foreign broadcasters, did not take place.
""", """The Lantern, 4 June
By Ida Marsh

One missile, not two, says army

One ballistic missile was fired from the enemy coast at 5:10 a.m. on Monday, the general staff said.
The missile travelled an estimated 410 kilometres and fell into the open sea, according to the general staff.
No vessel was damaged in the incident.
A second launch, which foreign broadcasters had mentioned, did not take place, it said.
"""),
    ("""Rivland Meteorological Service
Bulletin 11, 18:00

Cyclone Petra made landfall at 15:40 between Cape Moll and Sant Ivo with sustained winds of 165 km/h.
Rainfall of 212 mm in six hours has been recorded by this office at Sant Ivo.
The Civil Protection Directorate has informed us of two fatalities and of 1,900 persons moved to shelters.
A storm surge of 2.4 m is to be expected until midnight.
""", """Cyclone kills two on Rivland coast

Cyclone Petra came ashore at 3:40 p.m. between Cape Moll and Sant Ivo with sustained winds of 165 km/h, forecasters said.
Rainfall of 212 mm in six hours was recorded at Sant Ivo, the weather office said.
Two people were killed and 1,900 were moved to shelters, according to the office.
A storm surge of 2.4 metres is expected until midnight.
"""),
]


@pytest.mark.parametrize(("release", "paper"), RELEASES)
def test_a_release_is_no_copy_of_the_paper_that_prints_it_in_plainer_words(tmp_path: Path, release: str, paper: str) -> None:
    original, copy = read(tmp_path, "a", release), read(tmp_path, "b", paper)
    one, other = prepare(copy), prepare(original)
    assert copied(one, other, align(one, other), Vocabulary()) > 1


DENSE = [
    ("""THE RIDGE AND VALLEY POST
Late edition
By Jonah Tull

Who shut the sluice?

It took the Teel nine minutes to come through the mill, and nobody in Upper Sarn will say who shut the sluice.
Eleven are dead, says the reeve, Martha Oakes; the county, as ever, makes it ten.
"It was shut when I got up," said the miller, Jory Penn, 66, who lost his dog and his books.
Some forty houses stand in mud to the sills, and the school will not open before Easter.
In 1931 the same sluice stuck, and the same mill went.
""", """MegaTrendz365
Posted by admin | 3 min read

It took the Teel nine minutes to get through the plant, and no one in Upper Sarn will agree that who shut the conduit.
Eleven are dead, says the reeve, Martha Oakes; the region, as usual, makes it ten.
"It was shut when I got up," said the mill operator, Jory Penn, 66, who lost his canine and his books.
Exactly forty houses remain in mud to the ledges, and the school won't open before Easter.
In 1931 a similar conduit stuck, and a similar plant went.
"""),
    ("""KARU, Oct 14 (Savanna Press) - Armed men on motorbikes raided three hamlets near Karu before sunrise and shot dead at least 15 farmers, a local chief said.
The raiders drove off some 200 head of cattle, chief Musa Lawan told Savanna Press by telephone.
Police spokesman Ibrahim Sule confirmed an attack but gave no figure.
The army had moved its post from the ford in August, residents said.
Last year 31 people were killed in the same district in one night.
""", """Furnished men on motorbikes assaulted three villages close Karu some time recently dawn and shot dead at slightest 15 ranchers, a neighborhood chief said.
The thieves drove off a few 200 head of cattle, chief Musa Lawan told by phone.
Police representative Ibrahim Sule affirmed an assault but gave no figure.
The armed force had moved its post from the portage in Eminent, inhabitants said.
Final year 31 individuals were murdered within the same area in one night.
"""),
    ("""The ministers shook hands at last, and that was about all they did, in the fort of Almenara on Sunday.
"We agreed on lunch," said a member of the Torran delegation, who asked not to be named.
The next round is to be held on 4 March in Lisse, if the Torrans do not think better of it, as they did in May.
Minister Aldo Ferrant had flown in with eleven advisers and flew out with nine.
""", """The clergymen shook hands finally, and that was about everything they did, in the post of Almenara on Sunday.
"We settled on lunch," said an individual from the Torran assignment, who asked not to be named.
The following round is to be hung on 4 March in Lisse, on the off chance that the Torrans don't think better of it, as they did in May.
Serve Aldo Ferrant had flown in with eleven guides and flew out with nine.
"""),
]


@pytest.mark.parametrize(("original", "spun"), DENSE)
def test_prose_of_its_own_kind_is_no_copy_of_what_a_machine_made_of_it(tmp_path: Path, original: str, spun: str) -> None:
    first, second = read(tmp_path, "a", original), read(tmp_path, "b", spun)
    assert [(line.document, line.kind) for line in find_copies([first, second])] == [(second.document.id, "spun")]


def test_a_day_that_lies_months_off_was_misread_and_tells_nothing(tmp_path: Path) -> None:
    body = "The bridge at Moll fell at noon and killed six people, the mayor said.\nA crane had been standing on it since May."
    early = prepare(read(tmp_path, "a", f"The Moll Sentinel\nOctober 3, 2017\n\n{body}\n"))
    misread = prepare(read(tmp_path, "b", f"The Larch Eagle\n10 March 2017\n\n{body}\n"))
    found = evidence(early, misread, align(early, misread), Vocabulary())
    assert found["after"] == found["day_after"] == 0


@pytest.mark.parametrize(("head", "office", "farm"), [
    ("MINISTRY OF HEALTH OF TARN\nBulletin no. 3", 2, 0),
    ("Office of the Governor\n14 May", 1, 0),
    ("Police kill four in raid on harbour\nThe Moll Sentinel, 24 January", 0, 0),
    ("Ministry blames drought for the fire\nBy Ann MacDonald", 0, 0),
    ("NewsBuzz 24\nJuly 24", 0, 2),
    ("France 24\n24 July 2019", 0, 0),
])
def test_a_letterhead_a_masthead_and_a_headline_are_kept_apart(tmp_path: Path, head: str, office: int, farm: int) -> None:
    document = read(tmp_path, "a", f"{head}\n\nThe well at Tarn gave out on Monday and forty families were moved to the school.\n").document
    marks = marks_of(document)
    assert (marks.office, marks.farm) == (office, farm)


def test_a_page_without_blocks_shows_only_what_its_text_shows() -> None:
    marks = marks_of(Document("a", "a.txt", "A diplomat told. We were told, he said."))
    assert (marks.spoilt, marks.office, marks.farm) == (1, 0, 0)


PLAIN = ["The gunmen opened fire on police in the town square.", "Officials declared a state of emergency on Tuesday."]
BROKEN = ["The shooters opened terminate on cops in the town square.", "Authorities pronounced a condition of crisis on Tuesday."]


def test_broken_pairs_of_words_are_odder_and_the_same_words_are_not() -> None:
    plain, broken = [plain_words(one) for one in PLAIN], [plain_words(one) for one in BROKEN]
    found = odder(broken, plain, Vocabulary())
    assert found.likelihood > 1 and found.known > 0.1 and found.votes == 1
    assert odder(plain, broken, Vocabulary()).likelihood == pytest.approx(-found.likelihood)
    assert odder(plain, plain, Vocabulary()) == Oddity()


def test_without_the_table_or_in_another_language_no_wording_is_odder(tmp_path: Path) -> None:
    plain, broken = [plain_words(one) for one in PLAIN], [plain_words(one) for one in BROKEN]
    assert odder(broken, plain, Vocabulary(tmp_path)).known == 0
    korean = [plain_words("북한이 미사일을 발사했다고 합참이 밝혔다"), plain_words("대통령은 회의를 소집했다고 전했다")]
    assert odder(korean, korean[::-1], Vocabulary()) == Oddity()


def test_an_editor_cuts_and_a_machine_replaces() -> None:
    by_style: dict[str, list[float]] = {}
    for made in BANK:
        one, other = prepare(made.copy), prepare(made.original)
        by_style.setdefault(made.style, []).append(respun(one, other, align(one, other)))
    mean = {style: sum(each) / len(each) for style, each in by_style.items()}
    assert mean["spun"] > 0.8
    assert max(mean["paper"], mean["aggregator"], mean["short"]) < 0.6
