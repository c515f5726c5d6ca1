"""Reports of a pile put to stories, and mentions of events to events, on sentences of our own."""

from __future__ import annotations

from collections import Counter

from rashomon.gather.coreference import EventMention, cluster_mentions, families, stem, words_beside
from rashomon.gather.identity import content_words
from rashomon.gather.stories import stories_of_words
from rashomon.packs.load import load_packs

TEXTS = {
    "a": "A ferry named Solveig capsized off Tarvik after its ramp gave way, the harbour master said.",
    "b": "The Solveig, a ferry, capsized near Tarvik; divers searched its ramp for passengers.",
    "c": "A lorry lost its brakes in Brennach and rolled into a bakery, hurting its driver.",
    "d": "In Brennach a bakery was crushed when a lorry without brakes rolled down the hill.",
    "e": "The council of Ostmere voted on parking fees.",
}
STORIES = {name: Counter(word for each in text.split() for word in content_words(each)) for name, text in TEXTS.items()}


def test_reports_that_share_rare_words_tell_one_story() -> None:
    found = stories_of_words(STORIES, {}, {})
    assert found["a"] == found["b"] != found["c"] == found["d"]
    assert found["e"] == "e"


def test_the_order_of_the_reports_does_not_matter() -> None:
    turned = dict(reversed(STORIES.items()))
    assert stories_of_words(turned, {}, {}) == stories_of_words(STORIES, {}, {})


def mention(identity: str, head: str, beside: str = "", story: str = "s") -> EventMention:
    """A mention in a document of its own."""
    return EventMention(identity, identity[0], story, head, words_beside(beside.split()))


def test_a_verb_and_its_noun_name_one_event_within_a_story() -> None:
    named = families(load_packs(()))
    told = [mention("a1", "died", "driver"), mention("b1", "death", "driver"), mention("c1", "arrested", "owner")]
    found = cluster_mentions(told, named)
    assert found["a1"] == found["b1"] != found["c1"]


def test_look_alike_events_of_two_stories_stay_apart() -> None:
    told = [mention("a1", "quake", "Tarvik", "north"), mention("b1", "quake", "Brennach", "south")]
    assert len(set(cluster_mentions(told, {}).values())) == 2


def test_who_said_what_is_told_by_what_stands_beside() -> None:
    told = [mention("a1", "said", "harbour master"), mention("b1", "said", "mayor council")]
    assert len(set(cluster_mentions(told, {}).values())) == 2


def test_stems_keep_enough_of_the_word() -> None:
    assert stem("capsized") == stem("capsizing") == stem("capsizes")
    assert stem("dies") == "dies"
