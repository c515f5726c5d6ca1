"""An answer of our own making: four dispatches on one invented launch, as the pipeline would hand it to `tell`.

Three missiles, say South Korea's chiefs (two, an hour earlier); two, says Japan's minister; four shells, says KCNA.
One report is a spun copy that inverts a bound and moves a town into another country.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from rashomon.model import (
    Actor,
    Block,
    Chain,
    Claim,
    Credits,
    Document,
    Place,
    Quantity,
    Span,
    Stance,
    Term,
    Value,
    Voice,
    When,
    Words,
)
from rashomon.model.identity import content_id

FOLDER = Path(__file__).parent / "dispatches"
KOREA = timezone(timedelta(hours=9))
HARBOUR, KITA, MERIDIAN, LANTERN = "harbour_gazette", "kita_online", "meridian_wire", "daily_lantern"
OUTLETS = {HARBOUR: "The Harbour Gazette", KITA: "Kita Online", MERIDIAN: "Meridian Wire", LANTERN: "Daily Lantern"}
DAYS = {
    HARBOUR: (12, True, "page"),
    KITA: (12, False, "text"),
    MERIDIAN: (13, False, "page"),
    LANTERN: (13, False, "inferred"),
}

CHIEFS = Voice("South Korea's Joint Chiefs of Staff", ("kr-jcs",), "", "KR", "said", kind="body")
MINISTER = Voice("Haruka Onodera", ("jp-defence",), "defence minister of Japan", "JP", "told", kind="person")
PREMIER = Voice("Ren Takagi", ("jp-premier",), "prime minister of Japan", "JP", "called", kind="person")
KCNA = Voice("KCNA", ("kp-kcna",), "state news agency of North Korea", "KP", "said", kind="agency")
SOURCE = Voice("a government source", (), "", "JP", "cited", kind="anonymous")
KYODO = Voice("Kyodo News", ("kyodo",), "news agency", "JP", "reported", kind="agency")
WIRE = Voice("Meridian Wire", ("meridian",), "news agency", "", "reported", kind="agency")
LAWMAKER = Voice("a South Korean lawmaker", (), "member of parliament", "KR", "said", kind="person")
SERVICE = Voice("South Korea's intelligence service", ("kr-nis",), "", "KR", "cited", kind="body")
COMMAND = Voice("US Indo-Pacific Command", ("us-indopacom",), "", "US", "said", kind="body")
NORTH = Voice("North Korea", ("kp",), "", "KP", "said", kind="country")

WONSAN = Place("Wonsan", "geonames:1877615", "KP", 39.153, 127.443, 3.0, ("country:KP",))
EAST_SEA = Place("Sea of Japan", "sea:japan", "", 40.0, 134.5, 500.0, (), "")
TOKYO = Place("Tokyo", "geonames:1850147", "JP", 35.69, 139.69)
SRBM = Term("srbm", ("ballistic_missile", "projectile"))
BALLISTIC = Term("ballistic_missile", ("projectile",))
ROCKETS = Term("artillery_rocket", ("projectile",), name="600 mm multiple rocket launcher")
CRUISE = Term("cruise_missile", ("projectile",))
SURE = Stance()
PROBABLE = Stance(certainty="probable")
POSSIBLE = Stance(certainty="possible")


def day(year: int, month: int, number: int) -> When:
    """A calendar day in Korea and Japan."""
    start = datetime(year, month, number, tzinfo=KOREA)
    return When(start.astimezone(UTC), (start + timedelta(days=1, seconds=-1)).astimezone(UTC), "KST")


def number(low: float | None, high: float | None, unit: str = "", approximate: bool = False) -> Quantity:
    """A count or a measure."""
    return Quantity(low, high, unit, approximate)


class Teller:
    """Makes claims by their words, so that offsets never have to be counted by hand."""

    def __init__(self) -> None:
        self.documents = {stem: document(stem) for stem in OUTLETS}
        self.claims: dict[str, Claim] = {}

    def span(self, stem: str, words: str, after: str = "") -> Span:
        """The place of `words` in a dispatch, the first one behind `after`."""
        text = self.documents[stem].text
        start = text.index(words, text.index(after) if after else 0)
        return Span(self.documents[stem].id, start, start + len(words))

    def claim(  # noqa: PLR0913 - a fixture's table reads best with all columns in one line
        self,
        name: str,
        stem: str,
        field: str,
        value: Value,
        words: str,
        voices: tuple[Voice, ...] = (),
        *,
        stance: Stance = SURE,
        kind: str = "missile_launch",
        status: str = "",
        after: str = "",
        said: str = "",
    ) -> str:
        """Add a claim under a short name; `said` are the words that name its speaker."""
        span = self.span(stem, words, after)
        text = self.documents[stem].text
        start = (
            max(
                text.rfind(mark, 0, span.start) + len(mark)
                for mark in (". ", "\n")
                if text.rfind(mark, 0, span.start) >= 0
            )
            if span.start and any(mark in text[: span.start] for mark in (". ", "\n"))
            else 0
        )
        ends = [at for at in (text.find(". ", span.end), text.find("\n", span.end)) if at >= 0]
        outlet = Voice(OUTLETS[stem], kind="outlet")
        if said:
            place = self.span(stem, said)
            last = voices[-1]
            voices = (
                *voices[:-1],
                Voice(
                    last.name,
                    last.refs,
                    last.office,
                    last.country,
                    last.manner,
                    place.start,
                    place.end,
                    None,
                    last.kind,
                ),
            )
        chain: Chain = (outlet, *voices)
        identity = content_id("c_", name, stem, field)
        self.claims[name] = Claim(
            identity,
            f"m_{stem}",
            kind,
            field,
            value,
            span,
            words,
            (start, min(ends, default=len(text))),
            chain,
            stance,
            f"{kind}/{field}@1",
            status,
        )
        return identity

    def ids(self, *names: str) -> tuple[str, ...]:
        """Claim ids by short names."""
        return tuple(self.claims[name].id for name in names)


def document(stem: str) -> Document:
    """One dispatch with its blocks, as the reader would deliver it."""
    text = (FOLDER / f"{stem}.txt").read_text(encoding="utf-8").rstrip("\n")
    title = text.split("\n", 1)[0]
    blocks = [Block(0, len(title), "title")]
    start = len(title) + 2
    for paragraph in text[start:].split("\n\n"):
        kind = "boilerplate" if paragraph.startswith("Share this") else "body"
        blocks.append(Block(start, start + len(paragraph), kind))
        start += len(paragraph) + 2
    number_of_day, exact, source = DAYS[stem]
    published = (
        datetime(2028, 4, number_of_day, 12, 5, tzinfo=KOREA)
        if exact
        else datetime(2028, 4, number_of_day, tzinfo=KOREA)
    )
    return Document(
        content_id("d_", text),
        f"dispatches/{stem}.txt",
        text,
        title,
        "",
        OUTLETS[stem],
        tuple(blocks),
        published,
        exact,
        source,
        "+09:00",
        None,
        "en",
        Credits(outlet=OUTLETS[stem]),
    )


def launch_claims(make: Teller) -> None:
    """What the four dispatches claim about the launch itself."""
    chiefs, wire = (CHIEFS,), (WIRE, CHIEFS)
    said = "South Korea's Joint Chiefs of Staff"
    make.claim("h_count", HARBOUR, "count", number(3, 3), "three short-range ballistic missiles", wire, said=said)
    make.claim("h_weapon", HARBOUR, "weapon", SRBM, "short-range ballistic missiles", wire, said=said)
    make.claim("h_site", HARBOUR, "launch_site", WONSAN, "from Wonsan", wire, said=said)
    make.claim("h_landing", HARBOUR, "landing", EAST_SEA, "into the East Sea", wire, said=said)
    make.claim("h_time", HARBOUR, "launch_time", day(2028, 4, 12), "early on Wednesday", wire, said=said)
    make.claim(
        "h_range",
        HARBOUR,
        "range_km",
        number(399, 441, "km", True),
        "about 420 kilometres",
        chiefs,
        said="the chiefs said",
    )
    make.claim("h_apogee", HARBOUR, "apogee_km", number(60, 60, "km"), "60 kilometres", chiefs)
    clock = datetime(2028, 4, 11, 21, 52, tzinfo=UTC)
    make.claim("h_clock", HARBOUR, "launch_time", When(clock, clock, "KST"), "at 6:52 a.m. local time")
    make.claim("h_first", HARBOUR, "count", number(2, 2), "two missiles", chiefs, status="superseded")
    make.claim("h_now", HARBOUR, "count", number(3, 3), "We now count three", chiefs)
    make.claim("h_harm", HARBOUR, "harm", Term("no_harm_reported"), "No damage to vessels was reported")

    minister = (MINISTER,)
    said = "Defence Minister Haruka Onodera"
    make.claim("k_head", KITA, "count", number(2, 2), "two missiles", minister)
    make.claim("k_count", KITA, "count", number(2, 2), "Two ballistic missiles", minister, said=said)
    make.claim("k_weapon", KITA, "weapon", BALLISTIC, "ballistic missiles", minister, said=said)
    make.claim("k_landing", KITA, "landing", EAST_SEA, "in the Sea of Japan", minister, said=said)
    make.claim("k_time", KITA, "launch_time", day(2028, 4, 12), "on Wednesday morning", minister, said=said)
    make.claim(
        "k_zone",
        KITA,
        "zone",
        Term("outside_eez", country="JP"),
        "outside Japan's exclusive economic zone",
        minister,
        stance=PROBABLE,
        said=said,
    )
    make.claim(
        "k_range",
        KITA,
        "range_km",
        number(618, 683, "km", True),
        "roughly 650 kilometres",
        minister,
        said="Onodera put",
    )
    make.claim(
        "k_path",
        KITA,
        "outcome",
        Term("irregular_trajectory"),
        "may have changed course near the end of its flight",
        (KYODO, SOURCE),
        stance=POSSIBLE,
        said="a government source",
    )
    make.claim(
        "k_chiefs",
        KITA,
        "count",
        number(3, 3),
        "three missiles",
        chiefs,
        said=said.replace(said, "South Korea's Joint Chiefs of Staff"),
    )

    north = (KCNA,)
    make.claim(
        "m_weapon", MERIDIAN, "weapon", ROCKETS, "a 600 mm multiple rocket launcher", (NORTH,), said="North Korea said"
    )
    make.claim("m_count", MERIDIAN, "count", number(4, 4), "four shells", north, said="KCNA")
    make.claim(
        "m_outcome", MERIDIAN, "outcome", Term("success"), "hit an islet without a single miss", north, said="KCNA"
    )
    make.claim(
        "m_three",
        MERIDIAN,
        "count",
        number(3, 3),
        "three short-range ballistic missiles",
        chiefs,
        said="Seoul's Joint Chiefs of Staff",
    )
    make.claim(
        "m_srbm",
        MERIDIAN,
        "weapon",
        SRBM,
        "short-range ballistic missiles",
        chiefs,
        said="Seoul's Joint Chiefs of Staff",
    )
    make.claim(
        "m_site", MERIDIAN, "launch_site", WONSAN, "from the Wonsan area", chiefs, said="Seoul's Joint Chiefs of Staff"
    )
    make.claim(
        "m_failed",
        MERIDIAN,
        "outcome",
        Term("failed"),
        "one of them might have failed",
        (LAWMAKER, SERVICE),
        stance=POSSIBLE,
        said="the intelligence service",
    )

    said = "the Joint Chiefs of Staff of South Korea"
    make.claim(
        "l_count", LANTERN, "count", number(0, 3), "At most three short-range ballistic missiles", chiefs, said=said
    )
    make.claim("l_weapon", LANTERN, "weapon", SRBM, "short-range ballistic missiles", chiefs, said=said)
    make.claim(
        "l_site",
        LANTERN,
        "launch_site",
        Place(**{**fields_of(WONSAN), "stated_country": "KR"}),
        "out of Wonsan in South Korea",
        chiefs,
        said=said,
    )
    make.claim("l_landing", LANTERN, "landing", EAST_SEA, "toward the East Sea", chiefs, said=said)
    make.claim("l_range", LANTERN, "range_km", number(399, 441, "km", True), "around 420 kilometers", chiefs)
    make.claim("l_first", LANTERN, "count", number(2, 2), "two missiles", chiefs, status="superseded")


def fields_of(place: Place) -> dict[str, object]:
    """The fields of a place as keyword arguments."""
    return {name: getattr(place, name) for name in place.__struct_fields__}


def other_claims(make: Teller) -> None:
    """Earlier tests, a meeting and statements."""
    make.claim("h_march", HARBOUR, "weapon", CRUISE, "a cruise missile test")
    make.claim("h_march_day", HARBOUR, "launch_time", day(2028, 3, 3), "on March 3")
    make.claim("k_march", KITA, "weapon", CRUISE, "a cruise missile")
    make.claim("k_march_day", KITA, "launch_time", day(2028, 3, 3), "On March 3")
    make.claim("k_engine", KITA, "launch_time", day(2028, 2, 17), "on February 17", (NORTH,))
    make.claim(
        "h_parties",
        HARBOUR,
        "parties",
        Actor("nuclear envoys of South Korea, Japan and the United States"),
        "Nuclear envoys of South Korea, Japan and the United States",
        kind="meeting",
    )
    make.claim("h_place", HARBOUR, "place", TOKYO, "in Tokyo", kind="meeting")
    make.claim("h_when", HARBOUR, "when", day(2028, 4, 13), "on Thursday", kind="meeting")
    make.claim(
        "k_words",
        KITA,
        "words",
        Words("deeply deplorable"),
        '"deeply deplorable"',
        (PREMIER,),
        kind="statement",
        said="Prime Minister Ren Takagi",
    )
    make.claim(
        "m_words",
        MERIDIAN,
        "words",
        Words("extremely regrettable"),
        '"extremely regrettable"',
        (PREMIER,),
        kind="statement",
        said="Takagi",
    )
    make.claim(
        "m_threat",
        MERIDIAN,
        "words",
        Words("no immediate threat"),
        "the launch posed no immediate threat",
        (COMMAND,),
        kind="statement",
        said="The US Indo-Pacific Command",
    )
