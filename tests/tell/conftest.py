"""The invented launch, its page, and a hostile twin of it."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest

from rashomon.model import Answer, Claim, Document, Event, Finding, Span, Voice

sys.path.insert(0, str(Path(__file__).parent))

from launch import launch_answer

HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)> \"'&\u202egnp.exe\u202c\x1b[31m\x00\x07" + "w" * 400
)


@pytest.fixture(scope="session")
def answer() -> Answer:
    """Four dispatches on one launch."""
    return launch_answer()


@pytest.fixture(scope="session")
def hostile(answer: Answer) -> Answer:
    """The same answer with a hostile string wherever a text or a page can put one; spans point out of bounds too."""

    def voice(one: Voice) -> Voice:
        return msgspec.structs.replace(one, name=HOSTILE, office=HOSTILE, manner=HOSTILE)

    def claim(at: int, one: Claim) -> Claim:
        span = Span(one.span.document, one.span.start + 10**6, one.span.end + 10**6) if at % 5 == 0 else one.span
        span = Span(one.span.document, 40, 12) if at % 7 == 3 else span
        return msgspec.structs.replace(
            one,
            text=HOSTILE,
            span=span,
            chain=tuple(voice(link) for link in one.chain),
            status=HOSTILE if at == 1 else one.status,
            maker=HOSTILE,
        )

    def event(one: Event) -> Event:
        return msgspec.structs.replace(
            one, label=HOSTILE, kind=HOSTILE, claims=tuple(claim(at, each) for at, each in enumerate(one.claims))
        )

    def document(one: Document) -> Document:
        text = (
            HOSTILE
            + "\n\n"
            + one.text[:400]
            + "\ud800 \u05d0\u05d1\u05d2 \u0644\u0627 "
            + "e\u0301\u0302\u0303\u0304\u0305\u0306\u0307"
        )
        return msgspec.structs.replace(
            one, text=text, title=HOSTILE, outlet=HOSTILE, path=HOSTILE, language='en"><b>', url="javascript:alert(3)"
        )

    def finding(one: Finding) -> Finding:
        return msgspec.structs.replace(one, message=HOSTILE, evidence={HOSTILE: HOSTILE})

    return msgspec.structs.replace(
        answer,
        documents=tuple(document(one) for one in answer.documents),
        events=tuple(event(one) for one in answer.events),
        findings=tuple(finding(one) for one in answer.findings),
        skipped=tuple(msgspec.structs.replace(one, path=HOSTILE, reason=HOSTILE) for one in answer.skipped),
    )
