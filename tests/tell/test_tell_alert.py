"""What a rule lets through, how a webhook is signed, what a draft says, and that drafts follow one another."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from lxml import etree

from rashomon.errors import RashomonError
from rashomon.model import Answer, Event, Finding, Lineup, Position, Quantity
from rashomon.packs.form import Pack
from rashomon.packs.load import load_packs
from rashomon.tell import cap
from rashomon.tell.alert import Rule, alert_data, alerts, countries, read_rules
from rashomon.tell.change import changes
from rashomon.tell.feed import Feed, of_alert, to_atom, to_json_feed
from rashomon.tell.navigation import position, to_navigation
from rashomon.tell.webhook import signed, verified

NOON = datetime(2028, 4, 12, 12, 0, tzinfo=UTC)
SECRET = "whsec_" + "c2VjcmV0IG9mIG91ciBvd24gbWFraW5n"


@pytest.fixture(scope="module")
def packs() -> tuple[Pack, ...]:
    return load_packs(())


@pytest.fixture
def launch(answer: Answer) -> Event:
    return next(event for event in answer.events if event.main)


def counted(event: Event, *numbers: int, held: bool = True) -> Event:
    """The event with these accounts of how many there were, and nobody else's."""
    made = tuple(
        Position(Quantity(number, number), str(number), (), (f"Ministry {number}",), 1, live=held) for number in numbers
    )
    lineup = Lineup("count", "disputed" if len(numbers) > 1 and held else "single", made)
    others = tuple(one for one in event.lineups if one.name != "count")
    return msgspec.structs.replace(event, lineups=(lineup, *others))


def states(event: Event, *told: Event | None) -> list[cap.State]:
    return [cap.State(at, NOON + timedelta(hours=at), one) for at, one in enumerate((event, *told), start=1)]


def test_a_new_event_with_a_dispute_tells_of_both(launch: Event, packs: tuple[Pack, ...]) -> None:
    told = changes(None, launch, (), packs)
    assert told[0].reason == "opened"
    disputes = {change.field: change.message for change in told if change.reason == "disputed"}
    assert set(disputes) == {"count", "weapon", "range_km"}
    assert disputes["count"] == "How many: three against two against four"


def test_the_same_state_again_tells_nothing(launch: Event) -> None:
    assert changes(launch, launch) == []


def test_a_second_account_is_a_dispute_and_its_withdrawal_settles_it(launch: Event) -> None:
    one, two = counted(launch, 1), counted(launch, 1, 2)
    assert [(change.reason, change.field) for change in changes(one, two)] == [("disputed", "count")]
    assert [(change.reason, change.field) for change in changes(two, one)] == [("settled", "count")]
    assert [change.reason for change in changes(one, counted(launch, 3))] == ["changed"]
    assert [change.reason for change in changes(one, counted(launch, 1, held=False))] == ["withdrawn"]
    assert [change.reason for change in changes(one, None)] == ["withdrawn"]


def test_a_side_that_takes_its_account_back_settles_a_dispute(launch: Event) -> None:
    both = counted(launch, 1, 2)
    (lineup, *others) = both.lineups
    one, other = lineup.positions
    left = msgspec.structs.replace(lineup, positions=(one, msgspec.structs.replace(other, live=False)))
    (change,) = changes(both, msgspec.structs.replace(both, lineups=(left, *others)))
    assert (change.reason, change.message) == ("settled", "Count: no longer disputed, one")
    (opened, *_) = changes(None, msgspec.structs.replace(both, lineups=(left,)))
    assert opened.reason == "opened"


def test_a_correction_is_told_with_its_field(launch: Event) -> None:
    finding = Finding("correction", "The ministry took back its two", "high", launch.id, evidence={"field": "count"})
    (change,) = changes(launch, launch, [finding])
    assert (change.reason, change.field, change.message) == ("correction", "count", "The ministry took back its two")


@pytest.mark.parametrize(
    ("rule", "through"),
    [
        (Rule("all"), True),
        (Rule("pack", packs=("missile_test",)), True),
        (Rule("other pack", packs=("disaster",)), False),
        (Rule("country", countries=("KP",)), True),
        (Rule("other country", countries=("PT",)), False),
        (Rule("field", fields=("count",), on=("disputed",)), True),
        (Rule("other field", fields=("apogee_km",), on=("disputed",)), False),
        (Rule("corrections only", on=("correction",)), False),
    ],
)
def test_a_rule_lets_through_what_it_asks_for(rule: Rule, through: bool, launch: Event) -> None:
    assert bool(alerts([rule], changes(None, launch), 7, NOON)) is through


def test_a_story_that_no_pack_reads_is_told_only_to_who_asks(launch: Event) -> None:
    story = msgspec.structs.replace(launch, pack="", kind="story", lineups=())
    assert alerts([Rule("all")], changes(None, story), 7, NOON) == []
    assert len(alerts([Rule("stories", kinds=("story",))], changes(None, story), 7, NOON)) == 1


def test_the_same_change_gives_the_same_alert(launch: Event) -> None:
    first, again = (alerts([Rule("all")], changes(None, launch), 7, NOON) for _ in range(2))
    assert first == again
    assert len({alert.id for alert in first}) == len(first)
    assert "KP" in countries(launch)


def test_rules_are_read_and_faults_in_them_named() -> None:
    (rule,) = read_rules(b'[[rule]]\nname = "tests"\npacks = ["missile_test"]\non = ["disputed"]\n', "alerts.toml")
    assert rule == Rule("tests", packs=("missile_test",), on=("disputed",))
    for text, fault in (
        ('[[rule]]\nname = "a"\non = ["sunrise"]', "'sunrise' is none of"),
        ('[[rule]]\nname = "a"\nwebhook = "https://desk.example/in"', "needs a secret"),
        ('[[rule]]\nname = "a"\ncountries = ["Peru"]', "two capital letters"),
        ('[[rule]]\nname = "a"\n[[rule]]\nname = "a"', "a name of its own"),
        ('[[rule]]\nname = "a"\ncolour = "red"', "alerts.toml"),
        ("[[rule", "alerts.toml"),
    ):
        with pytest.raises(RashomonError, match=r"alerts\.toml") as caught:
            read_rules(text.encode(), "alerts.toml")
        assert fault in str(caught.value)


def test_a_webhook_is_signed_and_a_changed_or_old_one_refused() -> None:
    headers = signed("alert-1", 1_800_000_000, b"{}", SECRET)
    assert verified(headers, b"{}", SECRET, 1_800_000_010)
    assert not verified(headers, b'{"count": 3}', SECRET, 1_800_000_010)
    assert not verified(headers | {"webhook-id": "alert-2"}, b"{}", SECRET, 1_800_000_010)
    assert not verified(headers, b"{}", SECRET, 1_800_000_999)
    assert not verified({}, b"{}", SECRET, 1_800_000_010)
    with pytest.raises(RashomonError, match="16 bytes"):
        signed("alert-1", 1, b"{}", "short")


def test_the_signature_is_that_of_the_published_scheme() -> None:
    """The example of Standard Webhooks, which its libraries carry as a test."""
    headers = signed(
        "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}', "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_draft_is_valid_and_says_what_it_is(launch: Event, packs: tuple[Pack, ...]) -> None:
    (message,) = cap.messages(states(launch), packs)
    raw = cap.to_cap(message, packs, "https://desk.example/events/e_launch")
    assert cap.faults(raw) == []
    text = raw.decode()
    assert "<status>Draft</status>" in text and "<msgType>Alert</msgType>" in text
    assert "<scope>Restricted</scope>" in text
    assert "not-a-warning-authority" in text and "This is a monitor, not a warning authority" in text
    assert "<certainty>Unknown</certainty>" in text and "<urgency>Unknown</urgency>" in text
    assert "three (South Korea's Joint Chiefs of Staff) or two (Japan's government)" in text
    assert "<circle>39.1" in text


def test_the_count_changes_and_is_withdrawn(launch: Event, packs: tuple[Pack, ...]) -> None:
    history = states(
        counted(launch, 1),
        counted(launch, 1),
        counted(launch, 1, 2),
        counted(launch, 1, held=False),
        counted(launch, 3),
    )
    told = cap.messages(history, packs)
    assert [message.kind for message in told] == ["Alert", "Update", "Cancel", "Alert"]
    alert, update, cancel, fresh = told
    assert update.references == (alert.reference,)
    assert cancel.references == (alert.reference, update.reference)
    assert fresh.references == ()
    assert all(cap.faults(cap.to_cap(message, packs)) == [] for message in told)
    assert len({message.identifier for message in told}) == 4
    assert cap.messages(history, packs) == told


def test_a_withdrawn_event_is_cancelled_once(launch: Event, packs: tuple[Pack, ...]) -> None:
    told = cap.messages([*states(launch, None, None)], packs, "Exercise")
    assert [(message.kind, message.status) for message in told] == [("Alert", "Exercise"), ("Cancel", "Exercise")]
    assert "<headline>EXERCISE. Withdrawn: " in cap.to_cap(told[1], packs).decode()


def test_no_draft_is_ever_actual(launch: Event, packs: tuple[Pack, ...]) -> None:
    (message,) = cap.messages(states(launch), packs)
    with pytest.raises(ValueError, match="never a warning"):
        cap.to_cap(msgspec.structs.replace(message, status="Actual"), packs)


def test_kinds_that_no_pack_drafts_give_nothing(answer: Answer, packs: tuple[Pack, ...]) -> None:
    meeting = next(event for event in answer.events if event.kind == "meeting")
    assert cap.messages(states(meeting), packs) == []


def test_faults_of_a_message_are_named(launch: Event, packs: tuple[Pack, ...]) -> None:
    (message,) = cap.messages(states(launch), packs)
    text = cap.to_cap(message, packs).decode()
    assert cap.faults(text.replace("<status>Draft", "<status>Real").encode())
    assert cap.faults(text.replace("<msgType>Alert", "<msgType>Update").encode()) == [
        "a message of type Update must refer to an earlier one"
    ]
    assert cap.faults(text.replace("-00:00</sent>", "Z</sent>").encode())
    assert cap.faults(b"<alert") != []


@pytest.mark.skipif("RASHOMON_CAP_XSD" not in os.environ, reason="RASHOMON_CAP_XSD names no copy of the OASIS schema")
def test_drafts_hold_against_the_schema_of_the_standard(launch: Event, packs: tuple[Pack, ...]) -> None:
    schema = etree.XMLSchema(etree.parse(Path(os.environ["RASHOMON_CAP_XSD"])))
    for message in cap.messages(states(counted(launch, 1), counted(launch, 2), None), packs):
        schema.assertValid(etree.fromstring(cap.to_cap(message, packs, "https://desk.example/")))


def test_the_navigational_text_is_plain_narrow_and_marked(launch: Event, packs: tuple[Pack, ...]) -> None:
    first, second = cap.messages(states(counted(launch, 1), counted(launch, 1, 2)), packs)
    text = to_navigation(first, packs)
    lines = text.splitlines()
    assert text.isascii() and text == text.upper() and max(map(len, lines)) <= 69
    assert lines[0] == lines[-1] and lines[0].startswith("DRAFT - NOT FOR BROADCAST")
    assert "MISSILE LAUNCH REPORTED." in lines
    assert "39-" in text and "N 127-" in text
    assert f"REPLACES DRAFT {first.identifier.upper()}" in to_navigation(second, packs)
    assert position(39.1528, -127.4436) == "39-09.17N 127-26.62W"


def test_alerts_as_feeds(launch: Event) -> None:
    told = alerts([Rule("all")], changes(None, launch), 7, NOON)
    feed = Feed("Alerts", "https://desk.example/", "alerts.atom", tuple(map(of_alert, told)))
    root = etree.fromstring(to_atom(feed))
    atom = "{http://www.w3.org/2005/Atom}"
    titles = [one.findtext(f"{atom}title", "") for one in root.iter(f"{atom}entry")]
    assert titles[0].startswith("New: North Korea missile launch")
    assert root.findtext(f"{atom}updated") == "2028-04-12T12:00:00Z"
    links = {one.get("rel"): one.get("href") for one in root.findall(f"{atom}link")}
    assert links == {"self": "https://desk.example/alerts.atom", "alternate": "https://desk.example/"}
    data = msgspec.json.decode(to_json_feed(feed))
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert data["items"][1]["url"] == "https://desk.example/events/e_launch#field-count"
    assert data["items"][0]["date_published"] == "2028-04-12T12:00:00Z"


def test_a_hostile_text_stays_text_everywhere(hostile: Answer, packs: tuple[Pack, ...]) -> None:
    event = msgspec.structs.replace(hostile.events[0], kind="missile_launch")
    told = alerts([Rule("all")], changes(None, event, hostile.findings), 7, NOON)
    feed = Feed("Alerts", "https://desk.example/", "alerts.atom", tuple(map(of_alert, told)))
    assert b"<script" not in to_atom(feed)
    etree.fromstring(to_atom(feed))
    assert msgspec.json.decode(msgspec.json.encode(alert_data(told[0])))["sequence"] == 7
    (message,) = cap.messages(states(event), packs)
    assert cap.faults(cap.to_cap(message, packs)) == []
    assert to_navigation(message, packs).isascii()
