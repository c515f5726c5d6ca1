"""A world of our own for measures of size: happenings that come and go, told, updated and reprinted by many outlets."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from rashomon.model import Actor, Block, Claim, Document, Mention, Place, Quantity, Report, Span, Stance, Voice, When
from rashomon.model.identity import content_id

BEGIN: Final = datetime(2031, 1, 1, tzinfo=UTC)
A_DAY: Final = 8000
"""Reports a day: what some hundred feeds bring."""
IN_SCOPE: Final = 0.1
COPIED: Final = 0.15
LARGEST: Final = 80
"""Reports on one happening: most have one or two, few have dozens (Pareto)."""


class Told(msgspec.Struct):
    """One happening of the synthetic world: its words, moment, sea, how many were counted; reports still to come."""

    number: int
    words: tuple[str, ...]
    moment: datetime
    scoped: bool
    count: int
    sea: Place
    left: int


def world(seed: int = 7) -> Iterator[Report]:
    """Yield reports without end, in order of publication: news, updates and reprints of happenings that come and go.

    Words are made of syllables, frequent ones and rare ones as in a language (Zipf), so that nothing here was written
    by anybody. One in ten happenings is a launch that a pack would read; those reports bring their claims with them.
    """
    dice = random.Random(seed)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "or", "el")]
    vocabulary = ["".join(dice.choices(syllables, k=dice.randint(2, 4))) for _ in range(30_000)]
    weights = [1.0 / (rank + 3) for rank in range(len(vocabulary))]
    ranks = list(range(len(vocabulary)))
    common = dice.choices(ranks, weights, k=200_000)
    live: list[Told] = []
    texts: dict[int, list[tuple[str, str]]] = defaultdict(list)
    number = reports = 0
    while True:
        moment = BEGIN + timedelta(days=reports / A_DAY)
        if len(live) < 200:
            rare = tuple(vocabulary[dice.randrange(2_000, len(vocabulary))] for _ in range(14))
            sea = Place(f"sea {number % 97}", f"sea:{number % 97}", lat=40.0, lon=float(number % 97), radius_km=200)
            size = min(LARGEST, int(dice.paretovariate(0.8)))
            live.append(Told(number, rare, moment, dice.random() < IN_SCOPE, dice.randint(1, 3), sea, size))
            number += 1
        told = dice.choice(live)
        told.left -= 1
        if not told.left:
            live.remove(told)
        earlier = texts[told.number]
        if earlier and dice.random() < COPIED:
            title, body = dice.choice(earlier)
        else:
            filler = [vocabulary[dice.choice(common)] for _ in range(160)]
            for at in range(0, 160, 6):
                filler[at] = dice.choice(told.words)
            title = " ".join(dice.sample(told.words, 6)).capitalize()
            body = ". ".join(" ".join(filler[at : at + 16]).capitalize() for at in range(0, 160, 16)) + "."
            texts[told.number].append((title, body))
        yield _report(told, title, body, (reports, moment))
        reports += 1
        if reports % 5_000 == 0:
            texts = defaultdict(list, {one.number: texts[one.number] for one in live})


def _report(told: Told, title: str, body: str, at: tuple[int, datetime]) -> Report:
    number, moment = at
    outlet = f"Outlet {number % 211}"
    lead = f"North Korea fired {told.count} missiles on {told.moment:%d %B %Y}. " if told.scoped else ""
    text = f"{title}\n\n{lead}{body}"
    url = f"https://outlet-{number % 211}.example/{number}"
    document = Document(
        id=content_id("d", text, url, outlet, number), path=url, url=url, outlet=outlet, title=title, text=text,
        published=moment, published_exact=True, published_from="page", language="en",
        blocks=(Block(0, len(title), "title"), Block(len(title) + 2, len(text), "body")),
    )  # fmt: skip
    if not told.scoped:
        return Report(document, left_out="it speaks of nothing that a pack looks for")
    start = text.index("fired")
    sentence = (len(title) + 2, len(title) + 2 + len(lead))
    mention = Mention(
        content_id("m", document.id), "missile_launch", "missile_test", "launch", Span(document.id, start, start + 5),
        sentence,
    )  # fmt: skip
    day = told.moment.replace(hour=0, minute=0, second=0, microsecond=0)
    chain = (Voice(outlet, kind="outlet"), Voice("South Korea's Joint Chiefs of Staff", ("body:kr_jcs",), country="KR"))
    values = (
        ("count", Quantity(told.count, told.count), f"{told.count} missiles"),
        ("launch_time", When(day, day + timedelta(hours=23)), f"{told.moment:%d %B %Y}"),
        ("landing", told.sea, "North"),
        ("agent", Actor(f"country {told.number % 89}", f"country:{told.number % 89}"), "Korea"),
    )
    claims = tuple(
        Claim(
            id=content_id("c", document.id, field), mention=mention.id, kind="missile_launch", field=field, value=value,
            span=Span(document.id, where := text.index(words), where + len(words)), text=words, sentence=sentence,
            chain=chain, stance=Stance(), maker="bench",
        )
        for field, value, words in values
    )  # fmt: skip
    return Report(document, (mention,), claims, sentences=(sentence,))
