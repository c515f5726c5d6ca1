# ruff: noqa: E501 (the reports are lines of prose)
"""Reprints, rewrites and spun copies, told from independent reports of the same event. All texts are our own."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from rashomon.gather.alignment import align, prepare
from rashomon.gather.copies import find_copies, without_rings
from rashomon.model import Block, Credits, Document, Lineage, Report

FERRY = """A ferry with 214 people aboard ran onto rocks off the island of Tessara on Friday night, the coastguard said.
Nineteen of them were hurt, two seriously, according to Captain Ilse Brand, who led the rescue.
She told reporters in Port Amund that the vessel had left Korvik forty minutes late because of fog.
Divers found a gash of 11 metres in the hull of the Sofia, built in 1998.
"We had no warning at all," said a passenger, Anton Reuss, who jumped from the upper deck.
The transport ministry has opened an inquiry and expects a first report on 3 May."""
FERRY_SPUN = """A boat with 214 individuals on board ran onto shakes off the isle of Tessara on Friday evening, the coastguard said.
Nineteen of them were injured, two truly, agreeing to Captain Ilse Brand, who driven the protect.
She told columnists in Port Amund that the vessel had cleared out Korvik forty minutes late since of haze.
Jumpers found a slash of 11 meters within the frame of the Sofia, built in 1998.
"We had no caution at all," said a traveler, Anton Reuss, who bounced from the upper deck.
The transport service has opened a request and anticipates a to begin with report on 3 May."""
FERRY_OTHER = """Nineteen people were hurt when the Sofia, a ferry built in 1998, struck rocks near Tessara on Friday night.
All 214 aboard were brought to Port Amund in fishing boats, said the mayor, Lene Holt.
The coastguard's Captain Ilse Brand put the length of the gash at 11 metres.
Families waited in a school until dawn; some had driven from Korvik when they heard the news on the radio.
It was the worst accident in the strait since the Marit sank in 1974 with 31 lives.
The company that runs the line, Nordlinje, declined to say who was on the bridge."""
QUAKE = """An earthquake of magnitude 5.8 shook the province of Ostra before dawn on Monday and killed at least seven people.
The civil defence chief, Marek Dolan, said that 60 houses had fallen in the villages of Ruvo and Pescara Alta.
Soldiers dug with their hands for a family of four, he told state television at 7:40 a.m.
Schools in the city of Lanna will stay shut until Thursday, the mayor's office announced.
Geologists at the national institute counted 23 aftershocks by noon.
In 1962 a stronger quake in the same valley took 411 lives."""
QUAKE_SPUN = """A seismic tremor of greatness 5.8 rattled the region of Ostra some time recently first light on Monday and slaughtered at least seven individuals.
The gracious defense chief, Marek Dolan, said that 60 homes had drop within the towns of Ruvo and Pescara Alta.
Warriors burrowed with their hands for a family of four, he told state TV at 7:40 a.m.
Schools within the city of Lanna will remain closed until Thursday, the mayor's office declared.
Geologists at the national founded tallied 23 post-quake tremors by twelve.
In 1962 a more grounded shudder within the same valley took 411 lives."""
STRIKE = """Dock workers in Halden walked out on Wednesday after talks on pay broke down, their union said.
About 1,300 men and women took part, by the count of union leader Britt Sandvik; the port put it at 900.
Eleven ships were waiting outside the breakwater by the evening.
"We will stay out until there is an offer," Sandvik told a rally at pier 4.
The last strike in the port, in 2011, went on for 17 days.
Economy minister Paul Ekdal called on both sides to come back to the table."""
STRIKE_SPUN = """Dock laborers in Halden strolled out on Wednesday after discussions on compensation broke down, their union said.
Around 1,300 men and ladies took portion, by the number of union pioneer Britt Sandvik; the harbor put it at 900.
Eleven vessels were holding up exterior the barrier by the evening.
"We will remain out until there's an offer," Sandvik told a revival at wharf 4.
The final walkout within the harbor, in 2011, went on for 17 days.
Economy serve Paul Ekdal called on both sides to come back to the table."""
VIRUS = """Health officials in Marrow confirmed 48 cases of a lung disease on Tuesday, twice as many as a week ago.
Three patients have died, all of them older than 70, said the region's chief doctor, Hanna Weil.
The source is thought to be a cooling tower on the roof of the Linden market hall.
Inspectors sealed the hall at 6 p.m. and took samples from nine other buildings.
"Nobody needs to stop drinking tap water," Weil told a news conference.
In 2014 an outbreak in the same town made 120 people ill."""
VIRUS_SPUN = """Wellbeing authorities in Marrow affirmed 48 cases of a lung malady on Tuesday, twice as numerous as a week back.
Three patients have passed on, all of them more seasoned than 70, said the region's chief specialist, Hanna Weil.
The source is thought to be a cooling tower on the rooftop of the Linden showcase lobby.
Reviewers fixed the lobby at 6 p.m. and took tests from nine other structures.
"No one has to halt drinking tap water," Weil told a news conference.
In 2014 an episode within the same town made 120 individuals sick."""

PAIRS = [(FERRY, FERRY_SPUN), (QUAKE, QUAKE_SPUN), (STRIKE, STRIKE_SPUN), (VIRUS, VIRUS_SPUN)]


def report(name: str, text: str, **more: object) -> Report:
    text = text.replace("\n", "\n\n")
    document = Document(name, f"{name}.txt", text, blocks=(Block(0, len(text), "body"),), outlet=f"The {name} Post")
    return Report(msgspec.structs.replace(document, **more))


def links(*reports: Report) -> list[tuple[str, str, str]]:
    return [(one.document, one.parent, one.kind) for one in find_copies(reports)]


@pytest.mark.parametrize(("original", "spun"), PAIRS)
def test_a_spun_copy_is_found_and_points_to_its_original(original: str, spun: str) -> None:
    assert links(report("aa", original), report("zz", spun)) == [("zz", "aa", "spun")]
    assert links(report("zz", original), report("aa", spun)) == [("aa", "zz", "spun")]


def test_independent_reports_with_the_same_figures_are_no_copies() -> None:
    assert links(report("a", FERRY), report("b", FERRY_OTHER)) == []
    assert links(*(report(f"r{number}", original) for number, (original, _) in enumerate(PAIRS))) == []


def test_sentences_of_a_copy_are_aligned_with_those_they_were_made_from() -> None:
    first, second = report("a", FERRY), report("b", FERRY_SPUN)
    lineage: Lineage = find_copies([first, second])[0]
    sides = [
        (second.document.text[own[0] : own[1]][:9], first.document.text[theirs[0] : theirs[1]][:9])
        for own, theirs, _ in lineage.aligned
    ]
    assert sides[0] == ("A boat wi", "A ferry w")
    assert sides[-1] == ("The trans", "The trans")
    assert len(sides) == 6


def test_a_cut_reprint_is_a_reprint_of_the_earlier_report() -> None:
    early, late = datetime(2021, 5, 1, 6, tzinfo=UTC), datetime(2021, 5, 1, 18, tzinfo=UTC)
    whole = report("a", FERRY, published=early, published_exact=True)
    cut = report("b", "\n".join(FERRY.splitlines()[:4]), published=late, published_exact=True)
    assert links(whole, cut) == [("b", "a", "reprint")]


def test_a_credit_decides_who_copied_even_against_length_and_wording() -> None:
    agency = report("a", FERRY_SPUN, outlet="Tessara News Agency")
    paper = report("b", FERRY, outlet="The Post", credits=Credits(agencies=("Tessara News Agency",)))
    assert links(agency, paper)[0][:2] == ("b", "a")


def test_two_papers_with_one_agency_are_children_of_a_lost_parent() -> None:
    credits = Credits(agencies=("Reuters",))
    assert links(report("a", FERRY, credits=credits), report("b", FERRY, credits=credits))[0][2] == "common_parent"


def test_a_later_text_of_the_same_outlet_is_an_edition_and_no_copy() -> None:
    later = FERRY.replace("Nineteen", "Twenty-three").replace("214", "216") + "\nTwo of the injured have died since."
    first = report("a", FERRY, outlet="The Post", published=datetime(2021, 5, 1, tzinfo=UTC), published_exact=True)
    second = report("b", later, outlet="The Post", published=datetime(2021, 5, 2, tzinfo=UTC), published_exact=True)
    assert links(second, first) == [("b", "a", "edition")]


def test_each_copy_has_one_parent_and_the_original_none() -> None:
    early = datetime(2021, 5, 1, tzinfo=UTC)
    original = report("m", FERRY, published=early, published_exact=True)
    found = links(report("a", FERRY_SPUN), original, report("z", FERRY_SPUN.replace("Tessara", "Tesara")))
    assert "m" not in {copy for copy, _, _ in found}
    assert sorted(copy for copy, _, _ in found) == ["a", "z"]


def test_the_order_of_reports_does_not_matter() -> None:
    reports = [
        report(f"r{number}", text) for number, text in enumerate([FERRY, FERRY_SPUN, FERRY_OTHER, QUAKE, QUAKE_SPUN])
    ]
    assert find_copies(reports) == find_copies(reports[::-1])


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["Yes.", "Yes."], ["a " * 5000, "a " * 5000]])
def test_odd_texts_make_no_trouble(texts: list[str]) -> None:
    found = find_copies([report(f"r{number}", text) for number, text in enumerate(texts)])
    assert len(found) <= 1


def test_three_alike_texts_make_no_ring() -> None:
    """Each seems made from the next: by day, by credit, by length; one of them must stay the original."""
    longer = FERRY + "\nThe line said on Sunday that it would pay for hotel rooms and lost luggage."
    a = report("a", FERRY, outlet="Korvik Wire", published=datetime(2021, 5, 3, tzinfo=UTC), published_exact=True)
    b = report("b", longer, outlet="Amund Post", published=datetime(2021, 5, 1, tzinfo=UTC), published_exact=True,
               credits=Credits(agencies=("Korvik Wire",)))
    c = report("c", FERRY.replace("Friday", "Saturday"), outlet="Tessara Day", published=datetime(2021, 5, 2, tzinfo=UTC),
               published_exact=True)
    found = {copy: parent for copy, parent, _ in links(a, b, c)}
    assert len(found) == 2
    for start in "abc":
        path = [start]
        while path[-1] in found:
            path.append(found[path[-1]])
            assert len(path) < 4


@pytest.mark.parametrize("escaped", [
    FERRY.replace('"', "&quot;"), FERRY.replace('"', "&#34;").replace("Friday", "Fri&shy;day"), FERRY.replace("'", "&#39;"),
])
def test_marks_that_a_crawler_left_escaped_make_no_other_text(escaped: str) -> None:
    found = find_copies([report("a", FERRY), report("b", escaped)])
    assert [(one.kind, one.score > 0.95) for one in found] == [("reprint", True)]


def test_captions_of_one_series_are_editions() -> None:
    stem = "Rowers of the club of Lisk carry their boat down to the river on the first warm day of the year, 3 March, "
    first = report("a", stem + "as children look on.", outlet="Picture Desk")
    second = report("b", stem + "while a swan watches them.", outlet="Picture Desk")
    assert [one[2] for one in links(first, second)] == ["edition"]


def test_captions_of_two_agencies_on_one_match_are_no_copies() -> None:
    first = report("a", "Ilse Brand of Ostra hits a forehand against Lene Holt in the final of the Halden Open in Halden, "
                   "Norway, Sunday, May 2, 2021.\n(Photo by Anton Reuss / Korvik Pictures)")
    second = report("b", "Lene Holt of Marrow waves after the final of the Halden Open against Ilse Brand in Halden, "
                    "Norway, Sunday, May 2, 2021.\nPhoto: Marek Dolan / Tessara Images")
    assert links(first, second) == []


def test_two_newsrooms_on_one_notice_are_no_copies() -> None:
    first = report("a", "A fire that broke out at 8 p.m. on a hill near Ruvo was put out an hour and a half later.\n"
                   "Some 156 men and 50 engines were sent there, and by 9:25 p.m. the flames were gone.\n"
                   "Foresters are looking into what caused it and how much burnt.")
    second = report("b", "Firemen fought for 90 minutes against flames on a slope above Ruvo on Monday evening.\n"
                    "The forest service said that 156 people with 50 engines had been sent and had it out at 9:25 p.m.\n"
                    "The cause and the damage are not known yet.")
    assert links(first, second) == []


def test_the_address_of_an_outlet_may_have_three_letters_more() -> None:
    later = FERRY.replace("Nineteen", "Twenty-three") + "\nTwo of the injured have died since."
    first = report("a", FERRY, outlet="korvikpost.example", published=datetime(2021, 5, 1, tzinfo=UTC))
    second = report("b", later, outlet="www.korvikpost.example", published=datetime(2021, 5, 2, tzinfo=UTC))
    assert links(first, second) == [("b", "a", "edition")]


@pytest.mark.parametrize("said", ["told Tessara Wire", "told a reporter of Tessara Wire", "said by telephone to Tessara Wire"])
def test_who_was_told_something_itself_did_not_copy(said: str) -> None:
    original = report("z", FERRY.replace("She told reporters", f"She {said}"), outlet="Tessara Wire")
    copy = report("a", FERRY_SPUN.replace("She told columnists", "She told us"), outlet="Daily Digest")
    assert links(original, copy)[0][:2] == ("a", "z")


def test_what_is_not_english_is_never_called_spun() -> None:
    first = ("항만청은 3일 낮 리스크 항구 입구에 기중기가 쓰러져 뱃길이 막혔다고 밝혔다.예인선 두 척이 들어 올리려 했으나 바람이 세져 물러났다."
             "다친 사람은 없으며 어선 여섯 척이 바깥에서 기다리고 있다.항만청은 5일까지 길을 열겠다고 약속했다.")
    second = ("항만청은 3일 낮 리스크 항구 어귀에 기중기가 넘어져 뱃길이 막혔다고 말했다. 예인선 두 대가 들어 올리려 했지만 바람이 거세져 물러났다. "
              "다친 이는 없으며 어선 여섯 척이 밖에서 기다리고 있다. 항만청은 5일까지 길을 트겠다고 약속했다.")
    for more in ("", " Korvik Line, Sofia, Tessara, Amund; RMS, SOS, AIS.", " Nordlinje AS Halden Marrow Ostra Ruvo Lanna."):
        names = report("b", second + more.replace("o", "a"))
        assert links(report("a", first + more), names)[0][2] in ("rewrite", "reprint")


SPEECH = '"We shall rebuild the bridge of Ruvo before the snow falls, and we shall rebuild it wider than it was, for no valley lives without a road"'
VOW = '"Whoever signed off those bolts will answer for it in a court of this province and nowhere else"'
PLEA = '"I ask the families to bear with us until the last of the steel has been lifted from the river"'


@pytest.mark.parametrize(("first", "second"), [
    ("Governor Lene Holt said: {0}.\nShe added: {1}.\nThen came a plea: {2}.\nRain kept most of the town at home.",
     "Standing in mud, the head of the province promised this to mourners: {0}.\nOn the culprits: {1}.\nAnd to kin: {2}.\n"
     "A choir sang before the crowd went to the mass."),
    ("Holt spoke for three minutes. {0}, she said.\n{1}, she went on.\n{2}, she closed.\nThe opposition stayed away.",
     "{0}, the governor vowed at the wreck.\nOf the builders she said: {1}.\nHer last words were {2}.\nDivers rested."),
    ("In a letter to all households the governor writes {0}.\nIt goes on {1}.\nIt ends {2}.\nA printer in Lanna made it.",
     "Holt's flyer has a red rim. Its first line is {0}.\nThe second is {1}.\nBelow her name stands {2}.\nMany tore it up."),
])
def test_who_only_quotes_the_same_speech_copies_nobody(first: str, second: str) -> None:
    words = (SPEECH, VOW, PLEA)
    assert links(report("a", first.format(*words)), report("b", second.format(*words))) == []


@pytest.mark.parametrize("lines", [
    ["Have you seen something? Write to the newsdesk of the Halden Post at any hour of the day."],
    ["The Halden Post changes the town with what you tell it, from bad roads to good deeds.", "Call us, day and night."],
    ["Read all of our reporting on the valley on the site.", "Subscribers get the evening letter free of charge.",
     "Photographs may not be used without leave."],
])
def test_lines_under_all_texts_of_an_outlet_make_no_editions(lines: list[str]) -> None:
    below = "\n".join(lines)
    texts = ("The swimming bath opens again on Monday after its roof was mended, the town said.\nTickets stay as they were.",
             "Two cars hit each other at the corner of Mill Street on Tuesday.\nNobody was hurt.")
    first, second = (report(name, f"{text}\n{below}", outlet="Halden Post") for name, text in zip("ab", texts, strict=True))
    assert links(first, second) == []


@pytest.mark.parametrize(("lines", "known", "kept"), [
    ([("n", "x", 0.9), ("y", "n", 0.8)], {"x": "y"}, ["n"]),
    ([("n", "x", 0.7), ("y", "n", 0.8)], {"x": "z", "z": "y"}, ["y"]),
    ([("n", "x", 0.9), ("y", "n", 0.8)], {"x": "w"}, ["n", "y"]),
    ([("n", "x", 0.9)], {"x": "y", "y": "x"}, ["n"]),
])
def test_a_line_that_would_lead_a_report_back_to_itself_is_left_out(
    lines: list[tuple[str, str, float]], known: dict[str, str], kept: list[str]
) -> None:
    found = without_rings([Lineage(*line[:2], "reprint", line[2]) for line in lines], lambda one: known.get(one, ""))
    assert [line.document for line in found] == kept


def test_a_text_spun_beyond_half_of_its_words_is_found_by_its_skeleton() -> None:
    spun = report("z", """Some watercraft carrying 214 souls crashed over shakes beside the isle named Tessara upon Friday dusk, the lifeguard said.
Nineteen among these got injured, two truly, agreeing with Captain Ilse Brand, who headed that deliverance.
She informed newsmen at Port Amund how the ship departed Korvik forty minutes tardy since mist.
Jumpers discovered one slash of 11 meters inside the frame belonging to Sofia, made during 1998.
"We got no caution whatsoever," said one voyager, Anton Reuss, who bounced off the higher deck.
The traffic office launched some request and awaits an initial report by 3 May.""")
    original = report("a", FERRY)
    assert align(prepare(original), prepare(spun)).likeness < 0.5
    assert [one[:2] for one in links(original, spun)] == [("z", "a")]
