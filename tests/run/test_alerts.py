"""From entries to alerts, and alerts to a receiver that is sometimes away: signed, in order, at least once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rashomon.errors import UnreadableError
from rashomon.keep.ledger import Ledger, open_ledger
from rashomon.keep.write import append
from rashomon.model import Deed, Finding, Found, Lineup, Merged, Opened, Position, Quantity, Weighed, Withdrawn
from rashomon.read.post import post
from rashomon.run import alerts as running
from rashomon.run.alerts import alerts_since, deliver, deliveries
from rashomon.run.history import changes_of, states_of
from rashomon.run.kit import Kit, make_kit
from rashomon.settings import Settings
from rashomon.tell.alert import Rule
from rashomon.tell.cap import faults
from rashomon.tell.webhook import verified

KEY = "a secret of sixteen bytes and more"
HOOK = Rule("hook", fields=("count",), webhook="https://desk.example/in", secret="KEY", draft=("cap", "navigation"))
NOON = datetime(2028, 4, 12, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def kit() -> Kit:
    return make_kit()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "alerts.ledger") as opened:
        yield opened


def weighed(event: str, *counts: int, view: str = "machine") -> Weighed:
    """The event with these accounts of how many there were."""
    positions = tuple(Position(Quantity(one, one), str(one), (), (f"Ministry {one}",), 1) for one in counts)
    lineup = Lineup("count", "disputed" if len(counts) > 1 else "single", positions)
    return Weighed(event, f"Launch {event}", True, lineups=(lineup,), view=view)


def enter(ledger: Ledger, *deeds: Deed) -> None:
    with ledger.writing() as connection:
        append(connection, deeds, "a test", NOON)


def opened(event: str, *counts: int) -> tuple[Deed, ...]:
    return Opened(event, "missile_launch", "missile_test", f"Launch {event}"), weighed(event, *counts)


class Receiver:
    """Answers as it is told to, and remembers what it took."""

    def __init__(self, *answers: int) -> None:
        self.answers = list(answers)
        self.taken: list[dict[str, Any]] = []

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str], settings: Settings) -> int:
        assert url == HOOK.webhook and not settings.allow_private_addresses
        assert verified(dict(headers), body, KEY, int(headers["webhook-timestamp"]))
        status = self.answers.pop(0) if self.answers else 200
        if not status:
            raise UnreadableError("could not be posted to")
        if status < 300:
            self.taken.append(msgspec.json.decode(body))
        return status

    @property
    def said(self) -> list[tuple[str, str]]:
        return [(one["reason"], one["message"]) for one in self.taken]


def test_alerts_follow_the_entries(ledger: Ledger, kit: Kit) -> None:
    enter(ledger, *opened("e1", 1), weighed("e1", 1), weighed("e1", 1, 2))
    enter(ledger, Found(Finding("correction", "Ministry 2 took back its two", "high", "e1"), "e1"), weighed("e1", 1))
    with ledger.reading() as connection:
        told = alerts_since(connection, [Rule("all")], 0, kit.packs)
        later = alerts_since(connection, [Rule("all")], told[1].sequence, kit.packs)
    assert [(one.sequence, one.reason) for one in told] == [
        (2, "opened"), (4, "disputed"), (5, "correction"), (6, "settled"),
    ]  # fmt: skip
    assert later == told[2:]


def test_peoples_view_wins_while_it_stands(ledger: Ledger) -> None:
    enter(ledger, *opened("e1", 1, 2), weighed("e1", 1, view="judged"), weighed("e1", 1, 2, 3))
    enter(ledger, Withdrawn(3, "e1", reason="undone"))
    with ledger.reading() as connection:
        told = changes_of(connection, "e1")
    assert [one.change.reason for one in told] == ["opened", "disputed", "settled", "disputed"]


def test_a_merged_event_is_withdrawn_and_its_draft_cancelled(ledger: Ledger, kit: Kit) -> None:
    from rashomon.tell.cap import messages

    enter(ledger, *opened("e1", 1), *opened("e2", 1), Merged("e2", "e1", "the same happening"))
    with ledger.reading() as connection:
        assert [message.kind for message in messages(states_of(connection, "e2"), kit.packs)] == ["Alert", "Cancel"]
        assert [message.kind for message in messages(states_of(connection, "e1"), kit.packs)] == ["Alert"]


def test_a_new_rule_speaks_of_what_comes(ledger: Ledger, kit: Kit) -> None:
    receiver = Receiver()
    enter(ledger, *opened("e1", 1))
    deliver(ledger, [HOOK], {"KEY": KEY}, kit, receiver)
    enter(ledger, weighed("e1", 2))
    deliver(ledger, [HOOK], {"KEY": KEY}, kit, receiver)
    deliver(ledger, [HOOK], {"KEY": KEY}, kit, receiver)
    assert receiver.said == [("changed", "How many: now two")]
    (one,) = receiver.taken
    assert one["state"]["fields"][0]["positions"][0]["text"] == "2"
    assert faults(one["cap"].encode()) == [] and "<msgType>Update</msgType>" in one["cap"]
    assert one["navigation"].startswith("DRAFT - NOT FOR BROADCAST")


def test_what_was_not_received_is_sent_again_and_nothing_overtakes_it(
    ledger: Ledger, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1_800_000_000.0]
    monkeypatch.setattr(running.time, "time", lambda: clock[0])
    receiver = Receiver(200, 500, 0, 200)
    deliver(ledger, [HOOK], {"KEY": KEY}, kit, receiver)
    enter(ledger, *opened("e1", 1, 2))
    for _ in range(4):
        deliver(ledger, [HOOK], {"KEY": KEY}, kit, receiver)
        enter(ledger, weighed("e1", 1, 2))
    assert [reason for reason, _ in receiver.said] == ["opened"]
    state = deliveries(ledger)["hook"]
    assert (state.failures, state.last) == (1, "the receiver answered 500") and state.after > clock[0]
    clock[0] = state.after + 1
    deliver(ledger, [HOOK], {"KEY": KEY}, kit, receiver)
    state = deliveries(ledger)["hook"]
    assert state.failures == 2 and state.after - clock[0] == pytest.approx(20)
    clock[0] = state.after + 1
    deliver(ledger, [HOOK], {"KEY": KEY}, kit, receiver)
    assert [reason for reason, _ in receiver.said] == ["opened", "disputed"]
    assert deliveries(ledger)["hook"].failures == 0


def test_a_crash_after_the_answer_repeats_and_never_loses(
    ledger: Ledger, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiver = Receiver()
    deliver(ledger, [HOOK], {"KEY": KEY}, kit, receiver)
    enter(ledger, *opened("e1", 1))
    with monkeypatch.context() as crashing:
        crashing.setattr(running, "_keep", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            deliver(ledger, [HOOK], {"KEY": KEY}, kit, receiver)
    deliver(ledger, [HOOK], {"KEY": KEY}, kit, receiver)
    assert [one["id"] for one in receiver.taken] == [receiver.taken[0]["id"]] * 2


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://hook.example/", "127.0.0.1"), ("http://hook.example/", "10.1.2.3"), ("https://hook.example/", "::1"),
        ("http://hook.example/", "169.254.169.254"), ("http://hook.example/", "::ffff:192.168.0.1"),
        ("file:///etc/passwd", "1.1.1.1"), ("http://ana:pass@hook.example/", "1.1.1.1"),
    ],
)  # fmt: skip
def test_nothing_is_posted_into_the_own_network(url: str, address: str) -> None:
    with pytest.raises(UnreadableError):
        post(url, b"{}", {}, Settings(), lambda _host, _port: [address])
