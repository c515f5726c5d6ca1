"""Who is meant: persons, bodies and countries behind names, titles, pronouns, metonyms and relative names."""

from __future__ import annotations

from difflib import SequenceMatcher

import msgspec

from rashomon.extract.agencies import lands_of_agencies
from rashomon.extract.cues import BODIES, SPEAKERS
from rashomon.extract.scene import Scene
from rashomon.extract.views import SentenceView, base, core_phrase, extent, full_phrase, is_time
from rashomon.know.actors import bodies, find_actor, parse_office
from rashomon.know.countries import country_name, country_of, government_of, lands_of, relative_country
from rashomon.know.outlets import find_outlet
from rashomon.model import Actor
from rashomon.text.annotation import Name

PERSONAL = frozenset({"he", "she", "him", "her", "his"})
IMPERSONAL = frozenset({"it", "they", "them", "its", "their"})
PLURAL = frozenset({"they", "them", "their"})
NAMELESS = frozenset({"official", "officials", "authority", "authorities", "media", "source", "sources", "medium",
                      "government", "spokesman", "spokesperson", "spokeswoman", "officer", "insider", "observer",
                      "expert", "analyst", "diplomat", "aide", "report", "press", "newspaper", "witness", "resident"})
TITLE_WORDS = frozenset({"state", "defense", "defence", "minister", "president", "secretary", "prime", "chief",
                         "general", "foreign", "affairs", "of", "the", "leader", "sheriff", "mayor", "governor",
                         "senator"})
SAYING = frozenset({"say", "announce", "declare", "add", "warn", "insist", "claim", "pledge", "vow", "state",
                    "confirm", "deny", "stress", "write", "argue", "reiterate", "promise", "maintain"})
MEN_OF = frozenset({"fighters", "fighter", "forces", "force", "troops", "soldiers", "militants", "members", "men",
                    "gunmen", "warriors", "mujahideen", "combatants", "jets", "warplanes", "drones", "units"})
"""Whose deed is meant by "its fighters" is told by the pronoun."""
SHORT = 4
ALIKE = 0.8
LONGEST_NAME = 14
LONGEST_TITLE = 7
HEADS_OF = frozenset({"chief", "director", "head", "chairman", "minister", "secretary", "commander", "speaker"})
"""With "of" and a noun these are titles before a name, in the shelf or not: "chief of staff Ola Berg"."""
CABINETS = frozenset({"administration", "government", "cabinet", "campaign", "camp", "team", "presidency"})
STATE_NOUNS = frozenset({"government", "country", "regime", "administration", "army", "military", "nation", "state",
                         "office", "ministry", "cabinet"})
TITLE_STOP = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her"})


def actor_at(scene: Scene, view: SentenceView, token: int) -> Actor | None:
    """The actor that the noun phrase around `token` names, or None when it names none that can be told."""
    word = view.tokens[token]
    lemma = word.text.casefold()
    if lemma in PERSONAL | IMPERSONAL:
        said = _who_says(scene, view, token)
        if lemma in IMPERSONAL and (_saying_subject(view, token) or 0) > token:
            said = last_body(scene, word.start) or said  # "It fired two, the other side said"
        if said is not None and (lemma in IMPERSONAL) != (said.ref.startswith("person:") or bool(said.office)):
            return said
    if lemma in PERSONAL:
        return last_person(scene, word.start)
    if lemma in IMPERSONAL:
        return (_people_before(scene, view) if lemma in PLURAL else None) or last_body(scene, word.start)
    if word.pos in {"VERB", "AUX", "ADV", "PUNCT", "NUM"}:
        return None
    named = _named_person(scene, view, token)
    if named is not None:
        return named
    tokens = core_phrase(view, token)
    country = _bare_country(scene, view, tokens) or _possessed(scene, view, token)
    if country:
        return country_actor(scene, country)
    owner = next((child for child in view.children[token] if view.tokens[child].relation == "nmod:poss"
                  and view.tokens[child].text.casefold() in IMPERSONAL), None)
    if owner is not None and lemma in MEN_OF and (of := actor_at(scene, view, owner)) is not None and of.ref:
        return of
    return named_body(scene, view, token) or _anonymous(scene, view, token)


def actors_at(scene: Scene, view: SentenceView, token: int) -> list[Actor]:
    """All who are meant: one, or, for "they" in what several together say, each of them."""
    if view.tokens[token].text.casefold() in {"they", "their", "them"}:
        subject = _saying_subject(view, token)
        both = [] if subject is None else [
            subject, *(child for child in view.children[subject] if base(view.tokens[child].relation) == "conj")]
        several = [actor for each in both if (actor := actor_at(scene, view, each)) is not None]
        if len(several) > 1:
            return several
    if lands := lands_of(view.tokens[token].text):
        return [country_actor(scene, code) for code in lands]
    actor = actor_at(scene, view, token)
    return [actor] if actor is not None else []


def _people_before(scene: Scene, view: SentenceView) -> Actor | None:
    """ "Envoys of the two meet on Saturday. It will be their first meeting": a plural subject of the sentence before.

    Named bodies alone were looked for, and the talks became those of an army staff of the paragraph above.
    """
    before = next((each for each in scene.reading.views if each.index == view.index - 1), None)
    if before is None or before.paragraph != view.paragraph:
        return None
    root = next((index for index, token in enumerate(before.tokens) if token.head < 0), -1)
    subject = next((child for child in before.children[root] if base(before.tokens[child].relation) == "nsubj"
                    and before.tokens[child].pos == "NOUN"
                    and before.tokens[child].text.casefold() != before.tokens[child].lemma.casefold()), None)
    return actor_at(scene, before, subject) if subject is not None else None


def _who_says(scene: Scene, view: SentenceView, token: int) -> Actor | None:
    subject = _saying_subject(view, token)
    return actor_at(scene, view, subject) if subject is not None else None


def _saying_subject(view: SentenceView, token: int) -> int | None:
    """ "the council said that it would ...": the one who speaks in the main clause is first meant by the pronoun."""
    current, steps = token, 0
    while view.tokens[current].head >= 0 and steps < 8:
        above = view.tokens[current].head
        if base(view.tokens[current].relation) == "ccomp" and view.tokens[above].lemma.casefold() in SAYING:
            return next((child for child in view.children[above] if base(view.tokens[child].relation) == "nsubj"
                         and child != token and view.tokens[child].pos in {"NOUN", "PROPN"}), None)
        current, steps = above, steps + 1
    return None


def beside(scene: Scene, view: SentenceView, token: int) -> Actor | None:
    """The name right behind a common noun that introduces it: "public broadcaster NHK", "spokesman John Doe".

    Parsers hang such names anywhere (apposition, second subject, compound); their place is what is sure.
    """
    head = view.tokens[token]
    if head.pos != "NOUN":
        return None
    for name in view.sentence.names:
        close = name.start - head.end == 1 and name.label in {"Person", "Organization", "Misc", "Product"}
        if close or _between_commas(scene, view, token, name):
            text = scene.reading.text(name.start, name.end)
            outlet = find_outlet(text, scene.knowledge)
            if outlet is not None:
                return Actor(short_name(scene, outlet.name), f"outlet:{outlet.name}", country=outlet.country)
            if name.label == "Person":
                return complete(scene, text, name.start)
            return find_actor(text, scene.knowledge, day=scene.document.day, countries=scene.countries) or Actor(text)
    return None


def _between_commas(scene: Scene, view: SentenceView, token: int, name: Name) -> bool:
    """ "the governor, Ana Ruiz, told reporters": a name between commas right behind a title in the singular."""
    head = view.tokens[token]
    lemma = head.lemma.casefold()
    return (name.label == "Person" and head.text.casefold() == lemma and lemma in SPEAKERS - BODIES
            and scene.reading.text(head.end, name.start) == ", "
            and scene.reading.text(name.end, name.end + 1) in {",", ".", ";"})


def short_name(scene: Scene, name: str) -> str:
    """An agency by the letters that papers credit it with ("AFP"), any other outlet by its own name."""
    outlet = find_outlet(name, scene.knowledge)
    if outlet is None or outlet.kind != "agency":
        return outlet.name if outlet is not None else name
    letters = [alias for alias in outlet.aliases if 2 <= len(alias) <= 5 and alias.isupper() and alias.isascii()
               and alias.isalpha()]
    return letters[0] if letters else outlet.name


def country_actor(scene: Scene, code: str) -> Actor:
    """The country itself as an actor."""
    return Actor(country_name(code, scene.knowledge), f"country:{code}", country=code)


def phrase(scene: Scene, view: SentenceView, tokens: list[int]) -> str:
    """The words of these tokens as written, without a leading determiner."""
    kept = list(tokens)
    while len(kept) > 1 and (view.tokens[kept[0]].text.casefold() in TITLE_STOP
                             or view.tokens[kept[0]].pos in {"ADP", "PUNCT"}):
        kept.pop(0)
    cut = next((place for place, index in enumerate(kept) if place and _ends_name(view, index)), len(kept))
    while cut > 1 and cut < len(kept) and view.tokens[kept[cut - 1]].pos == "ADP":
        cut -= 1  # "a senior official on Sunday said"
    start, end = extent(view, kept[:cut])
    name = scene.reading.text(start, end).partition("(")[0]
    return " ".join(name.rpartition(")")[2].split() or name.split())


def _ends_name(view: SentenceView, index: int) -> bool:
    """A dash, "as saying" or a time expression behind the noun is no part of what somebody is called."""
    after = view.tokens[index + 1].lemma.casefold() if index + 1 < len(view.tokens) else ""
    if view.tokens[index].text.casefold() == "as" and after == "say":
        return True
    if view.tokens[index].text.casefold() in {"to", "with", "of"} and view.tokens[index].pos == "ADP" and after in {
            "whom", "who", "which"}:
        return True
    return view.tokens[index].text in {"--", "—", "–", ";", ":"} or is_time(view, index)


def _bare_country(scene: Scene, view: SentenceView, tokens: list[int]) -> str:
    """The code when the phrase is a country, "the North", a metonymic capital, or its government, and nothing else."""
    kept = [index for index in tokens if base(view.tokens[index].relation) not in {"det", "punct", "case"}]
    if not kept:
        return ""
    start, end = extent(view, kept)
    name = scene.reading.text(start, end).strip("'’ ")
    code = country_of(name, scene.knowledge) or government_of(name, scene.knowledge)
    if code:
        return code
    if len(kept) == 1 and view.tokens[kept[0]].text in {"North", "South", "Nork", "N.K."}:
        return relative_country(view.tokens[kept[0]].text, scene.countries)
    return ""


def _possessed(scene: Scene, view: SentenceView, token: int) -> str:
    """ "his government", "its army": the country of whom the pronoun means."""
    if view.tokens[token].lemma.casefold() not in STATE_NOUNS:
        return ""
    owner = next((child for child in view.children[token] if view.tokens[child].relation == "nmod:poss"
                  and view.tokens[child].text.casefold() in PERSONAL | IMPERSONAL), None)
    if owner is None:
        return ""
    actor = actor_at(scene, view, owner)
    return actor.country if actor is not None else ""


def _named_person(scene: Scene, view: SentenceView, token: int) -> Actor | None:
    """A Person name inside the phrase, completed by the cast: "Kishi" is the Nobuo Kishi named before."""
    start, end = extent(view, full_phrase(view, token))
    head = view.tokens[token]
    for name in view.sentence.names:
        if name.label != "Person" or name.start > end + 1 or name.end <= start:
            continue
        if is_place(scene, name.start, name.end) or is_body(scene, name.start, name.end):
            continue
        if name.end <= head.start and head.lemma.casefold() in CABINETS:
            continue  # "the Ruiz administration said": not Ruiz himself
        if name.end <= head.start and head.pos == "NOUN" and not _titles(scene, head.text):
            continue
        if name.start > head.end and is_title_of(scene, view, token, name.start):
            return complete(scene, scene.reading.text(name.start, name.end), name.start)
        several = head.pos == "NOUN" and head.text.casefold() != head.lemma.casefold()
        if several and name.start > head.end:
            continue
        heads = name.start <= head.start < name.end
        beside = any(base(view.tokens[child].relation) in {"appos", "flat", "compound", "nmod", "dep"}
                     and name.start <= view.tokens[child].start < name.end for child in view.children[token])
        follows = name.start - head.end in (0, 1) and parse_office(head.text, scene.knowledge) is not None
        if heads or beside or follows:
            return complete(scene, scene.reading.text(name.start, name.end), name.start)
    return None


def is_title_of(scene: Scene, view: SentenceView, token: int, start: int) -> bool:
    """ "Secretary of State Ana Ruiz": a title of several words, whatever the parser makes of the name behind it."""
    start = next((each.start for each in view.tokens if each.start >= start
                  and each.text.casefold() not in TITLE_WORDS), start)
    run = [index for index in range(token, min(token + LONGEST_TITLE, len(view.tokens)))
           if view.tokens[index].start < start]
    if not run or view.tokens[run[-1]].end + 1 < start or any(
            view.tokens[index].pos not in {"NOUN", "PROPN", "ADP", "ADJ", "DET"} for index in run):
        return False
    of = len(run) > 1 and view.tokens[run[1]].text == "of" and view.tokens[token].lemma.casefold() in HEADS_OF
    return of or parse_office(scene.reading.text(view.tokens[token].start, start).strip(), scene.knowledge) is not None


def _titles(scene: Scene, word: str) -> bool:
    """ "Berg aides", "the Berg campaign": a name before a noun that is no title is not who is meant."""
    return parse_office(word, scene.knowledge) is not None


def is_place(scene: Scene, start: int, end: int) -> bool:
    """A country or capital that the annotator takes for a person's name."""
    text = scene.reading.text(start, end)
    return bool(country_of(text, scene.knowledge) or government_of(text, scene.knowledge))


def is_body(scene: Scene, start: int, end: int) -> bool:
    """ "Xinhua", "Cheong Wa Dae": a body of the shelf, or an outlet, that the annotator takes for a person."""
    text = scene.reading.text(start, end).removesuffix("'s").removesuffix("’s")
    if find_outlet(text, scene.knowledge) is not None:
        return True
    names: frozenset[str] = scene.knowledge.once("bodies by name", lambda: frozenset(
        name.casefold() for row in bodies(scene.knowledge) for name in (row.name, *row.aliases)
        if row.origin.startswith("gov:") or len(name) > SHORT))
    return text.casefold() in names


def complete(scene: Scene, name: str, position: int) -> Actor:
    """The fullest known form of a person's name: earlier in the cast first, then later, then the shelf."""
    words = name.replace("’s", "").replace("'s", "").split()
    while len(words) > 2 and words[0].casefold() in TITLE_WORDS:
        words.pop(0)
    bare = " ".join(words)
    same = [person for person in scene.cast if person.actor.name.casefold() == bare.casefold()]
    if len(words) == 1:
        same = [person for person in scene.cast
                if words[0].casefold() in person.actor.name.casefold().split() and " " in person.actor.name] or same
    before = [person for person in same if person.start <= position]
    chosen = before[-1] if before else same[0] if same else None
    if chosen is not None:
        return chosen.actor
    known = find_actor(bare, scene.knowledge, day=scene.document.day, countries=scene.countries)
    if known is None or not _is_same_person(words, known):
        return Actor(bare, f"person:{bare.casefold()}")
    return known


def _is_same_person(words: list[str], known: Actor) -> bool:
    """A full name must be the shelf's; a bare surname only means somebody who held an office that day."""
    if known.ref.startswith("body:") and "/" not in known.ref:
        return True  # "al-Shabab", which the annotator takes for a person
    if len(words) == 1:
        return bool(known.office)
    return words[0].casefold() in known.name.casefold().split() or not known.ref.startswith("person:")


def last_person(scene: Scene, position: int) -> Actor | None:
    """The person a pronoun at `position` most likely means: the last one named before it."""
    before = [person for person in scene.cast if person.start < position and person.actor.ref.startswith("person")
              and not within_quote(scene, person.start, position)]
    subjects = [person for person in before if person.subject]
    return subjects[-1].actor if subjects else before[-1].actor if before else None


def within_quote(scene: Scene, start: int, position: int) -> bool:
    """True for a name in a quotation that ends before `position`: the speaker's "he" is not whom he speaks of."""
    return any(quote.start < start < quote.end <= position for view in scene.reading.views
               if view.sentence.start <= start < view.sentence.end for quote in view.quotes)


def last_body(scene: Scene, position: int) -> Actor | None:
    """The body or country that "it" or "they" at `position` most likely means."""
    before = [person for person in scene.cast if person.start < position and not person.actor.ref.startswith("person")]
    subjects = [person for person in before if person.subject]
    return subjects[-1].actor if subjects else before[-1].actor if before else None


def named_body(scene: Scene, view: SentenceView, token: int) -> Actor | None:
    """A body of the shelf ("the Joint Chiefs of Staff"), an outlet, or an office with its holder left unnamed."""
    if len(owners(scene, view, token)) > 1:
        return None  # "chief climate envoys of Chile and Norway": of several lands, whatever their brief
    # a bare "the health ministry" is that of the place the report was written in, whoever is spoken of more often
    near = _near_countries(scene, view, token) or lands_of_agencies(scene, view)
    countries = near + [scene.home] * bool(scene.home) + list(scene.countries)
    whole = full_phrase(view, token)
    for tokens in (whole, core_phrase(view, token)):
        name = phrase(scene, view, tokens)
        if len(name) > 120:
            continue
        outlet = find_outlet(name, scene.knowledge)
        if outlet is not None:
            return Actor(short_name(scene, outlet.name), f"outlet:{outlet.name}", country=outlet.country)
        actor = find_actor(name, scene.knowledge, day=scene.document.day, countries=countries)
        if actor is not None and actor.ref.startswith("person:") and tokens != whole and any(
                view.tokens[child].relation == "nmod" and view.tokens[child].start > view.tokens[token].start
                for child in view.children[token]):
            return None  # "the leader of Islamic State", "the president of the club" lead no country
        if actor is not None:
            return _as_called(view, token, actor, name, bool(_near_countries(scene, view, token)))
    return None


def _as_called(view: SentenceView, token: int, actor: Actor, name: str, country_said: bool) -> Actor | None:
    """The shelf's name for a body that it knows by name; a generic one keeps the words and only takes the ref.

    "officials" and "state media" without a country stay anonymous: the shelf would guess whose they are.
    """
    by_name = actor.ref.startswith(("body:", "person:", "country:")) and "/" not in actor.ref
    if by_name:
        plural = actor.ref.startswith("person:") and view.tokens[token].pos == "NOUN" and (
            view.tokens[token].text.casefold() != view.tokens[token].lemma.casefold())
        # "a community leader" is one of many, not the one who leads the country
        one_of_many = actor.ref.startswith("person:") and any(
            view.tokens[child].text.casefold() in {"a", "an", "another", "one"} for child in view.children[token])
        spelled = actor.ref.startswith("body:") and len(name.split()) == 1 and SequenceMatcher(
            None, name.casefold(), actor.name.casefold()).ratio() >= ALIKE
        actor = msgspec.structs.replace(actor, name=name) if spelled else actor  # "al-Shabab": as the paper spells it
        return None if plural or one_of_many else actor
    if not country_said and view.tokens[token].lemma.casefold() in NAMELESS:
        return None
    return msgspec.structs.replace(actor, name=name) if country_said else actor


def owners(scene: Scene, view: SentenceView, token: int) -> list[str]:
    """The lands whose people these are: "envoys of Japan and Norway", "Oslo's and Bonn's ministers"."""
    found: list[str] = []
    for child in view.children[token]:
        cases = {view.tokens[each].text.casefold() for each in view.children[child]}
        if view.tokens[child].relation == "nmod:poss" or cases & {"of", "from"}:
            joined = (each for each in view.children[child] if base(view.tokens[each].relation) == "conj")
            found += [code for each in (child, *joined) if (code := _land(scene, view, each)) and code not in found]
    return found


def _land(scene: Scene, view: SentenceView, token: int) -> str:
    if view.tokens[token].pos != "PROPN":
        return ""
    name = phrase(scene, view, core_phrase(view, token)).removesuffix("'s").removesuffix("’s")
    return country_of(name, scene.knowledge) or government_of(name, scene.knowledge)


def _near_countries(scene: Scene, view: SentenceView, token: int) -> list[str]:
    found = []
    for index in full_phrase(view, token):
        code = country_of(view.tokens[index].text, scene.knowledge) or government_of(
            view.tokens[index].text, scene.knowledge
        )
        if code:
            found.append(code)
    text = phrase(scene, view, full_phrase(view, token))
    for code in scene.countries:
        if country_name(code, scene.knowledge) in text and code not in found:
            found.append(code)
    return found


def _anonymous(scene: Scene, view: SentenceView, token: int) -> Actor | None:
    """A source without a name stays what it is called; its country is kept when the words give it."""
    if view.tokens[token].pos not in {"NOUN", "PROPN", "ADJ"}:
        return None
    tokens = full_phrase(view, token)
    name = phrase(scene, view, tokens if len(tokens) <= LONGEST_NAME else core_phrase(view, token))
    office = parse_office(name, scene.knowledge)
    countries = _near_countries(scene, view, token)
    country = office.country if office is not None and office.country else countries[0] if countries else ""
    country = "" if len(owners(scene, view, token)) > 1 else country
    if _opens_sentence(view, tokens) and name[:1].isupper():
        name = name[0].lower() + name[1:]
    for letters, long in scene.short_forms.items():
        name = " ".join(long if word == letters else word for word in name.split())
    return Actor(name, "", office=office.title if office is not None else "", country=country)


def _opens_sentence(view: SentenceView, tokens: list[int]) -> bool:
    """ "Senior officials met": the capital is the sentence's, not the name's."""
    first = next((index for index in tokens if view.tokens[index].text.casefold() not in TITLE_STOP), -1)
    start = next((index for index, token in enumerate(view.tokens) if token.pos != "PUNCT"), -1)
    word = view.tokens[first]
    named = any(name.start <= word.start < name.end for name in view.sentence.names)
    common = word.pos in {"ADJ", "NOUN", "VERB", "ADV", "NUM"} and not word.text.isupper()
    return first == start and common and not named
