"""Day and town from the opening of a report, where no frame found them: the setting that local news takes as read.

"Police were called to Elm Street at 9 p.m. Friday" dates the shooting that the next sentence tells of, and the town is
often only in the dateline or in the name of its police. Such a claim is probable, never certain, and points at its
words like any other. Only kinds that ask for it (`setting` in pack.toml): a launch is not where its report is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

import msgspec

from rashomon.extract.locations import place_at
from rashomon.extract.markers import marker
from rashomon.extract.scene import Scene
from rashomon.extract.views import SentenceView, ancestors, base, dates_end, head_of, is_predicate
from rashomon.extract.voices import outlet_voice
from rashomon.know.countries import country_of
from rashomon.know.places import candidates, distance, resolve_place
from rashomon.model import Claim, Mention, Place, Span, Stance, When
from rashomon.model.identity import content_id
from rashomon.packs.form import KindForm, Pack

OPENING: Final = 6  # sentences; further down stand arrests, vigils and earlier cases
NEWS_DAYS: Final = timedelta(days=8)
DAY: Final = timedelta(days=1)
DATED: Final = frozenset({"day", "part_of_day", "clock"})
# What is dated by these is what was said or done about the happening, not the happening.
AFTERWARDS: Final = frozenset({
    "say", "tell", "announce", "report", "release", "identify", "confirm", "arrest", "charge", "sentence", "convict",
    "appear", "plead", "update", "post", "expect", "hold", "schedule", "book", "indict", "jail", "rule", "file", "ask",
    "remain", "mourn", "bury", "testify", "surrender", "face", "accuse", "plan", "begin", "continue", "seek", "set",
    "investigate", "search", "recover", "improve", "listen", "name", "offer", "publish", "deny", "order",
})  # fmt: skip
HAPPENED: Final = frozenset({
    "happen", "occur", "take", "call", "respond", "dispatch", "arrive", "find", "receive", "erupt", "unfold", "hear",
    "shoot", "strike", "hit", "wound", "kill", "injure", "die", "rush", "transport", "fire", "stab", "attack", "burst",
    "leave", "hurt", "claim", "explode", "detonate", "blow", "storm", "open", "rob", "suffer", "turn", "break", "send",
    "pronounce", "bring", "airlift", "fly", "drive", "walk",
})  # fmt: skip
STRIKES: Final = frozenset({
    "strike", "hit", "attack", "target", "shell", "bomb", "bombard", "pound", "batter", "storm", "raid", "rock",
    "shake", "assault", "overrun", "ambush", "besiege", "bombing", "airstrike", "shelling", "blast", "explosion",
})  # fmt: skip
SETTLEMENTS: Final = frozenset({
    "city", "town", "village", "port", "suburb", "settlement", "centre", "center", "outskirt", "outskirts", "capital",
    "part", "edge", "heart", "downtown",
})
STANDS: Final = frozenset({"in", "on", "at", "near", "of", "outside"})
NAMED_DAY: Final = re.compile(
    r"day|night|\bthis\b|\d[/-]\d|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d"
)
PLACES: Final = frozenset({"Location", "NORP", "Organization", "Facility"})
FORCE: Final = re.compile(r"^(?P<town>.+?) (?:police|fire|metro police|metropolitan police)\b", re.IGNORECASE)
STREET: Final = re.compile(
    r"\b(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|circle|place|way|terrace|highway|hwy"
    r"|interstate|route|parkway|expressway|block|apartments?|homes|park|mall|plaza|bar|club|lounge|store|shop|market"
    r"|motel|hotel|inn|school|church|center|centre|side|north|south|east|west|heights|hills|village|walmart)\b|\d",
    re.IGNORECASE,
)
VAGUE_FORCE: Final = re.compile(r"\b(?:of|state|county|the|university|college|school|transit)\b", re.IGNORECASE)
# A station's dateline is where the news is; an agency's, or one with a country, is where its reporter sits.
EVIDENCE: Final = {"police": 4.0, "dateline": 3.0, "abroad": 1.2, "title": 1.5, "opening": 1.5, "text": 0.3}
SURE: Final = 2.5  # two kinds of evidence, or a station's dateline, or the town's own police
QUARTER_KM: Final = 20.0
ELSEWHERE: Final = 0.4  # what a town weighs that lies in none of the states the text names
WEIGHED: Final = 1000


class Town(msgspec.Struct, frozen=True):
    """A town as the text names it: what it resolves to, where the words stand, what they weigh, in which sentence.

    evidence: "dateline", "police", "title", "opening" or "text".
    """

    place: Place
    start: int
    end: int
    weight: float
    sentence: tuple[int, int]
    evidence: str


def with_setting(scene: Scene, mentions: Sequence[Mention], claims: Sequence[Claim]) -> list[Claim]:
    """Add claims on day and town for the news of each kind with a setting, and set its streets into that town.

    Only for the kind that the report tells most of: an attack named in passing has another setting.
    """
    told = Counter(claim.kind for claim in claims)
    kept = list(claims)
    for pack in scene.packs:
        for kind in pack.kinds:
            own = [one for one in mentions if one.kind == kind.name and one.pack == pack.name and not one.generic]
            if kind.setting and own and told[kind.name] >= max(told.values(), default=0):
                town = _struck(scene, own) or _town(scene)
                kept = [_in_town(scene, claim, town) if claim.kind == kind.name else claim for claim in kept]
                kept += _of_kind(scene, (pack, kind, town), own, [one for one in kept if one.kind == kind.name])
    return kept


def _in_town(scene: Scene, claim: Claim, town: Town | None) -> Claim:
    """Set a street that the shelf does not know, or knows only far away, into the town of the news."""
    place = claim.value
    if town is None or not isinstance(place, Place) or place.parts or place.relation:
        return claim
    if place.ref and not place.ref.startswith(("name:", "geonames:")):
        return claim
    if town.evidence in {"police", "dateline"} and _part_of(place, town.place):
        return msgspec.structs.replace(
            claim, value=msgspec.structs.replace(place, within=(town.place.ref, *place.within))
        )
    if place.ref.startswith("geonames:") and (
        _state(place) == _state(town.place) or _state(place) in _stated(scene) or place.country in scene.countries[1:]
    ):
        return claim
    if place.ref.startswith("geonames:") and not STREET.search(claim.text) and not (
        town.evidence == "police" and _has_namesakes(scene, claim.text)
    ):
        return claim  # Sumy is no street of Kyiv, where its reporter sits, though both lie in one country
    if place.ref.startswith("name:") and town.evidence != "police" and not STREET.search(place.name):
        return claim  # a village that no map has is no part of the town where its reporter sits
    if place.ref.startswith("name:") and place.within and _state(place) not in ("", _state(town.place)):
        return claim
    name = f"{claim.text if place.ref.startswith('geonames:') else place.name}, {town.place.name}"
    inside = (town.place.ref, *town.place.within)
    here = msgspec.structs.replace(
        town.place, name=name, ref=f"name:{name.casefold()}", within=inside, stated_country=""
    )
    return msgspec.structs.replace(claim, value=here)


def _has_namesakes(scene: Scene, name: str) -> bool:
    """True where one country has several towns of that name, so that the one meant may be a quarter on no map."""
    countries = Counter(one.entry.country for one in candidates(name, scene.knowledge) if one.entry.kind == "city")
    return max(countries.values(), default=0) > 1


def _part_of(place: Place, town: Place) -> bool:
    """A quarter that the shelf holds as a town: near the larger town whose police has come."""
    if None in (place.lat, place.lon, town.lat, town.lon) or place.ref == town.ref or town.ref in place.within:
        return False
    there = (place.lat or 0.0, place.lon or 0.0), (town.lat or 0.0, town.lon or 0.0)
    return place.radius_km < town.radius_km and distance(*there) <= QUARTER_KM


def _state(place: Place) -> str:
    return next((ref for ref in (place.ref, *place.within) if ref.startswith("adm1:")), "")


def _stated(scene: Scene) -> set[str]:
    return {place.ref for _, place in _regions(scene)}


def _of_kind(
    scene: Scene, form: tuple[Pack, KindForm, Town | None], mentions: Sequence[Mention], claims: Sequence[Claim]
) -> Iterator[Claim]:
    pack, kind, town = form
    news = min(mentions, key=lambda one: (one.headline, one.trigger.start))
    for name in kind.fields:
        field = pack.field(name)
        if field is None or not field.identifies:
            continue
        known = [claim.value for claim in claims if claim.field == name and claim.stance.polarity == "affirmed"]
        if field.value == "time" and not any(isinstance(one, When) and _is_news(scene, one) for one in known):
            day = _day(scene, mentions)
            if day is not None:
                value, start, end, sentence = day
                yield _claim(scene, (pack, news, name), value, (start, end, sentence))
        if field.value == "place" and town and not any(isinstance(one, Place) and _is_found(one) for one in known):
            yield _claim(scene, (pack, news, name), town.place, (town.start, town.end, town.sentence))


def _claim(
    scene: Scene, at: tuple[Pack, Mention, str], value: When | Place, words: tuple[int, int, tuple[int, int]]
) -> Claim:
    pack, mention, field = at
    start, end, sentence = words
    span = Span(scene.document.id, start, end)
    return Claim(
        id=content_id("c", scene.document.id, mention.id, field, span, value), mention=mention.id, kind=mention.kind,
        field=field, value=value, span=span, text=scene.reading.text(start, end), sentence=sentence,
        chain=(outlet_voice(scene),), stance=Stance("affirmed", "probable"), maker=f"{pack.name}/setting@1",
    )  # fmt: skip


# ---- day -------------------------------------------------------------------------------------------------------------


def _is_news(scene: Scene, when: When) -> bool:
    published = scene.document.published
    return published is None or when.latest - when.earliest <= 2 * DAY


def _day(scene: Scene, mentions: Sequence[Mention]) -> tuple[When, int, int, tuple[int, int]] | None:
    """The first day that the sentences of the happening, else the opening ones, name without dating what came after."""
    own = {one.sentence for one in mentions}
    body = [view for view in scene.reading.views if view.block == "body"]
    found: list[tuple[bool, tuple[When, int, int, tuple[int, int]]]] = []
    for view in [view for number, view in enumerate(body) if number < OPENING or view.span in own]:
        for time in view.times:
            value = time.value
            if value is None or time.kind not in DATED or not _is_recent(scene, value):
                continue
            named = time.kind == "day" or bool(NAMED_DAY.search(scene.reading.text(time.start, time.end)))
            if (named or time.kind == "clock") and _dates_happening(view, time.start, time.end, time.kind != "day"):
                found.append((named, (value, time.start, time.end, view.span)))
    # Whatever else is dated came after it. A bare part of the day says nothing; a bare clock time, whose day is that
    # of writing, serves where no day stands.
    best = min(found, key=lambda each: (not each[0], each[1][0].latest.date(), each[1][1]), default=None)
    return best[1] if best else None


def _is_recent(scene: Scene, value: When) -> bool:
    published = scene.document.published
    if value.latest - value.earliest > 2 * DAY:
        return False
    return published is None or (value.earliest <= published + DAY and value.latest >= published - NEWS_DAYS)


def _dates_happening(view: SentenceView, start: int, end: int, of_clock: bool) -> bool:
    """Whether the time hangs on what happened: on a verb of happening, or, where it names the hour or the part of the
    day, on any verb that is not about what came after."""
    place = head_of(view, start, end)
    if place is None or dates_end(view, place):
        return False
    above = next((one for one in ancestors(view, place) if is_predicate(view, one)), None)
    lemma = view.tokens[above].lemma.casefold() if above is not None else ""
    return lemma in HAPPENED or (of_clock and lemma not in AFTERWARDS)


# ---- town ------------------------------------------------------------------------------------------------------------


def _is_found(place: Place) -> bool:
    """True for what is finer than a state or a country, on the map or not; a street alone leaves the town open."""
    parts = place.parts or (place,)
    named = all(one.ref.startswith(("geonames:", "site:", "name:")) for one in parts)
    return named and all(one.lat is not None or not STREET.search(one.name) for one in parts)


def _town(scene: Scene) -> Town | None:
    """The town that dateline, police, title and opening point to, in the country and the states that the text names."""
    regions = _regions(scene)
    found = [*_of_dateline(scene, regions), *_of_names(scene, regions)]
    home = scene.countries[0] if scene.countries else ""
    states = {place.ref for _, place in regions}
    weights: Counter[str] = Counter()
    for ref in {one.place.ref for one in found}:
        own = [one for one in found if one.place.ref == ref]
        if home and own[0].place.country != home:
            continue
        # Each kind of evidence counts once: a town that a vigil names ten times is not the town of the news.
        weight = sum(max(one.weight for one in own if one.evidence == kind) for kind in {one.evidence for one in own})
        elsewhere = bool(states) and _state(own[0].place) not in states
        weights[ref] = round(WEIGHED * (weight + min(1.0, 0.1 * len(own))) * (ELSEWHERE if elsewhere else 1.0))
    if not weights or max(weights.values()) < SURE * WEIGHED:
        return None
    best = max(weights, key=lambda ref: (weights[ref], -min(one.start for one in found if one.place.ref == ref)))
    first = min((one for one in found if one.place.ref == best), key=lambda one: (-one.weight, one.start))
    return msgspec.structs.replace(first, weight=weights[best] / WEIGHED)


def _struck(scene: Scene, mentions: Sequence[Mention]) -> Town | None:
    """The town that the news itself says was hit: "struck the city of Tyre" tells more than the dateline of Beirut.

    A town that the shelf does not know keeps its name and has no point.
    """
    own = {one.sentence for one in mentions}
    for view in scene.reading.views:
        for name in view.sentence.names if view.span in own else ():
            text = scene.reading.text(name.start, name.end)
            sure = name.label in {"Location", "Facility"} or _only_a_town(scene, text)
            head = head_of(view, name.start, name.end) if sure else None
            if head is None or not _suffers(view, head):
                continue
            found = place_at(scene, view, head, only_waters=False)
            known = ("geonames:", "name:", "adm1:", "adm2:")
            if found is not None and found[0].ref.startswith(known) and not found[0].parts:
                return Town(found[0], found[1], found[2], SURE, view.span, "text")
    return None


def _only_a_town(scene: Scene, name: str) -> bool:
    """ "Sumy was struck", where the names' model sees a person: one town of the home country has the name, no other."""
    towns = [one.entry.country for one in candidates(name, scene.knowledge) if one.entry.kind == "city"]
    return len(towns) == 1 and towns[0] in scene.countries


def _suffers(view: SentenceView, name: int) -> bool:
    """Whether a name, or what stands in it ("a bazaar in Peshawar"), is what was attacked: object or passive subject
    of such a verb, or what an attack was on or in."""
    top = name
    while view.tokens[top].head >= 0 and base(view.tokens[top].relation) in {"nmod", "appos", "compound", "flat"}:
        above = view.tokens[top].head
        by = marker(view, top)
        if view.tokens[above].lemma.casefold() in STRIKES:
            return by in STANDS
        if by not in STANDS - {"of"} and view.tokens[above].lemma.casefold() not in SETTLEMENTS:
            return False
        top = above
    verb = view.tokens[top].head
    return verb >= 0 and view.tokens[verb].lemma.casefold() in STRIKES and (
        view.tokens[top].relation in {"obj", "nsubj:pass"} or (top == name and marker(view, top) in STANDS - {"of"}))


def _regions(scene: Scene) -> list[tuple[str, Place]]:
    """States and provinces that the text names anywhere, most often first: they tell the towns of one name apart."""
    found: Counter[str] = Counter()
    named: dict[str, Place] = {}
    line = scene.document.credits.dateline
    words = [part.partition("(")[0].strip(" -–—") for part in line.split(",")[1:2]]
    for view in scene.reading.views:
        for name in view.sentence.names:
            if name.label in PLACES:
                text = scene.reading.text(name.start, min(name.end + 1, view.span[1]))
                words += [part.strip() if part.strip().endswith(".") else part.strip(" .,;:)")
                          for part in text.split(", ")[-2:]]  # fmt: skip
    for word in words:
        place = resolve_place(word, scene.knowledge, countries=scene.countries) if word else None
        if place is not None and place.ref.startswith("adm1:"):
            found[word] += 1
            named[word] = place
    return [(word, named[word]) for word, _ in found.most_common()]


def _of_dateline(scene: Scene, regions: Sequence[tuple[str, Place]]) -> Iterator[Town]:
    document = scene.document
    line = document.credits.dateline
    at = document.text.find(line) if line else -1
    match = re.match(r"[^\W\d_][\w.'’ -]*?(?=\s*(?:,|\(|--|—|–|-\s|:|$))", line)
    if at < 0 or match is None:
        return
    name = match[0].strip(" -–—")
    own = line[match.end() :].lstrip(", ").partition("(")[0].strip(" -–—")
    state = next((place for word, place in regions if word == own), None)
    place = _resolved(scene, name.title() if name.isupper() else name, regions, state)
    abroad = bool(document.credits.agencies) or any(
        country_of(part.strip(" -–—()"), scene.knowledge) for part in re.split(r"[,(]", own)
    )
    if place is not None:
        weight = EVIDENCE["abroad" if abroad else "dateline"]
        yield Town(place, at, at + len(name), weight, (at, at + len(line)), "dateline")


def _of_names(scene: Scene, regions: Sequence[tuple[str, Place]]) -> Iterator[Town]:
    body = 0
    for view in scene.reading.views:
        evidence = "title" if view.block != "body" else "opening" if body < OPENING else "text"
        body += view.block == "body"
        for name in view.sentence.names:
            if name.label not in PLACES:
                continue
            text = scene.reading.text(name.start, name.end)
            force = FORCE.match(scene.reading.text(name.start, min(name.end + 24, view.span[1])))
            police = force is not None and len(force["town"]) <= len(text) and not VAGUE_FORCE.search(force["town"])
            if force is not None and police:
                text = force["town"]
            elif name.label in {"Organization", "NORP"}:
                continue
            town, _, region = text.partition(", ")
            if country_of(town, scene.knowledge):
                continue
            state = next((place for word, place in regions if word.strip(".") == region.strip(".")), None)
            place = _resolved(scene, town, regions, state)
            if place is not None:
                kind = "police" if police else evidence
                yield Town(place, name.start, name.start + len(town), EVIDENCE[kind], view.span, kind)


def _resolved(scene: Scene, name: str, regions: Sequence[tuple[str, Place]], state: Place | None) -> Place | None:
    """The town of that name in the state said beside it, else in one that the text names, else the likeliest one.

    A town that the shelf does not have in the state said beside it keeps its name and lies in that state.
    """
    inside = [state.name] if state else [word for word, _ in regions]
    countries = scene.countries or tuple(dict.fromkeys(place.country for _, place in regions))
    place = None if state else scene.places.get(name)
    place = place or resolve_place(name, scene.knowledge, inside=inside, countries=countries)
    known = place is not None and place.ref.startswith(("geonames:", "adm2:")) and not place.relation
    if state is not None and not (known and place is not None and state.ref in place.within):
        return Place(name, ref=f"name:{name.casefold()}", country=state.country, within=(state.ref, *state.within))
    return place if known else None
