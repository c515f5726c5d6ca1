"""The line-ups, findings and events of the invented launch, and the whole answer."""

from __future__ import annotations

from dispatches import (
    EAST_SEA,
    HARBOUR,
    KITA,
    LANTERN,
    ROCKETS,
    SRBM,
    TOKYO,
    WONSAN,
    Teller,
    day,
    launch_claims,
    number,
    other_claims,
)

from rashomon.model import Answer, Claim, Event, Finding, Lineage, Lineup, Place, Position, Skipped, Span, Term, When
from rashomon.model.identity import content_id


def lineups(make: Teller) -> tuple[Lineup, ...]:
    """The line-ups of the launch, in the pack's order."""
    ids = make.ids
    chiefs, japan, north = ("South Korea's Joint Chiefs of Staff",), ("Japan's government",), ("North Korea",)
    copy = (make.documents[LANTERN].id,)
    return (
        Lineup(
            "launch_time",
            "refined",
            (
                Position(
                    make.claims["h_clock"].value,
                    "12 April 2028, 06:52 KST",
                    ids("h_time", "h_clock", "k_time"),
                    (*chiefs, *japan, "The Harbour Gazette"),
                    3,
                    ("Meridian Wire",),
                ),
            ),
            ("06:52 on 12 April lies within Wednesday, 12 April.",),
        ),
        Lineup(
            "count",
            "disputed",
            (
                Position(
                    number(3, 3),
                    "three",
                    ids("h_count", "h_now", "k_chiefs", "m_three", "l_count"),
                    chiefs,
                    1,
                    ("Meridian Wire",),
                    copy,
                ),
                Position(number(2, 2), "two", ids("k_head", "k_count"), japan, 1),
                Position(number(4, 4), "four", ids("m_count"), north, 1, ("KCNA",)),
                Position(number(2, 2), "two", ids("h_first", "l_first"), chiefs, 1, (), copy, False),
            ),
            (
                "No number is three, two and four at once.",
                "South Korea's Joint Chiefs of Staff replaced their own two by three.",
            ),
        ),
        Lineup(
            "weapon",
            "disputed",
            (
                Position(
                    SRBM,
                    "short-range ballistic missile",
                    ids("h_weapon", "k_weapon", "m_srbm", "l_weapon"),
                    (*chiefs, *japan),
                    2,
                    ("Meridian Wire",),
                    copy,
                ),
                Position(ROCKETS, "600 mm multiple rocket launcher", ids("m_weapon"), north, 1),
            ),
            ("An artillery rocket is no ballistic missile in the pack's class tree.",),
        ),
        Lineup(
            "range_km",
            "disputed",
            (
                Position(number(399, 441, "km", True), "about 420 km", ids("h_range", "l_range"), chiefs, 1, (), copy),
                Position(number(618, 683, "km", True), "about 650 km", ids("k_range"), japan, 1),
            ),
            ("The two distances do not meet even with 5 per cent either way.",),
        ),
        Lineup("apogee_km", "single", (Position(number(60, 60, "km"), "60 km", ids("h_apogee"), chiefs, 1),)),
        Lineup(
            "launch_site",
            "agreed",
            (Position(WONSAN, "Wonsan", ids("h_site", "m_site", "l_site"), chiefs, 1, ("Meridian Wire",), copy),),
        ),
        Lineup(
            "landing",
            "agreed",
            (
                Position(
                    EAST_SEA,
                    "Sea of Japan (East Sea)",
                    ids("h_landing", "k_landing", "l_landing"),
                    (*chiefs, *japan),
                    2,
                    ("Meridian Wire",),
                    copy,
                ),
            ),
        ),
        Lineup(
            "zone", "single", (Position(make.claims["k_zone"].value, "outside Japan's EEZ", ids("k_zone"), japan, 1),)
        ),
        Lineup(
            "outcome",
            "overlapping",
            (
                Position(Term("success"), "success", ids("m_outcome"), north, 1),
                Position(
                    Term("irregular_trajectory"),
                    "irregular trajectory",
                    ids("k_path"),
                    ("a government source",),
                    1,
                    ("Kyodo News",),
                ),
                Position(
                    Term("failed"),
                    "failed",
                    ids("m_failed"),
                    ("South Korea's intelligence service",),
                    1,
                    ("a South Korean lawmaker",),
                ),
            ),
        ),
        Lineup(
            "harm",
            "single",
            (Position(Term("no_harm_reported"), "no harm reported", ids("h_harm"), ("The Harbour Gazette",), 1),),
        ),
    )


def simple(make: Teller, label: str, names: tuple[str, ...], when: When | None, where: Place | None = None) -> Event:
    """A smaller event with one agreed or single line-up a field."""
    claims = tuple(make.claims[name] for name in names)
    rows: dict[str, list[Claim]] = {}
    for claim in claims:
        rows.setdefault(claim.field, []).append(claim)
    made = tuple(
        Lineup(
            field,
            "agreed" if len(found) > 1 else "single",
            (
                Position(
                    found[0].value,
                    found[0].text,
                    tuple(one.id for one in found),
                    tuple(sorted({one.origin.name for one in found})),
                    len({one.origin.name for one in found}),
                ),
            ),
        )
        for field, found in rows.items()
    )
    documents = tuple(dict.fromkeys(claim.span.document for claim in claims))
    pack = "missile_test" if claims[0].kind == "missile_launch" else "diplomacy"
    return Event(content_id("e_", label), claims[0].kind, pack, label, False, documents, claims, when, where, made)


def findings(make: Teller, main: str, remark: str) -> tuple[Finding, ...]:
    """One finding of every kind."""
    ids = make.ids
    return (
        Finding(
            "dispute",
            "South Korea's Joint Chiefs of Staff say three, Japan's defence minister says two and KCNA says four.",
            "high",
            main,
            ids("h_count", "k_count", "m_count"),
            make.claims["h_count"].span,
            {"field": "count"},
        ),
        Finding(
            "dispute",
            "The chiefs put the distance at about 420 km, Japan's defence minister at about 650 km.",
            "medium",
            main,
            ids("h_range", "k_range"),
            make.claims["k_range"].span,
            {"field": "range_km"},
        ),
        Finding(
            "self_contradiction",
            "The headline and the first sentence of Kita Online say two; its last paragraph carries three.",
            "low",
            main,
            ids("k_head", "k_chiefs"),
            make.claims["k_chiefs"].span,
        ),
        Finding(
            "reference",
            "Wonsan is in North Korea, not in South Korea.",
            "high",
            main,
            ids("l_site"),
            make.span(LANTERN, "Wonsan in South Korea"),
            {"gazetteer": "Wonsan, Kangwon, North Korea (GeoNames 1877615)"},
        ),
        Finding(
            "distortion",
            "Only Daily Lantern has an upper bound (at most three); the report it derives from says three.",
            "high",
            main,
            ids("l_count", "h_count"),
            make.claims["l_count"].span,
            {"parent": "three short-range ballistic missiles"},
        ),
        Finding(
            "copy",
            "Daily Lantern is a spun copy of The Harbour Gazette; it corroborates nothing.",
            "medium",
            main,
            (),
            Span(make.documents[LANTERN].id, 0, 37),
            {"score": "0.87"},
        ),
        Finding(
            "same_utterance",
            "Ren Takagi's remark on Wednesday reached us in two translations.",
            "low",
            remark,
            ids("k_words", "m_words"),
            make.claims["m_words"].span,
        ),
        Finding(
            "correction",
            "South Korea's Joint Chiefs of Staff replaced two by three within the hour.",
            "medium",
            main,
            ids("h_first", "h_now"),
            make.claims["h_now"].span,
        ),
        Finding(
            "rule",
            "Launches with ballistic missile technology are the subject of Security Council resolution 1718; "
            "artillery rockets are not named there.",
            "low",
            main,
            ids("h_weapon"),
            make.span(KITA, "violate Security Council resolutions"),
            {"resolution": "S/RES/1718 (2006)"},
        ),
    )


def launch_answer() -> Answer:
    """The whole answer."""
    make = Teller()
    launch_claims(make)
    main_names = tuple(make.claims)
    other_claims(make)
    main_claims = tuple(make.claims[name] for name in main_names)
    documents = tuple(make.documents.values())
    clock = make.claims["h_clock"].value
    assert isinstance(clock, When)
    main = Event(
        "e_launch",
        "missile_launch",
        "missile_test",
        "North Korea missile launch, 12 April 2028",
        True,
        tuple(one.id for one in documents),
        main_claims,
        clock,
        WONSAN,
        lineups(make),
    )
    remark = simple(make, "Statement by Ren Takagi, 12 April 2028", ("k_words", "m_words"), day(2028, 4, 12))
    others = (
        simple(
            make,
            "North Korea missile launch, 3 March 2028",
            ("h_march", "h_march_day", "k_march", "k_march_day"),
            day(2028, 3, 3),
        ),
        simple(make, "North Korea missile launch, 17 February 2028", ("k_engine",), day(2028, 2, 17)),
        simple(make, "Meeting in Tokyo, 13 April 2028", ("h_parties", "h_place", "h_when"), day(2028, 4, 13), TOKYO),
        remark,
        simple(make, "Statement by US Indo-Pacific Command", ("m_threat",), None),
    )
    lantern, harbour = make.documents[LANTERN].id, make.documents[HARBOUR].id
    return Answer(
        documents,
        (main, *others),
        findings(make, main.id, remark.id),
        (Skipped("dispatches/photo.jpg", "not a text: JPEG image"),),
        (Lineage(lantern, harbour, "spun", 0.87),),
    )
