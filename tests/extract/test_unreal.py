"""What is only supposed, or does not take place, is no event."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Norway and Russia have been stalled since spring, diplomats in Oslo said.",
        "Negotiations between Iran and Iraq collapsed, the ministry in Tehran said.",
        "The talks between India and Pakistan have foundered, Delhi said.",
    ],
)
def test_talks_that_do_not_take_place_are_no_meeting(read: Read, text: str) -> None:
    assert [claim for claim in read(text).claims if claim.kind == "meeting"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Seoul warned Pyongyang of harsh steps if it rejects the offer of talks.",
        "Japan will close the port if Russia cancels the talks in Tokyo.",
        "Unless Iran rejects the proposal, France will lift the embargo.",
    ],
)
def test_a_condition_is_no_refusal(read: Read, text: str) -> None:
    assert [claim for claim in read(text).claims if claim.kind == "refusal"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Envoy Ola Berg said Norway is open to meeting North Korea without conditions.",
        "Norway's foreign minister said he was committed to meeting the ministers of Sweden and Finland.",
        "The envoy said Norway was close to meeting North Korea in Oslo.",
    ],
)
def test_what_somebody_is_open_to_has_not_happened(read: Read, text: str) -> None:
    assert [claim for claim in read(text).claims if claim.kind == "meeting"] == []
