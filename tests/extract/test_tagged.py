"""Fields that the tagger marks and no frame reads: the words' value, told of the event that the sentence speaks of.

The marks are given by hand here, so that the tests say what is made of them, not what the network knows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from rashomon.model import Report
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.recipe import annotate_documents, of_document
from rashomon.text.annotation import FieldSpan
from tests.extract.conftest import origins, said, values

Marked = Callable[..., Report]


@pytest.fixture(scope="session")
def marked(kit: Any) -> Marked:
    """Read a text with these marks alone: words, label and likelihood, and what else a mark may say."""

    def reading(text: str, *marks: tuple[str, str, float], **more: Any) -> Report:
        document = document_of("example.txt", text, kit.settings, Stated(outlet="The Post", published="2021-10-19"))
        annotation = annotate_documents([document], kit)[document.id]
        spans = [FieldSpan(document.text.index(words), document.text.index(words) + len(words), label, score, **more)
                 for words, label, score in marks]
        sentences = tuple(msgspec.structs.replace(one, fields=tuple(
            span for span in spans if one.start <= span.start < one.end)) for one in annotation.sentences)
        return of_document(document, kit, msgspec.structs.replace(annotation, sentences=sentences))

    return reading


FERRY = "A ferry sank off Adra on Monday. "


@pytest.mark.parametrize(("sentence", "words", "field", "value"), [
    ("Nets brought in 41 passengers, the harbour master said.", "41 passengers", "rescued", (41, 41)),
    ("The sea kept at least nine of them.", "at least nine", "missing", (9, None)),
    ("Off Cape Gata, wreckage came up.", "Cape Gata", "place", "Cape Gata"),
    ("Salt had eaten the bow door.", "Salt had eaten the bow door", "cause", "Salt had eaten the bow door"),
])
def test_a_likely_field_is_read_by_the_rules_of_its_values(
    marked: Marked, sentence: str, words: str, field: str, value: object
) -> None:
    report = marked(FERRY + sentence, (words, f"disaster.{field}", 0.9))
    assert value in values(report, field, "disaster")


def test_the_claim_says_that_no_frame_made_it_and_keeps_its_voice(marked: Marked) -> None:
    report = marked(FERRY + "Nets brought in 41 passengers, the harbour master said.",
                    ("41 passengers", "disaster.rescued", 0.9))
    (claim,) = said(report, "rescued", "disaster")
    assert claim.maker.startswith("disaster/tagged@") and claim.text == "41 passengers"
    assert origins(report, "rescued", "disaster") == ["harbour master"]


def test_it_is_told_of_the_event_that_the_text_has_opened(marked: Marked) -> None:
    report = marked(FERRY + "Nets brought in 41 passengers.", ("41 passengers", "disaster.rescued", 0.9))
    (claim,) = said(report, "rescued", "disaster")
    (place,) = said(report, "place", "disaster")
    mention = {one.id: one for one in report.mentions}[claim.mention]
    assert place.mention in {mention.id, mention.antecedent}


def test_an_unlikely_field_is_left_alone(marked: Marked) -> None:
    report = marked(FERRY + "Nets brought in 41 passengers.", ("41 passengers", "disaster.rescued", 0.3))
    assert said(report, "rescued", "disaster") == []


def test_what_a_frame_has_read_is_not_read_again(marked: Marked) -> None:
    report = marked("A ferry sank off Adra on Monday, killing nine people.", ("nine people", "disaster.killed", 0.95))
    (claim,) = said(report, "killed", "disaster")
    assert "tagged" not in claim.maker


def test_a_headline_adds_nothing(marked: Marked) -> None:
    report = marked("Nets bring in 41 passengers\n\n" + FERRY, ("41 passengers", "disaster.rescued", 0.95))
    assert said(report, "rescued", "disaster") == []


def test_another_happening_without_a_word_for_it_is_nobodys(marked: Marked) -> None:
    report = marked(FERRY + "There were 300 in those days.", ("300", "disaster.killed", 0.95), other=0.9)
    assert said(report, "killed", "disaster") == []


def test_a_field_that_every_kind_has_counts_for_the_kind_that_the_text_opened(marked: Marked) -> None:
    report = marked(FERRY + "The sea kept at least nine of them.", ("at least nine", "killed", 0.9))
    assert values(report, "killed", "disaster") == [(9, None)]


def test_labels_of_no_pack_are_passed_over(marked: Marked) -> None:
    report = marked(FERRY + "The sea kept at least nine of them.", ("at least nine", "outbreak.deaths", 0.9))
    assert [claim.field for claim in report.claims if "tagged" in claim.maker] == []


def test_without_the_tagger_the_frames_read_alone(frames_alone: Any) -> None:
    document = document_of("example.txt", FERRY + "The death toll stands at nine.", frames_alone.settings,
                           Stated(outlet="The Post", published="2021-10-19"))
    report = of_document(document, frames_alone)
    assert report.claims and not any("tagged" in claim.maker for claim in report.claims)


def test_a_value_that_the_sentence_has_given_is_not_given_twice(marked: Marked) -> None:
    report = marked("A ferry sank off Adra on Monday, killing nine people, all nine of them pilgrims.",
                    ("all nine of them", "disaster.killed", 0.99))
    assert values(report, "killed", "disaster") == [(9, 9)]


def test_what_the_tagger_alone_reads_of_a_pack_is_no_event(marked: Marked) -> None:
    report = marked("The club lost four matches in Adra, the survivors of the cup said.",
                    ("four matches", "disaster.killed", 0.99), ("lost", "!disaster", 0.99))
    assert said(report, "killed", "disaster") == []


TALKS = "The foreign ministers of Norway and Chile met in Oslo on Monday. "


@pytest.mark.parametrize(("sentence", "words", "label"), [
    ("The trawlers pay no duty if the treaty holds.", "if the treaty holds", "offer.condition"),
    ("Ana Ruiz, Chile's envoy, is on her way to Bergen.", "Ana Ruiz", "meeting.parties"),
    ("In recent months the two have grown closer.", "In recent months", "statement.words"),
])
def test_of_several_kinds_none_goes_on_without_a_sure_word_for_it(
    marked: Marked, sentence: str, words: str, label: str
) -> None:
    report = marked(TALKS + sentence, (words, label, 0.99), (sentence.split()[1], f"!{label.partition('.')[0]}", 0.45))
    assert not any(claim.text == words for claim in report.claims)


@pytest.mark.parametrize(("sentence", "words", "label", "value"), [
    ("Over coffee it was mostly fishing quotas.", "fishing quotas", "meeting.topic", "fishing quotas"),
    ("The villa of Sorvika had been aired for it.", "Sorvika", "meeting.place", "Sorvika"),
    ("Bergen in June, said the host, would do for the rest.", "Bergen", "meeting.place", "Bergen"),
])
def test_what_surely_is_of_a_kind_goes_on_with_it_without_a_word_for_it(
    marked: Marked, sentence: str, words: str, label: str, value: str
) -> None:
    report = marked(TALKS + sentence, (words, label, 0.97))
    assert any(value in str(one) for one in values(report, label.partition(".")[2], "meeting"))


@pytest.mark.parametrize(("sentence", "day"), [
    ("Ana Ruiz, Chile's foreign minister, said on Sunday that Chile would not wait.", "Sunday"),
    ("On Thursday Ana Ruiz, Chile's foreign minister, warned Norway that Chile would not wait.", "Thursday"),
    ("Chile would not wait, its foreign minister Ana Ruiz told the press on Friday.", "Friday"),
])
def test_the_day_of_saying_is_that_of_a_statement(marked: Marked, sentence: str, day: str) -> None:
    report = marked(TALKS + sentence, (day, "statement.when", 0.9), ("Chile would not wait", "statement.words", 0.9))
    assert any(claim.text.endswith(day) for claim in said(report, "when", "statement"))


@pytest.mark.parametrize(("sentence", "words"), [
    ("The wreck lay in waters too deep for divers.", "waters too deep"),
    ("It came down on a hillside.", "a hillside"),
    ("A trawler stood by in the bay.", "the bay"),
])
def test_a_place_without_a_name_is_none(marked: Marked, sentence: str, words: str) -> None:
    report = marked(FERRY + sentence, (words, "disaster.place", 0.99))
    assert values(report, "place", "disaster") == ["Adra"]


@pytest.mark.parametrize("day", ["on Monday night", "early on Sunday", "in October 2019"])
def test_the_day_behind_a_place_is_no_part_of_its_name(marked: Marked, day: str) -> None:
    text = FERRY + f"The wreck was found off Cape Gata {day}."
    report = marked(text, (f"Cape Gata {day}", "disaster.place", 0.99))
    assert "Cape Gata" in [claim.text for claim in said(report, "place", "disaster")]


@pytest.mark.parametrize(("second", "field"), [("Nineteen", "injured"), ("eighty homes", "displaced")])
def test_a_bulletin_that_never_names_the_flood_is_told_by_its_fields(marked: Marked, second: str, field: str) -> None:
    text = f"The brigade has 34 bodies on its list. {second} stay in the ward. It came at 5 p.m. on Monday in Adra."
    marks = [("34 bodies", "disaster.killed", 0.97), (second, f"disaster.{field}", 0.95),
             ("Adra", "disaster.place", 0.93)]
    report = marked(text, *marks)
    assert values(report, "killed", "disaster") == [(34, 34)]
    assert any("/tagged_alone@" in claim.maker for claim in report.claims)
    assert said(marked(text, *marks[:2]), "killed", "disaster") == []


def test_whoever_is_told_of_does_not_speak(marked: Marked) -> None:
    text = "Gunmen attacked a hotel in Adra on Monday. Hill fighters overran the fort at Gata."
    report = marked(text, ("Hill fighters", "armed_attack.agent", 0.97),
                    ("the fort at Gata", "armed_attack.target", 0.97))
    (claim,) = [one for one in said(report, "target", "armed_attack") if "tagged" in one.maker]
    assert len(claim.chain) == 1


@pytest.mark.parametrize(("sentence", "words"), [
    ("The coast guard towed the hull to Gata.", "Gata"),
    ("The owners rebuilt her ten years ago in Gata.", "Gata"),
    ("Divers of the navy reached her on a reef off Gata.", "Gata"),
])
def test_who_only_does_something_does_not_speak(marked: Marked, sentence: str, words: str) -> None:
    report = marked(FERRY + sentence, (words, "disaster.place", 0.97))
    assert [len(claim.chain) for claim in said(report, "place", "disaster") if "tagged" in claim.maker] == [1]


def test_a_sure_word_goes_before_a_frame_on_what_did_not_happen(marked: Marked) -> None:
    text = ("Iran fired a rocket from Semnan on Friday. Chile sent a carrier aloft at dawn on Sunday, too slowly to "
            "launch its satellite.")
    report = marked(text, ("sent a carrier aloft", "!missile_launch", 0.9), ("Chile", "missile_launch.agent", 0.97))
    assert "Chile" in [str(value) for value in values(report, "agent", "missile_launch")]


def test_who_was_shot_is_not_killed_because_the_tagger_thinks_so(marked: Marked) -> None:
    report = marked("A 16-year-old boy was shot on Elm Street on Monday, police said.",
                    ("A 16-year-old boy", "armed_attack.killed", 0.9))
    assert said(report, "killed", "armed_attack") == []
    assert values(report, "injured", "armed_attack") == [(1, 1)]


@pytest.mark.parametrize("name", ["Ana Ruiz", "the bosun", "a deckhand"])
def test_victims_by_name_count_only_where_no_number_stands(marked: Marked, name: str) -> None:
    text = f"A ferry sank off Adra on Monday, killing nine people. The sea kept {name}."
    assert values(marked(text, (name, "disaster.killed", 0.99)), "killed", "disaster") == [(9, 9)]


def test_what_nobody_says_is_no_statement(marked: Marked) -> None:
    text = TALKS + "So much for the solemn promises of Norway."
    report = marked(text, ("the solemn promises of Norway", "statement.words", 0.99), ("So", "!statement", 0.99))
    assert not any(claim.field == "words" for claim in report.claims)


@pytest.mark.parametrize("sentence", [
    "One came down in the Sea of Japan at 8:05 a.m., the coast guard said.",
    "It fell into the Sea of Japan at about 8:05 a.m.",
    "The first landed in the Sea of Japan at 8:05 a.m.",
])
def test_the_hour_of_the_fall_is_not_that_of_the_launch(marked: Marked, sentence: str) -> None:
    text = "North Korea fired two missiles on Tuesday. " + sentence
    report = marked(text, ("8:05 a.m.", "missile_launch.launch_time", 0.95))
    assert "8:05 a.m." not in [claim.text for claim in said(report, "launch_time")]


@pytest.mark.parametrize(("sentence", "words", "name"), [
    ("Wreckage lay behind a boathouse in the north of Adra.", "a boathouse in the north of Adra", "Adra"),
    ("Her crew was found at a quay near Qelbrunn Skerry.", "a quay near Qelbrunn Skerry", "Qelbrunn Skerry"),
    ("Divers went down at the pier of a mill in Adra.", "the pier of a mill in Adra", "Adra"),
])
def test_a_place_is_named_by_a_name_inside_its_words(marked: Marked, sentence: str, words: str, name: str) -> None:
    report = marked("A ferry sank on Monday. " + sentence, (words, "disaster.place", 0.95))
    assert name in [one.split(",")[0] for one in map(str, values(report, "place", "disaster"))]


def test_the_first_between_two_is_no_party_but_they_are(marked: Marked) -> None:
    text = "Denmark and Thailand held talks in Oslo on Monday, the first between Danish and Thai envoys since May."
    report = marked(text, ("the first between Danish and Thai envoys", "meeting.parties", 0.98))
    found = values(report, "parties", "meeting")
    assert "Danish and Thai envoys" in found and not any("first" in str(name) for name in found)


@pytest.mark.parametrize(("after", "who"), [
    ("The Norwegians balked again in May.", "The Norwegians"),
    ("So far the cabinet in Oslo has balked.", "the cabinet in Oslo"),
    ("Its king balked.", "Its king"),
])
def test_who_did_so_is_no_second_refusal(marked: Marked, after: str, who: str) -> None:
    text = f"Norway refused Chile's request for talks on Monday. {after}"
    report = marked(text, (who, "refusal.parties", 0.97), ("balked", "!refusal", 0.97))
    (told,) = [one for one in said(report, "parties", "refusal") if one.maker.startswith("diplomacy/tagged")]
    (mention,) = [one for one in report.mentions if one.id == told.mention]
    assert mention.antecedent


LONG_TALKS = (
    "The foreign ministers of Norway and Chile met in Oslo on Monday. The two spoke of cod. It rained all day. "
    "Norway's foreign minister invited Chile's president to talks in Bergen. A dinner came. The fjord lay still. ")
DEALT = (("foreign ministers of Norway and Chile", "meeting.parties", 0.95), ("met", "!meeting", 0.95),
         ("invited", "!offer", 0.95), ("Chile's president", "offer.parties", 0.95))


@pytest.mark.parametrize(("sentence", "said_of", "likely"), [
    ('"There will be no third round," the man in charge of the talks said.', "said", True),
    ('"We leave with our quotas whole," the head of the delegation added.', "added", True),
    ('"The herring will be thin this year," the cook said.', "said", False),
])
def test_beside_dealings_of_states_likely_words_stand_for_others(
    marked: Marked, sentence: str, said_of: str, likely: bool
) -> None:
    quote = sentence.partition('"')[2].partition('"')[0].strip(",")
    report = marked(LONG_TALKS + sentence, (quote, "statement.words", 0.9),
                    (said_of, "!statement", 0.6 if likely else 0.2), *DEALT)
    assert any(quote in claim.text for claim in said(report, "words", "statement")) is likely


def test_without_other_dealings_nobody_knows_whose_words_they_are(marked: Marked) -> None:
    quiet = ("It rained all day. The two spoke of cod. A dinner came. The fjord lay still. The cook had gone. "
             "Lamps burned. ")
    report = marked(quiet + '"There will be no third round," the man in charge said.',
                    ("There will be no third round", "statement.words", 0.9), ("said", "!statement", 0.6))
    assert said(report, "words", "statement") == []


BLAST = ("An explosion wrecked a mill in Adra on Monday and killed 12 people. Windows broke. Bread was short. "
         "It rained. The mayor came. In 2005 a bombing in Gata killed nine guards. ")


@pytest.mark.parametrize(("attack", "kind"), [(0.2, "disaster"), (0.0, "disaster"), (0.97, "armed_attack")])
def test_words_that_two_packs_read_are_told_of_one_kind(marked: Marked, attack: float, kind: str) -> None:
    report = marked(BLAST, ("12 people", "disaster.killed", 0.9), ("12 people", "armed_attack.killed", attack),
                    ("explosion", "disaster.hazard", 0.9), ("explosion", "!disaster", 0.9),
                    ("bombing", "!armed_attack", 0.9), ("nine guards", "armed_attack.killed", 0.9))
    assert [claim.kind for claim in report.claims if claim.text == "12 people"] in ([kind], [kind] * 2)
