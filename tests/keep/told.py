"""Small invented reports that need no model: a launch, told by several outlets, in words of our own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from rashomon.model import (
    Block,
    Chain,
    Claim,
    Document,
    Mention,
    Place,
    Quantity,
    Report,
    Span,
    Stance,
    Voice,
    When,
)
from rashomon.model.identity import content_id

DAY = datetime(2031, 5, 19, tzinfo=UTC)
CHIEFS = Voice("South Korea's Joint Chiefs of Staff", ("body:kr_jcs",), country="KR", manner="said", kind="body")
SEA = Place("Sea of Japan", "sea:japan", lat=40.0, lon=135.0, radius_km=800)


def launch(
    outlet: str, count: int = 2, *, day: datetime = DAY, url: str = "", voice: Voice = CHIEFS, extra: str = ""
) -> Report:
    """One report of a launch: who counted how many, on which day."""
    number = {1: "one missile", 2: "two missiles", 3: "three missiles"}.get(count, f"{count} missiles")
    title = f"{outlet}: launch off the coast"
    body = f"North Korea fired {number} on {day:%d %B %Y}, {voice.name} said.{extra}"
    text = f"{title}\n\n{body}"
    url = url or f"https://{outlet.casefold().replace(' ', '-')}.example/{day:%Y%m%d}"
    document = Document(
        id=content_id("d", text, url, outlet), path=url, url=url, outlet=outlet, title=title, text=text,
        published=day + timedelta(hours=9), published_exact=True, published_from="page", language="en",
        blocks=(Block(0, len(title), "title"), Block(len(title) + 2, len(text), "body")),
    )  # fmt: skip
    start = text.index("fired")
    sentence = (len(title) + 2, len(text) - len(extra))
    mention = Mention(
        content_id("m", document.id), "missile_launch", "missile_test", "launch", Span(document.id, start, start + 5),
        sentence,
    )  # fmt: skip
    when = f"{day:%d %B %Y}"
    chain: Chain = (Voice(outlet, kind="outlet"), voice)
    values = [
        ("count", Quantity(count, count), number), ("launch_time", When(day, day + timedelta(hours=23)), when),
    ]  # fmt: skip
    claims = tuple(
        Claim(
            id=content_id("c", document.id, field), mention=mention.id, kind="missile_launch", field=field, value=value,
            span=Span(document.id, at := text.index(words), at + len(words)), text=words, sentence=sentence,
            chain=chain, stance=Stance(), maker="test",
        )
        for field, value, words in values
    )
    return Report(document, (mention,), claims, sentences=(sentence,))


def later(report: Report, hours: int) -> Report:
    """The same report, published so many hours later."""
    published = report.document.published
    assert published is not None
    document = msgspec.structs.replace(report.document, published=published + timedelta(hours=hours))
    return msgspec.structs.replace(report, document=document)
