"""Between states: which mentions of international kinds have a side that acts, and another side that is concerned.

A side is a state, an international body, or an armed group that talks with them; the pack's `[sides]` says who acts
for one. Without this, every quotation of a coach, a candidate or a senator was diplomacy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import msgspec

from rashomon.extract.actors import owners
from rashomon.extract.discourse import happenings
from rashomon.extract.likelihood import likely_mention, sees_enough
from rashomon.extract.markers import marker
from rashomon.extract.private import only_private, private_persons
from rashomon.extract.scene import Scene, has_word, hits, in_class
from rashomon.extract.tagged import is_tagged
from rashomon.extract.views import SentenceView, core_phrase, full_phrase, head_of
from rashomon.know.actors import actor_of, bodies, find_actor
from rashomon.know.countries import country_of, government_of, lands_of, relative_country
from rashomon.know.outlets import find_outlet
from rashomon.know.roster import Body, OfficeKind
from rashomon.model import Actor, Claim, Mention, Voice
from rashomon.packs.form import Pack, SidesForm

SURE_DEALING = 0.85
"""How likely a word for a meeting, a call, a statement must be to stand for dealings of states whose sides no shelf
knows: "the two commissioners sat down again"."""
DEALINGS, LIKELY_DEALING = 2, 0.4
"""How many events between known sides a text must tell of for likely words to stand for others whose sides it leaves
unsaid ("'The door is shut,' he said"), and how likely. Chosen on real articles kept apart from training."""
UNKNOWN, ANOTHER = "?", "another"
BEFORE = 2
LONGEST_TITLE = 7
OPENING, OFTEN = 3, 3  # the first sentences of a text, and how often two sides must meet in its sentences
WHERE = frozenset({"in", "at", "near", "from", "to", "outside", "inside", "via", "for"})


class Side(msgspec.Struct, frozen=True):
    """name: a country's code, a body's ref, "?" for an envoy of an unnamed country, "" for an official of one.

    acts: speaks or deals for it. An official of nobody knows whom is no second side; an envoy is sent to another.
    """

    name: str
    acts: bool = False


def only_international(
    scene: Scene, mentions: list[Mention], claims: list[Claim]
) -> tuple[list[Mention], list[Claim]]:
    """Drop the events of international kinds in which no side acts, or no other side than the acting one is concerned.

    The acting side is the voice of a statement, or a party; the other one a party, or named in the sentence.
    """
    gone: set[str] = set()
    for pack in scene.packs:
        kinds = {kind.name for kind in pack.kinds if kind.international}
        if kinds:
            gone |= _at_home(scene, pack, [mention for mention in mentions if mention.kind in kinds], claims)
    return ([mention for mention in mentions if mention.id not in gone],
            [claim for claim in claims if claim.mention not in gone])


def _at_home(scene: Scene, pack: Pack, mentions: list[Mention], claims: list[Claim]) -> set[str]:
    """The mentions of events that stay at home.

    In a text that tells of dealings elsewhere, the sentences just before may name the other side: "the minister said:
    'That is regrettable.'" Texts on home affairs have no such dealings, so that a neighbour's name there is chance.
    """
    spoken = pack.spoken
    opening = {frame.name for frame in pack.frames if frame.opens}
    numbers = {view.span: number for number, view in enumerate(scene.reading.views)}
    named = [named_sides(scene, pack, view) for view in scene.reading.views]
    pending: list[tuple[list[Claim], set[Side], set[Side]]] = []
    lands = _parties_of_text(named)
    often = _often_named(named)
    deeds = _foreign_deeds(scene, pack, claims) | lands
    dealings: set[str] = set()
    kept: set[str] = set()
    private = private_persons(scene, pack)
    able = sees_enough(scene)
    surely = _likely(scene, mentions, SURE_DEALING) if able else set()
    for event in happenings(mentions):
        stated = [claim for claim in claims if claim.mention in event]
        # a party that only the tagger sees made home affairs foreign: frames' claims decide where there are any
        own = [claim for claim in stated if not is_tagged(claim)] or stated
        if own and own[0].kind in spoken and only_private(pack, own, private):
            continue
        if not own or event & surely:
            kept |= event
            continue
        sides = _acting(scene, pack, own, voices=own[0].kind in spoken)
        at = {numbers[claim.sentence] for claim in own if claim.sentence in numbers}
        around = {side for number in at for side in named[number]}
        if lands and own[0].kind in spoken and not sides and _by_a_titled_person(scene, pack, own):
            sides = {Side(UNKNOWN, True)}
        if lands and own[0].kind not in spoken and not any(side.acts for side in sides):
            sides = sides | {Side(UNKNOWN, True)}  # "both delegations dined there", in a text on two states' dealings
        abroad = bool(lands) and any(side.acts and side.name for side in sides)
        if own[0].kind not in spoken and not abroad and _is_domestic(own, sides, around):
            continue
        if _is_between(sides, around):
            dealings.add(own[0].kind)
            kept |= event
        else:
            before = {side for number in at for near in named[max(0, number - BEFORE) : number] for side in near}
            pending.append((own, sides, around | before))
    likely = _likely(scene, mentions, LIKELY_DEALING) if able and len(kept) >= DEALINGS else set()
    for own, sides, around in pending:
        if any(claim.mention in likely for claim in own):
            kept |= {claim.mention for claim in own}
            continue
        bare = not any(isinstance(claim.value, Actor) for claim in own) and own[0].kind not in spoken
        continuing = not any(claim.maker.split("/")[-1].split("@")[0] in opening for claim in own)
        told = deeds | (around if deeds or dealings - spoken else set())
        told = told | often if own[0].kind in spoken else told
        if (own[0].kind in dealings and (bare or continuing)) or _is_between(sides, told):
            kept |= {claim.mention for claim in own}
    return {mention.id for mention in mentions} - kept


def _likely(scene: Scene, mentions: list[Mention], bar: float) -> set[str]:
    return {mention.id for mention in mentions if likely_mention(scene, mention) >= bar}


def _parties_of_text(named: list[set[Side]]) -> set[Side]:
    """The lands that a whole text is about: two or more that it names together again and again, and from its start.

    What an official says further down concerns the other one, also where he calls it by no name.
    """
    together: Counter[str] = Counter()
    for number, sides in enumerate(named):
        names = {side.name for side in sides if side.name not in {"", UNKNOWN, ANOTHER} and not side.acts}
        if len(names) > 1:
            together.update(dict.fromkeys(names, 2 if number < OPENING else 1))
    main = {name for name, count in together.items() if count >= OFTEN}
    return {Side(name) for name in main} if len(main) > 1 else set()


def _often_named(named: list[set[Side]]) -> set[Side]:
    """Two lands or more that a text names again and again: what an official says concerns the others."""
    alone: Counter[str] = Counter()
    for sides in named:
        alone.update({side.name for side in sides if side.name not in {"", UNKNOWN, ANOTHER} and not side.acts})
    main = {name for name, count in alone.items() if count >= OFTEN}
    return {Side(name) for name in main} if len(main) > 1 else set()


def _by_a_titled_person(scene: Scene, pack: Pack, claims: list[Claim]) -> bool:
    """ "State Minister Ali Omar told reporters": an office that the shelf does not know, of a land that goes unsaid."""
    views = {view.span: view for view in scene.reading.views}
    for claim in claims:
        voice, view = claim.origin, views.get(claim.sentence)
        head = head_of(view, voice.start, voice.end) if view is not None and voice.kind == "person" else None
        if view is not None and head is not None and not voice.country and any(
                view.tokens[index].text[:1].isupper() and in_class(view, pack, index, pack.sides.peers)
                for index in range(max(0, head - LONGEST_TITLE), head)):
            return True
    return False


def _is_domestic(claims: list[Claim], sides: set[Side], around: set[Side]) -> bool:
    """Two who met, of one country or of none, beside one foreign name: that is what they spoke about."""
    actors = {claim.value.ref or claim.value.name for claim in claims if isinstance(claim.value, Actor)}
    foreign = {side.name for side in around if not side.acts}
    return len(actors) >= 2 and len({side.name for side in sides}) < 2 and len(foreign) < 2


def _foreign_deeds(scene: Scene, pack: Pack, claims: list[Claim]) -> set[Side]:
    """The states that the text, in the claims of other packs, names as those who did it: launched, attacked."""
    sides = [side_of(scene, pack, claim.value) for claim in claims if isinstance(claim.value, Actor)
             and not any(kind.name == claim.kind for kind in pack.kinds)]
    return {side for side in sides if side is not None and side.acts}


def _is_between(sides: set[Side], around: set[Side]) -> bool:
    acting = {side.name for side in sides if side.acts}
    concerned = {side.name for side in sides | around if side.name}
    return bool(acting) and len(concerned) >= 2


def _acting(scene: Scene, pack: Pack, claims: list[Claim], *, voices: bool) -> set[Side]:
    actors = [claim.value for claim in claims if isinstance(claim.value, Actor)]
    found = {side for actor in actors if (side := side_of(scene, pack, actor)) is not None}
    sent = {actor.name: actor for actor in actors if side_of(scene, pack, actor) == Side(UNKNOWN, True)}
    sent |= {actor.name: actor for actor in actors if not actor.ref and not actor.country and _is_plural(actor)
             and has_word(pack, actor.name, pack.sides.envoys)}
    if not voices and (len(sent) >= 2 or any(_is_plural(actor) for actor in sent.values())):
        found.add(Side(ANOTHER, True))
    if not voices:
        found |= _told_by_phrases(scene, pack, claims)
    if voices:
        found |= {side for claim in claims for voice in claim.chain[1:] if voice.kind not in {"outlet", "agency"}
                  for side in _sides_of_voice(scene, pack, voice, _home(scene, claim))}
    return found


def _told_by_phrases(scene: Scene, pack: Pack, claims: list[Claim]) -> set[Side]:
    """The sides of parties whom no shelf knows, by the words of their own phrases: "U.S. Under Secretary Ana Ruiz".

    A minister without a country who stands before an official of a named one ("the Minister met the Ambassador of
    Norway") is of another country. The other order is that of home affairs: "Kenya's president met the Minister".
    """
    views = {view.span: view for view in scene.reading.views}
    found: set[Side] = set()
    peers: list[int] = []
    named: list[int] = []
    for claim in claims:
        view, actor = views.get(claim.sentence), claim.value
        head = head_of(view, claim.span.start, claim.span.end) if view is not None else None
        if view is None or head is None or not isinstance(actor, Actor):
            continue
        phrase = sorted({*core_phrase(view, head), *full_phrase(view, head)})
        codes = {code for index in phrase if view.tokens[index].text[:1].isupper()
                 and (code := country_of(view.tokens[index].text, scene.knowledge))}
        codes = set(owners(scene, view, head)) or codes
        if codes and any(in_class(view, pack, index, pack.sides.words) for index in phrase):
            named.append(claim.span.start)
            if not actor.country:
                found |= {Side(code, True) for code in codes}
        elif not codes and not actor.country and any(in_class(view, pack, each, pack.sides.peers) for each in phrase):
            peers.append(claim.span.start)
    if peers and named and min(peers) < max(named):
        found.add(Side(ANOTHER, True))
    return found


def _is_plural(actor: Actor) -> bool:
    """ "the foreign ministers of the two countries", "the envoys": one each of several states."""
    return not actor.ref and any(word.endswith("s") for word in actor.name.casefold().split()[:4])


def _home(scene: Scene, claim: Claim) -> str:
    """The country of the state agency that carries a claim: its unnamed officials are that country's."""
    carriers = [find_outlet(voice.name, scene.knowledge) for voice in claim.chain if voice.kind in {"outlet", "agency"}]
    return next((outlet.country for outlet in carriers if outlet is not None and outlet.kind == "state_media"), "")


def _sides_of_voice(scene: Scene, pack: Pack, voice: Voice, home: str) -> list[Side]:
    """The sides of all who speak with this voice: "Kerry and Lavrov" are two."""
    found = []
    for ref in voice.refs or ("",):
        known = actor_of(ref, scene.knowledge) if len(voice.refs) > 1 else None
        country = voice.country or (home if voice.kind != "person" else "")
        actor = known or Actor(voice.name, ref, office=voice.office, country=country)
        side = side_of(scene, pack, actor)
        if side is not None:
            found.append(side)
    return found


def side_of(scene: Scene, pack: Pack, actor: Actor) -> Side | None:
    """The side that an actor belongs to, or None for a private one."""
    kind, _, rest = actor.ref.partition(":")
    if kind in {"country", "gov"}:
        return Side(rest, True)
    if kind == "body":
        return _side_of_body(scene, pack.sides, rest)
    body = next((each.removeprefix("body:") for each in actor.within if each.startswith("body:")), "")
    if not actor.ref and not body:
        known = find_actor(actor.name, scene.knowledge, day=scene.document.day, countries=scene.countries)
        body = next((each.removeprefix("body:") for each in known.within if each.startswith("body:")),
                    "") if known is not None else ""
    if body and (side := _side_of_body(scene, pack.sides, body)) is not None and (side.acts or not actor.office):
        return side
    office = actor.office.replace("_", " ").casefold()
    acts = office in _offices(scene, pack.sides)
    if kind != "person":
        if not actor.country and has_word(pack, actor.name, pack.sides.envoys):
            return Side(UNKNOWN, True)
        if not actor.country and has_word(pack, actor.name, pack.sides.groups):
            return Side("group", True)
        acts = (acts and bool(actor.country or office)) or has_word(
            pack, actor.name, (*pack.sides.words, *pack.sides.groups))
        if not actor.country and not office and has_word(pack, actor.name, pack.sides.unnamed):
            return Side("", True)
    elif acts and not actor.country and has_word(pack, office, pack.sides.envoys):
        return Side(UNKNOWN, True)
    country = actor.country or (next(iter(scene.countries), "") if acts and office else "")
    return Side(country, acts) if country else None


def _side_of_body(scene: Scene, sides: SidesForm, body: str) -> Side | None:
    """ "JP/defense_ministry" or the shelf's own name of a body ("kr_jcs", "nato")."""
    country, _, institution = body.partition("/")
    if institution:
        return Side(country, institution in sides.institutions)
    rows: Mapping[str, Body] = scene.knowledge.once("bodies by ref", lambda: {
        row.ref.removeprefix("body:"): row for row in bodies(scene.knowledge)})
    row = rows.get(body)
    if body in sides.bodies:
        return Side(row.country if row is not None and row.origin.startswith("gov:") else body, True)
    if row is None or not row.country:
        return None
    return Side(row.country, row.institution in sides.institutions)


def _offices(scene: Scene, sides: SidesForm) -> frozenset[str]:
    """The offices by the names that actors carry: the shelf's key and its title."""
    titles: dict[str, str] = scene.knowledge.once("titles by office", lambda: {
        row.office: row.shown for row in scene.knowledge.rows("office", OfficeKind)})
    return frozenset(form.replace("_", " ").casefold() for office in sides.offices
                     for form in (office, titles.get(office, office)))


def named_sides(scene: Scene, pack: Pack, view: SentenceView) -> set[Side]:
    """The states, bodies and groups named in a sentence; a capital after "in" or "at" is only a place.

    Those named by their people and bodies have `acts` set.
    """
    found: set[Side] = set()
    for name in view.sentence.names:
        text = scene.reading.text(name.start, name.end).replace("’s", "").replace("'s", "")
        code = country_of(text, scene.knowledge) or relative_country(text, scene.countries)
        if not code and not _is_where(view, name.start, name.end):
            code = government_of(text, scene.knowledge)
        if code:
            found.add(Side(code))
            continue
        actor = next((person.actor for person in scene.cast if person.start == name.start), None)
        side = side_of(scene, pack, actor) if actor is not None else None
        if side is not None:
            found.add(Side(side.name, True))
    found |= {Side(code) for token in view.tokens if token.pos in {"PROPN", "ADJ", "NOUN"} and token.text[:1].isupper()
              for code in (country_of(token.text, scene.knowledge), *lands_of(token.text)) if code}
    groups = pack.sides.groups
    if groups and any(in_class(view, pack, index, groups) for hit in hits(view, pack)
                      for index in range(hit.first, hit.last + 1)):
        found.add(Side("group"))
    return found


def _is_where(view: SentenceView, start: int, end: int) -> bool:
    return any(marker(view, index) in WHERE for index, token in enumerate(view.tokens)
               if start <= token.start and token.end <= end)
