"""Speech that runs on: sentences without a cue, words behind an aside, figures before a colon, who is called what."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read, origins

FERRY = "A ferry sank off the coast of Norway on Tuesday. "
SHOT = "North Korea fired a ballistic missile on Tuesday. "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sixty passengers were on deck, Governor Ida Holm said. Twelve people drowned. The rest, she added, swam.",
         "Ida Holm"),
        ("The wreck was found, the harbour police said. Twelve people drowned.\n\nThe harbour police said that the "
         "search would go on.", "harbour police"),
        ("Governor Ida Holm said that the wreck lay at 30 metres. Twelve people drowned.", "Ida Holm"),
        ("Sixty people were on board, according to Governor Ida Holm. Twelve of them drowned.", "Ida Holm"),
        ("Rescuers had given up, the harbour police said. Another 12 people had drowned.", "harbour police"),
    ],
)
def test_what_goes_on_without_a_cue(read: Read, text: str, name: str) -> None:
    assert origins(read(FERRY + text), "killed", "disaster") == [name]


@pytest.mark.parametrize(
    "text",
    [
        '"We heard a bang," said Ola Berg, a fisherman. Twelve people drowned.',
        "The harbour police said that the wreck lay at 30 metres. In 1998, 12 people drowned there.",
        "The harbour police found that a door was open. Twelve people drowned.",
        "The harbour police gave no reason. Twelve people drowned.",
        "The wreck was found, the harbour police said. Later, 12 people were found to have drowned.",
    ],
)
def test_what_is_the_outlets_own_again(read: Read, text: str) -> None:
    assert origins(read(FERRY + text), "killed", "disaster") == [""]


@pytest.mark.parametrize(
    "text",
    [
        "The missile was seen by radar, Japan's Defense Ministry said. It landed in the Sea of Japan.",
        "The missile left Sunan, according to Japan's Defense Ministry. It fell in the Sea of Japan.",
        "Three missiles were seen by radar, Japan's Defense Ministry said. They all fell in the Sea of Japan.",
        "Two missiles had left Sunan, Japan's Defense Ministry said. Both dropped into the Sea of Japan.",
    ],
)
def test_it_and_both_take_up_what_was_said(read: Read, text: str) -> None:
    assert origins(read(SHOT + text), "landing") == ["Japan's Ministry of Defense"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It flew for an hour, the coast guard said, until it fell in the Sea of Japan.", "coast guard"),
        ("It had been tracked, the coast guard said later, before it fell in the Sea of Japan.", "coast guard"),
        ("It was seen, the coast guard said in a notice, until it fell in the Sea of Japan.", "coast guard"),
        ("It was tracked, the coast guard said, four days after another fell in the Sea of Japan.", ""),
        ("It was tracked, the coast guard said, but a fisherman said that it fell in the Sea of Japan.", "fisherman"),
    ],
)
def test_what_stands_behind_an_aside(read: Read, text: str, wanted: str) -> None:
    assert [name.removeprefix("Japan ").removeprefix("North Korean ").casefold() for name in origins(
        read(SHOT + text), "landing")] == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "Twelve dead and 30 missing: that is how things stand tonight, Governor Ida Holm told reporters.",
        "Twelve dead, 30 missing: nobody can rule out that this will grow, Governor Ida Holm said.",
        "Twelve drowned, 30 missing: that was what the divers had found, said Governor Ida Holm.",
    ],
)
def test_figures_before_a_colon(read: Read, text: str) -> None:
    assert origins(read(FERRY + text), "killed", "disaster") == ["Ida Holm"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Colonel Ola Berg, who leads the search, was there. Twelve people drowned, the colonel said.", "Ola Berg"),
        ("Mayor Ida Holm had not slept. The mayor said that 12 people had drowned.", "Ida Holm"),
        ("Harbour director Jon Lie met the families. Twelve people drowned, the director told them.", "Jon Lie"),
        ("The US Geological Survey said that 12 people drowned.", "U.S. Geological Survey"),
        ("The figures of the harbour office show that 12 people drowned.", "harbour office"),
        ("By evening the harbour police had it at 12 dead.", "harbour police"),
        ("The harbour police pegged the death toll at 12.", "harbour police"),
        ("Norway's Eighth Army said that 12 people drowned.", "Norway's Eighth Army"),
    ],
)
def test_who_is_called_what(read: Read, text: str, name: str) -> None:
    assert origins(read(FERRY + text), "killed", "disaster") == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Yonhap quoted the military as saying that it fell in the sea.", "South Korean military"),
        ("It fell in the sea, Kyodo reported, citing the defence ministry.", "Japan's Ministry of Defense"),
        ("NHK said, citing the defence ministry, that it fell in the sea.", "Japan's Ministry of Defense"),
    ],
)
def test_whose_military_an_agency_cites(read: Read, text: str, name: str) -> None:
    assert origins(read(SHOT + text), "landing") == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Twelve people drowned, an officer of the coast guard, who asked not to be named, told AFP.", "officer"),
        ("Twelve people drowned, a spokeswoman for the port, who was at the scene, told Reuters.", "spokeswoman"),
        ("Twelve people drowned, a diver, who had come up empty-handed, told Reuters.", "diver"),
    ],
)
def test_who_tells_an_agency_stands_before_the_verb(read: Read, text: str, name: str) -> None:
    assert [each.split()[0] for each in origins(read(FERRY + text), "killed", "disaster")] == [name]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The harbour police issued the following statement on Wednesday.\n\nWe are sorry for the families. Twelve "
         "people drowned. The search goes on.", "harbour police"),
        ("The harbour police said as follows: \"The ferry turned over. Twelve people drowned. We mourn them.\"",
         "harbour police"),
        ('Asked about it, Governor Ida Holm stated the following.\n\n"We mourn. Twelve people drowned."', "Ida Holm"),
        ("The harbour police said that the following days would be hard.\n\nIn 1998, 12 people drowned there.", ""),
    ],
)
def test_a_statement_announced_speaks_for_what_follows(read: Read, text: str, wanted: str) -> None:
    assert origins(read(FERRY + text), "killed", "disaster") == [wanted]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Interior ministry spokesman Ola Berg spoke of a black day. The spokesman said 12 people had drowned.",
         "Ola Berg"),
        ("The Red Sea Front claimed the sinking. The group said 12 people had drowned.", "Red Sea Front"),
        ("The Commissioner, Ida Holm, was near tears. Twelve people had drowned, the Commissioner said.", "Ida Holm"),
    ],
)
def test_titles_in_capitals_and_groups_look_back_too(read: Read, text: str, name: str) -> None:
    assert origins(read(FERRY + text), "killed", "disaster") == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Twelve people drowned, a police statement said.", "Norwegian police"),
        ("A statement from the harbour office said that 12 people had drowned.", "harbour office"),
        ("Twelve people drowned, according to a bulletin issued by the harbour office.", "harbour office"),
        ("Twelve people drowned, says a report which the harbour office released on Wednesday.", "harbour office"),
        ("A statement released by the harbour office spoke of a black day. The statement said that 12 people drowned.",
         "harbour office"),
        ("A notice on the harbour office's website said that 12 people had drowned.", "harbour office"),
        ("A UN report said that 12 people had drowned.", "United Nations"),
    ],
)
def test_papers_speak_for_those_who_issue_them(read: Read, text: str, name: str) -> None:
    assert origins(read(FERRY + text), "killed", "disaster") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "News reports said that 12 people had drowned.",
        "Media reports spoke of 12 people drowned.",
        "Tuesday's statement said that 12 people had drowned.",
    ],
)
def test_papers_that_nobody_is_named_for(read: Read, text: str) -> None:
    assert not {"Tuesday", "news", "media"} & set(origins(read(FERRY + text), "killed", "disaster"))
