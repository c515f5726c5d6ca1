"""Who publishes a report, when, and from whom it took it, by the first lines that pages and papers really print."""

from __future__ import annotations

import pytest

from rashomon.read.credits import credits_of, published_of
from rashomon.read.head import read_head
from rashomon.read.mastheads import credited_by
from rashomon.read.naming import body_of, fuller_name, own_name, shown_name

NEWS = (
    "A cargo ship ran aground off the harbour before dawn and nobody was hurt, the port authority said.\n\n"
    "Two tugs were sent from the naval yard and the crew of eleven stayed on board until noon.\n"
)


@pytest.mark.parametrize(
    ("page", "outlet", "day", "agencies"),
    [
        (
            "REPUBLIC OF MALTA\nMINISTRY FOR TRANSPORT\nPRESS RELEASE - 4 May 2021\n\nGrounding off Marsaxlokk\n\n~",
            "Ministry for Transport, Republic of Malta",
            "2021-05-04",
            (),
        ),
        (
            "GOVERNMENT OF THE PROVINCE OF SALTA\nSecretariat of Communication\nBulletin 12 - Oran, 04/05/2021, 19h30\n\n~",  # noqa: E501
            "Government of the Province of Salta",
            "2021-05-04",
            (),
        ),
        (
            "NATIONAL COAST GUARD\nOffice of the Commandant\nPRESS STATEMENT -- 4th May, 2021\n\nRE: GROUNDING OF MV LADOGA\n\n~",  # noqa: E501
            "National Coast Guard",
            "2021-05-04",
            (),
        ),
        (
            "Ministry of Emergency Situations of the Republic of Ardania\nPress Service\n04.05.2021 14:20\n\n~",
            "Ministry of Emergency Situations of the Republic of Ardania",
            "2021-05-04",
            (),
        ),
        (
            "CITY OF PORT HURLOCK\nPolice Department\nNEWS RELEASE\nFor immediate release: May 4, 2021\n\n~",
            "Police Department, City of Port Hurlock",
            "2021-05-04",
            (),
        ),
        (
            "PRESS RELEASE\nDepartment of Fisheries\nManila, 4 May 2021\n\n~",
            "Department of Fisheries",
            "2021-05-04",
            (),
        ),
        (
            "FOR IMMEDIATE RELEASE\nMay 4, 2021\nU.S. Coast Guard District 9\n\nCrew safe after grounding\n\n~",
            "U.S. Coast Guard District 9",
            "2021-05-04",
            (),
        ),
        (
            "Press Statement\nSpokesperson, Ministry of Foreign Affairs\nTuesday, May 4, 2021\n\n~",
            "Ministry of Foreign Affairs",
            "2021-05-04",
            (),
        ),
        (
            "KINGDOM OF TARSHISH\nROYAL NAVY\nCommuniqué no. 7\n4 May 2021, 18:00 hours\n\n~",
            "Royal Navy, Kingdom of Tarshish",
            "2021-05-04",
            (),
        ),
        (
            "THE OKI MORNING POST\nTuesday, 4 May 2021\n\nShip on the sand\n\n~",
            "The Oki Morning Post",
            "2021-05-04",
            (),
        ),
        (
            "LA VOZ DE MARISMA\n4 May 2021 - English edition\n\nShip on the sand\n\n~",
            "La Voz de Marisma",
            "2021-05-04",
            (),
        ),
        ("ABC ISLAND NEWS | 4 May 2021 | 10:12\n\nShip aground\n\n~", "ABC Island News", "2021-05-04", ()),
        ("TASS, May 4, 2021. ~", "TASS", "2021-05-04", ()),
        ("Ship aground\nDate: 04/05/2021 | Source: Rodong.rep.kp (En)\n\n~", "Rodong.rep.kp", "2021-05-04", ()),
        (
            "Ship aground\nSource: VNA.vn (English) | Editor: Huyen | 2021-05-04 10:12:05\n\n~",
            "Vietnam News Agency",
            "2021-05-04",
            (),
        ),
        (
            "Ship aground off Dalian\nSource: Xinhua\nEditor: huaxia\n2021-05-04 21:18:02\n\nDALIAN, May 4 (Xinhua) -- ~",  # noqa: E501
            "Xinhua News Agency",
            "2021-05-04",
            (),
        ),
        ("Ship aground\nSource: Pontic Online | 2021-05-04 | Editor: lq\n\n~", "Pontic Online", "2021-05-04", ()),
        (
            "Ship aground off Varna\n2021-05-04 13:02:11 GMT | Editor: mz\nSource: SeaNews.cn\n\n~",
            "SeaNews.cn",
            "2021-05-04",
            (),
        ),
        ("Ship aground off Akita\nAkita, 4 May 2021\n\n~", "", "2021-05-04", ()),
        ("Ship aground\nonline | 4 May 2021\n\n~", "", "2021-05-04", ()),
        ("PONTIC WIRE -- VARNA, 4 May 2021, 23:35 EEST\n\n~", "Pontic Wire", "2021-05-04", ()),
        (
            "By Lena Ortiz\nVARNA, May 4, 2021 (Pontic) - ~Copyright 2021 Pontic News Agency\n",
            "Pontic News Agency",
            "2021-05-04",
            (),
        ),
        (
            "VARNA, May 4, 2021 (Pontic) - ~The captain told the Pontic News Agency by telephone that he had slept.\n",
            "Pontic News Agency",
            "2021-05-04",
            (),
        ),
        (
            "VARNA, May 4, 2021 (PNA) - ~A spokesman told Pontic News Agency that he would not comment.\n",
            "Pontic News Agency",
            "2021-05-04",
            (),
        ),
        ("Gazeta do Litoral\nTuesday, May 4\n\nA long night\n\n~", "Gazeta do Litoral", "", ()),
        (
            'Ship aground off the bay\nMAY 4, 2021 / By Colin Baird, shipping reporter\n\n~"We will pay," the owner told The Bay Quarter Examiner.\n',  # noqa: E501
            "The Bay Quarter Examiner",
            "2021-05-04",
            (),
        ),
        (
            "A night aground\n4 May 2021\nBy Rosa Lind\n\n~The port master told the Herald that he was tired.\n\nRosa Lind writes on shipping for The Straits Herald.\n",  # noqa: E501
            "The Straits Herald",
            "2021-05-04",
            (),
        ),
        (
            "A night aground\nBy Rosa Lind, Staff Writer of the Coast Mercury\nMay 4, 2021\n\n~",
            "The Coast Mercury",
            "2021-05-04",
            (),
        ),
        ("A night aground\nRosa Lind, The Coast Mercury\nMay 4, 2021\n\n~", "The Coast Mercury", "2021-05-04", ()),
        ("By LENA ORTIZ and TOM REED\nAssociated Press\n\nVARNA, Bulgaria (AP) — ~", "Associated Press", "", ()),
        (
            "Ship aground\nIssued on: 04/05/2021 - 10:12\n\nVarna (AFP) – ~© 2021 AFP\n",
            "Agence France-Presse",
            "2021-05-04",
            (),
        ),
        ("Varna, 4 May 2021 (EFE).- ~", "EFE", "2021-05-04", ()),
        ("VARNA, May 4. /TASS/. ~", "TASS", "", ()),
        (
            "Harbour Chronicle\nMay 4, 2021\nShip aground\n\nVARNA (AP) — ~",
            "Harbour Chronicle",
            "2021-05-04",
            ("Associated Press",),
        ),
        (
            "Ship aground\nAFP - Harbour Chronicle\n4 May 2021\n\n~",
            "Harbour Chronicle",
            "2021-05-04",
            ("Agence France-Presse",),
        ),
        (
            "HeadlineHub24\nShip aground\nSource: Pontic Wire\n4 May 2021\n\n~",
            "HeadlineHub24",
            "2021-05-04",
            ("Pontic Wire",),
        ),
        (
            "From: The Quay Letter <letter@quay.example>\nSubject: Ship aground\nDate: Tue, 4 May 2021 07:00:12 +0200\n\n~",  # noqa: E501
            "The Quay Letter",
            "2021-05-04",
            (),
        ),
        (
            "Subject: [ReliefDesk] Ship aground\nFrom: ReliefDesk Bulletin\nSent: 4 May 2021 07:00\n\n~",
            "ReliefDesk Bulletin",
            "2021-05-04",
            (),
        ),
        ("The Cascade Banner (Tacoma) -- Tuesday, May 4\n\nShip aground\n\n~", "The Cascade Banner", "", ()),
        (
            "Fenmarket Gazette website, Tue 4 May 2021, 12.10pm\n\nShip aground\n\n~",
            "Fenmarket Gazette",
            "2021-05-04",
            (),
        ),
        ("Nishi Shimpo, evening edition, Reiwa 3 (2021) May 4\n\n~", "Nishi Shimpo", "2021-05-04", ()),
        ("Rodong Harbour News\nJuche 110 (2021).5.4\n\nShip Aground\n\n~", "Rodong Harbour News", "2021-05-04", ()),
    ],
)
def test_outlet_day_and_agencies_of_a_head(page: str, outlet: str, day: str, agencies: tuple[str, ...]) -> None:
    text = page.replace("~", NEWS)
    head = read_head(text)
    credits, when = credits_of(text, head), published_of(text, head).when
    assert (credits.outlet, when.date().isoformat() if when else "", credits.agencies) == (outlet, day, agencies)


@pytest.mark.parametrize(("byline", "credited"), [
    ("From the pilot's chair", []), ("From our galley", []), ("From the Pontic Wire", ["the Pontic Wire"]),
    ("from Samjin News Agency", ["Samjin News Agency"]), ("SOURCE: AFP", ["AFP"]),
])
def test_a_column_is_no_credit(byline: str, credited: list[str]) -> None:
    assert credited_by(byline) == credited


@pytest.mark.parametrize("word", ["final", "corrected", "unsigned"])
def test_a_word_in_brackets_is_no_wire(word: str) -> None:
    text = f"PONTIC GAZETTE ({word})\nIssue of 4 May 2021 - Varna\n\n{NEWS}"
    head = read_head(text)
    assert word not in {*head.wires, credits_of(text, head).outlet}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("THE OKI MORNING POST", "The Oki Morning Post"),
        ("KCNA", "KCNA"),
        ("BBC ISLAND NEWS", "BBC Island News"),
        ("L'ECHO DU PORT", "L'Echo du Port"),
        ("PEOPLE'S HARBOUR DAILY", "People's Harbour Daily"),
        ("Fenmarket Gazette website", "Fenmarket Gazette"),
    ],
)
def test_a_shouted_masthead_is_written_as_a_name(name: str, shown: str) -> None:
    assert shown_name(name, NEWS) == shown


def test_the_spelling_elsewhere_in_the_text_goes_before_any_rule() -> None:
    assert shown_name("QUAYPULSE NOW", NEWS + "QuayPulse Now is free to read.") == "QuayPulse Now"


def test_a_headline_about_a_body_is_no_body() -> None:
    assert body_of("Ardania, Pontia agree on the harbour police") == ""
    assert body_of("Statement by the Ministry of Ports") == ""
    assert body_of("Spokesperson, Ministry of Ports") == "Ministry of Ports"


def test_a_mark_is_filled_out_by_the_text_alone() -> None:
    assert fuller_name("Pontic", "He told the Pontic News Agency.") == "Pontic News Agency"
    assert fuller_name("PNA", "He told Pontic News Agency.") == "Pontic News Agency"
    assert fuller_name("Pontic", "The Pontic coast was calm.") == ""


def test_a_known_paper_that_is_quoted_is_not_the_texts_own() -> None:
    assert own_name("The mayor told The New York Times that he was tired.", 0) == ""
    assert own_name("The mayor told The Bay Examiner that he was tired.", 0) == "The Bay Examiner"
    assert own_name("The mayor told The Bay Examiner, the clerk told The Hill Courier.", 0) == ""
