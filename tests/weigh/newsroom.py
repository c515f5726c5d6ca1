"""Small dispatches of our own writing, and claims located in them by their words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from rashomon.know.base import load_knowledge
from rashomon.model import (
    Chain,
    Claim,
    Credits,
    Document,
    Event,
    Lineage,
    Place,
    Quantity,
    Report,
    Span,
    Stance,
    Term,
    Value,
    Voice,
    When,
)
from rashomon.packs.form import FieldForm, KindForm, Pack
from rashomon.text.annotation import AnnotatedSentence, Annotation, Name, Token
from rashomon.text.sentences import sentences
from rashomon.text.words import words
from rashomon.weigh.context import WeighContext, WeighedEvent
from rashomon.weigh.independence import Origin, copied_claims
from rashomon.weigh.lineup import Ground, line_up

CHIEFS = Voice("South Korea's Joint Chiefs of Staff", ("body:kr_jcs",), country="KR", manner="said", kind="body")
MINISTER = Voice("Taro Hayama", ("person:taro_hayama",), "defense minister", "JP", "said", kind="person")
PREMIER = Voice("Ichiro Sato", ("person:ichiro_sato",), "prime minister", "JP", "said", kind="person")

COUNT = FieldForm(name="count", value="quantity", label="Number of missiles", floor=0)
RANGE = FieldForm(name="range_km", value="quantity", unit="km", label="Range")
WEAPON = FieldForm(name="weapon", value="term", label="Weapon")
SITE = FieldForm(name="launch_site", value="place", label="Launch site")
LANDING = FieldForm(name="landing", value="place", label="Landing")
TIME = FieldForm(name="launch_time", value="time", label="Launch time", identifies=True)
KILLED = FieldForm(name="killed", value="quantity", label="Killed", growing=True)
PARTIES = FieldForm(name="parties", value="actor", label="Parties", disputes=False)
CAUSE = FieldForm(name="cause", value="words", label="Cause")

BALLISTIC = Term("ballistic_missile")
SUBMARINE_LAUNCHED = Term("slbm", ("ballistic_missile",))
CRUISE = Term("cruise_missile")
SEA_OF_JAPAN = Place("Sea of Japan", "sea:japan", lat=40.0, lon=135.0, radius_km=800)
EAST_CHINA_SEA = Place("East China Sea", "sea:east_china", lat=29.0, lon=125.0, radius_km=600)
PROVINCE = Place("South Hamgyong", "area:hamgyong", "KP", 40.0, 128.0, within=("country:KP",))
SINPO = Place("Sinpo", "city:sinpo", "KP", 40.03, 128.18, within=("area:hamgyong", "country:KP"))
WONSAN = Place("Wonsan", "city:wonsan", "KP", 39.15, 127.44, within=("country:KP",))

MIDNIGHT = datetime(2021, 10, 18, 15, tzinfo=UTC)  # the first minute of 19 October in Korea and Japan


def number(low: float | None, high: float | None = None, unit: str = "", *, about: bool = False) -> Quantity:
    """`number(2)` is exactly two; give both bounds for anything else."""
    return Quantity(low, high, unit, about)


def exactly(figure: float, unit: str = "", *, about: bool = False) -> Quantity:
    """One figure."""
    return Quantity(figure, figure, unit, about)


def at_least(figure: float) -> Quantity:
    """A lower bound."""
    return Quantity(figure, None)


def at_most(figure: float) -> Quantity:
    """An upper bound with the pack's floor."""
    return Quantity(0, figure)


def day() -> When:
    """19 October 2021 in Korea."""
    return When(MIDNIGHT, MIDNIGHT + timedelta(hours=24, minutes=-1), "KST")


def clock(hour: int, minute: int) -> When:
    """A clock time of that day in Korea."""
    moment = MIDNIGHT + timedelta(hours=hour, minutes=minute)
    return When(moment, moment, "KST")


def report(name: str, text: str, *, outlet: str = "", on: str = "", agency: str = "") -> Report:
    """A report with its sentences; `on` is an ISO day."""
    document = Document(
        id=name, path=f"{name}.txt", text=text, outlet=outlet,
        published=datetime.fromisoformat(on).replace(tzinfo=UTC) if on else None,
        credits=Credits(agencies=(agency,) if agency else ()),
    )
    return Report(document=document, sentences=tuple(sentences(text)))


def claim(
    source: Report, words: str, value: Value, *voices: Voice, field: str = "count", stance: Stance | None = None,
    **more: object,
) -> Claim:
    """A claim at the first place of `words` in the report; the chain runs from the outlet over `voices`."""
    document = source.document
    start = document.text.index(words)
    inside = next(span for span in source.sentences if span[0] <= start < span[1])
    chain: Chain = (Voice(document.outlet, kind="outlet"), *voices)
    return Claim(
        id=f"{document.id}:{field}:{start}", mention=document.id, kind="missile_launch", field=field, value=value,
        span=Span(document.id, start, start + len(words)), text=words, sentence=inside, chain=chain,
        stance=stance or Stance(), maker="test", **more,  # type: ignore[arg-type]
    )


def event(*claims: Claim, main: bool = True) -> Event:
    """One launch that all these claims are about."""
    documents = tuple(dict.fromkeys(each.span.document for each in claims))
    return Event("e1", "missile_launch", "missile_test", "the launch", main, documents, tuple(claims))


def copy_of(child: Report, parent: Report, kind: str = "spun") -> Lineage:
    """A lineage that aligns the sentences of two reports in their order."""
    aligned = tuple((own, theirs, 0.9) for own, theirs in zip(child.sentences, parent.sentences, strict=False))
    return Lineage(child.document.id, parent.document.id, kind, 0.9, aligned)


GOVERNMENTS = {
    CHIEFS.name: ("gov:KR", "South Korea"), MINISTER.name: ("gov:JP", "Japan"), PREMIER.name: ("gov:JP", "Japan"),
}


def pack(*fields: FieldForm) -> Pack:
    """The missile pack with only these fields."""
    kind = KindForm("missile_launch", "launch", tuple(form.name for form in fields))
    return Pack("missile_test", "1", "Missile tests", (kind,), fields, (), (), (), ())


def desk(
    reports: Sequence[Report], forms: Sequence[FieldForm], *lineages: Lineage,
    annotations: dict[str, Annotation] | None = None,
) -> WeighContext:
    """A context with the package's own shelf."""
    return WeighContext(
        events=(), reports=tuple(reports), lineages=lineages, packs=(pack(*forms),),
        knowledge=load_knowledge(), annotations=annotations or {},
    )


def weighed(
    context: WeighContext, *claims: Claim, joint: dict[str, tuple[Origin, ...]] | None = None, several: bool = False
) -> WeighedEvent:
    """One weighed event; origins by the speaker's government, `joint` for voices of several bodies."""
    origins = {
        one.id: (joint or {}).get(one.origin.name)
        or (Origin(*GOVERNMENTS.get(one.origin.name, (f"outlet:{one.origin.name}", one.origin.name))),)
        for one in claims
    }
    copied = copied_claims(claims, context.lineages)
    ground = Ground(documents=context.documents, origins=origins, copied=copied, several=several)
    lineups = tuple(
        line_up([one for one in claims if one.field == name], context.form("missile_test", name), ground)
        for name in dict.fromkeys(one.field for one in claims)
    )
    return WeighedEvent(event=event(*claims), lineups=lineups, origins=origins, copied=copied, several=several)


def annotated(source: Report, **names: tuple[str, ...]) -> dict[str, Annotation]:
    """Words and names of a report without a tree; `names` by label: Location=("Sinpo",), Person=("Ichiro Sato",)."""
    text = source.document.text
    made = []
    for start, end in source.sentences:
        tokens = tuple(
            Token(first, last, text[first:last], text[first:last].casefold(), "", -1, "")
            for first, last in words(text, start, end)
        )
        found = [
            Name(at, at + len(name), label)
            for label, listed in names.items() for name in listed
            for at in range(start, end - len(name) + 1) if text.startswith(name, at)
        ]
        made.append(AnnotatedSentence(start, end, tokens, tuple(sorted(found, key=lambda name: name.start)), (), ()))
    return {source.document.id: Annotation(tuple(made))}
