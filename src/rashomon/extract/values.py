"""From the words that fill a role to a value: numbers, terms, times, places, actors, words."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from rashomon.extract.actors import actor_at, actors_at
from rashomon.extract.locations import place_at
from rashomon.extract.scene import Scene, hits, in_class
from rashomon.extract.timing import narrowest, one_after_another, times_of
from rashomon.extract.views import (
    SentenceView,
    base,
    core_phrase,
    extent,
    full_phrase,
    is_time,
    subtree,
)
from rashomon.extract.wording import clause_of, is_figure, is_modifier, is_remark, predicate_of, without_masthead
from rashomon.model import Quantity, Term, Value, Words
from rashomon.packs.form import FieldForm, FillForm, Pack
from rashomon.text.numbers import NumberSpan

KINDS = frozenset({"version", "variant", "copy", "derivative", "type", "kind", "form", "modification", "class",
                   "family", "sort", "variation", "offshoot", "member", "upgrade", "descendant", "cousin", "clone",
                   "model", "series"})
PLACES = frozenset({"place", "site", "sea"})
COUNTS = frozenset({"count", "part"})
LONG_CLAUSE = 60
MOST_OF_A_DAY = timedelta(hours=20)
LAST_MINUTE = 59
ONE_PERSON = frozenset({"he", "she", "him", "her", "himself", "herself"})


class Filled(msgspec.Struct, frozen=True):
    """A field with the value found for it and the words that state it (code points)."""

    field: str
    value: Value
    start: int
    end: int
    fill: FillForm
    token: int = -1
    part: str = ""


def fill_values(
    scene: Scene, pack: Pack, view: SentenceView, fill: FillForm, site: tuple[int, int]
) -> list[Filled]:
    """The values that `fill` takes from the token site[0], seen from the trigger site[1]; often none, mostly one."""
    token, trigger = site
    form = pack.field(fill.field)
    if form is None:
        return []
    if fill.take == "count":
        return _count(view, pack, form, (fill, token))
    if fill.take == "measure":
        return _measure(view, form, fill, token)
    if fill.take == "time":
        return [Filled(fill.field, time.value, time.start, time.end, fill, time.first)
                for time in one_after_another(view, times_of(view, token if fill.at != "trigger" else trigger))
                if time.value]
    if fill.take == "day":
        days = [time for time in times_of(view, trigger) if time.kind != "clock" and not (
            time.kind == "relative" and time.value and (time.value.latest - time.value.earliest < MOST_OF_A_DAY
                                                        or time.value.latest.minute != LAST_MINUTE))]
        return [Filled(fill.field, time.value, time.start, time.end, fill, time.first)
                for time in narrowest(days) if time.value]
    if fill.take == "term":
        return _term(pack, view, fill, token)
    if fill.take == "concept":
        return _concept(scene, pack, view, fill, token)
    if fill.take in PLACES:
        found = place_at(scene, view, token, only_waters=fill.take == "sea")
        if found is not None and fill.take == "site" and found[0].ref.startswith("country:") and (
                view.tokens[token].pos == "PROPN"):
            return []  # "left North Korea", though "an inland area of North Korea" says a little
        return [Filled(fill.field, found[0], found[1], found[2], fill, token)] if found else []
    if fill.take == "actor":
        nobody = any(view.tokens[child].text.casefold() in {"no", "neither"} for child in view.children[token])
        if nobody or view.tokens[token].text.casefold() in {"nobody", "none"} or _is_event(pack, view, token):
            return []
        found_actors = actors_at(scene, view, token)
        if not found_actors:
            return []
        start, end = extent(view, core_phrase(view, token) if found_actors[0].ref else full_phrase(view, token))
        return [Filled(fill.field, actor, start, end, fill, token) for actor in found_actors]
    return _words(scene, view, fill, token)


def _count(view: SentenceView, pack: Pack, form: FieldForm, at: tuple[FillForm, int]) -> list[Filled]:
    fill, token = at
    number = number_at(view, token)
    if number is None and fill.single:
        return _single(view, pack, fill, token)
    if number is None or number.role not in COUNTS or _is_listed_part(view, number):
        return []
    if fill.whole and _of_known(view, number):
        return []
    value = number.value
    if number.first == number.last == token and value.low == value.high == 1 and not _is_one_of(view, token):
        return []
    if form.floor is not None and value.low is None and not _up_to(view, number):
        value = msgspec.structs.replace(value, low=form.floor)
    if value.unit:
        return []
    return [Filled(fill.field, value, number.start, _noun_end(view, number), fill, token)]


def _up_to(view: SentenceView, number: NumberSpan) -> bool:
    """ "up to ten", "as many as ten" take some for granted, where "at most one" may be none."""
    return [token.text.casefold() for token in view.tokens[number.first : number.first + 2]] in (
        ["up", "to"], ["as", "many"])


def _of_known(view: SentenceView, number: NumberSpan) -> bool:
    """ "one of the missiles", "two of them": some of a set that was counted before."""
    behind = [token.text.casefold() for token in view.tokens[number.last + 1 : number.last + 3]]
    return behind[:1] == ["of"] and behind[1:] != [] and behind[1] in {"the", "them", "these", "those", "its", "their"}


def _is_event(pack: Pack, view: SentenceView, token: int) -> bool:
    """ "such launches are tests": an event is nobody who does anything."""
    named = {word for frame in pack.frames for word in frame.nouns}
    return view.tokens[token].pos == "NOUN" and in_class(view, pack, token, tuple(named))


def _is_listed_part(view: SentenceView, number: NumberSpan) -> bool:
    """ "nine people, among them up to four children": a part of the count before it, wherever the parser hung it."""
    before = [view.tokens[index].text.casefold() for index in range(max(0, number.first - 2), number.first)]
    return before == ["among", "them"] or before[-1:] in (["including"], ["includes"])


def _is_one_of(view: SentenceView, token: int) -> bool:
    """ "one of the 400 firefighters": a count of one, where "one" alone may mean anybody."""
    return token + 1 < len(view.tokens) and view.tokens[token + 1].text.casefold() == "of" and any(
        base(view.tokens[child].relation) == "nmod" for child in view.children[token])


def _single(view: SentenceView, pack: Pack, fill: FillForm, token: int) -> list[Filled]:
    """ "a woman", "Ana Ruiz and Tom Hale", "the boy", "her": persons counted where no number stands."""
    ones = [token, *(child for child in view.children[token] if base(view.tokens[child].relation) == "conj"
                     and view.tokens[child].pos != "NUM")]
    if not all(_is_one(view, pack, one) for one in ones):
        return []
    start, end = extent(view, sorted(index for one in ones for index in core_phrase(view, one)))
    count = float(len(ones))
    return [Filled(fill.field, Quantity(count, count), start, end, fill, token)]


def _is_one(view: SentenceView, pack: Pack, token: int) -> bool:
    word = view.tokens[token]
    if any(name.label == "Person" and name.start <= word.start < name.end for name in view.sentence.names):
        return True
    if word.pos == "PRON":
        return word.text.casefold() in ONE_PERSON
    singular = word.pos == "NOUN" and word.lemma.casefold() == word.text.casefold()
    before = {view.tokens[child].text.casefold() for child in view.children[token]}
    if singular and before & {"a", "an", "another", "one"}:
        return True
    bare = view.block != "body" and not any(
        base(view.tokens[child].relation) in {"det", "nummod"} for child in view.children[token]
    )
    known = bare or before & {"the", "his", "her", "their", "this", "that"}
    return singular and bool(known) and in_class(view, pack, token, ("@person",))


def _noun_end(view: SentenceView, number: NumberSpan) -> int:
    """A count's words reach to the noun it counts: "two" alone would match every "two" of the text."""
    if number.noun < 0 or number.noun < number.first:
        return number.end
    return max(number.end, view.tokens[number.noun].end)


def number_at(view: SentenceView, token: int) -> NumberSpan | None:
    """The number that is this token or counts this noun; numbers as such before articles."""
    covering = [number for number in view.numbers if number.first <= token <= number.last]
    counting = [number for number in view.numbers if number.noun == token]
    for number in [*covering, *counting]:
        if number.role in COUNTS:
            return number
    return None


def counting_number(view: SentenceView, token: int) -> NumberSpan | None:
    """The number that counts this noun ("154 dead"), also where the parser hung it elsewhere; None for its own name."""
    return next((number for number in view.numbers if number.noun == token and number.role == "count"
                 and not number.first <= token <= number.last), None)


def _measure(view: SentenceView, form: FieldForm, fill: FillForm, token: int) -> list[Filled]:
    inside = set(subtree(view, token, frozenset({"conj"}))) | {token}
    for number in view.numbers:
        if number.value.unit == form.unit and inside & set(range(number.first, number.last + 1)):
            value, end = _up_to_another(view, number)
            value = _bounded(_as_exact_as_written(value), fill.bound)
            return [Filled(fill.field, value, number.start, end, fill, token)]
    bare = next((number for number in view.numbers if number.first <= token <= number.last and number.role == "count"
                 and number.noun < 0), None)
    if bare is None or not fill.bare or not fill.words:
        return []
    value = _bounded(msgspec.structs.replace(bare.value, unit=form.unit), fill.bound)
    return [Filled(fill.field, value, bare.start, bare.end, fill, token)]


def _as_exact_as_written(value: Quantity) -> Quantity:
    """ "600 miles" are 966 km: a figure converted from whole units has no decimals."""
    if "." in value.original or any(end is not None and end < 10 for end in (value.low, value.high)):
        return value
    low, high = (None if end is None else float(round(end)) for end in (value.low, value.high))
    return msgspec.structs.replace(value, low=low, high=high)


def _bounded(value: Quantity, bound: str) -> Quantity:
    """The number as the limit that its frame makes of it."""
    if bound == "upper":
        above = None if value.low is None else value.low - 1  # "did not rise above 100" was read as 101 and up
        return msgspec.structs.replace(value, low=None, high=above if value.high is None else value.high)
    if bound == "lower":
        return msgspec.structs.replace(value, low=value.high if value.low is None else value.low, high=None)
    return value


def _up_to_another(view: SentenceView, number: NumberSpan) -> tuple[Quantity, int]:
    """ "as little as 110 kilometres and others as far as 670": the spread over several things."""
    value = number.value
    if value.low is None or value.high is not None:
        return value, number.end
    for other in view.numbers:
        between = range(number.last + 1, other.first)
        if other.first <= number.last or other.value.unit != value.unit or other.value.high is None:
            continue
        if other.value.high > value.low and not any(view.tokens[index].pos == "VERB" for index in between):
            return msgspec.structs.replace(value, high=other.value.high), other.end
    return value, number.end


def concept_term(pack: Pack, concept: str, name: str = "", country: str = "") -> Term:
    """A Term of the pack's class tree."""
    node = next((each for each in pack.concepts if each.name == concept), None)
    return Term(concept, node.within if node else (), country, name)


def kind_of(view: SentenceView, token: int) -> int:
    """ "a version of the Scud", "some type of cruise missile": the noun that says what it is a kind of."""
    if view.tokens[token].lemma.casefold() not in KINDS:
        return token
    return next((child for child in view.children[token] if base(view.tokens[child].relation) == "nmod" and any(
        view.tokens[each].text.casefold() in {"of", "on", "from"} for each in view.children[child])), token)


def _term(pack: Pack, view: SentenceView, fill: FillForm, token: int) -> list[Filled]:
    inside = set(core_phrase(view, token)) | {token}
    for child in view.children[token]:
        if base(view.tokens[child].relation) == "appos":
            inside |= set(core_phrase(view, child))
    said = {index for child in view.children[token] if base(view.tokens[child].relation) == "appos"
            for index in core_phrase(view, child)}
    groups = {word[1:] for word in fill.words if word.startswith("@")}
    best: Filled | None = None
    depth = -1
    for hit in hits(view, pack):
        if not hit.payload.concept or not inside & set(range(hit.first, hit.last + 1)):
            continue
        if groups and hit.payload.group not in groups:
            continue
        term = concept_term(pack, hit.payload.concept, hit.payload.name)
        # "the Shahab-3, a cruise missile": what the text says it is goes before what the name is known for
        other = best is not None and isinstance(best.value, Term) and hit.first in said and term.concept not in {
            best.value.concept, *best.value.within} and best.value.concept not in term.within
        if other or len(term.within) > depth or (len(term.within) == depth and term.name):
            depth = len(term.within)
            best = Filled(fill.field, term, hit.start, hit.end, fill, token)
    return [best] if best else []


def _concept(scene: Scene, pack: Pack, view: SentenceView, fill: FillForm, token: int) -> list[Filled]:
    top = _with_its_no(view, token) if fill.polarity == "affirmed" else token
    start, end = extent(view, full_phrase(view, top))
    form = pack.field(fill.field)
    if form is not None and form.value == "words":
        return [Filled(fill.field, Words(fill.concept.replace("_", " ")), start, end, fill, token)]
    if fill.concept.isdigit():
        number = float(fill.concept)
        return [Filled(fill.field, Quantity(number, number, original=scene.reading.text(start, end)), start, end, fill,
                       token)]
    country = ""
    if fill.with_country:
        found = place_at(scene, view, token, only_waters=False)
        actor = None if found else _owner(scene, view, token)
        country = found[0].country if found else actor or ""
    return [Filled(fill.field, concept_term(pack, fill.concept, country=country), start, end, fill, token)]


def _with_its_no(view: SentenceView, token: int) -> int:
    """ "no reports of injuries": the words of a denied harm reach up to the noun that has the "no"."""
    top = token
    while not any(view.tokens[child].text.casefold() == "no" for child in view.children[top]):
        head = view.tokens[top].head
        if base(view.tokens[top].relation) not in {"nmod", "conj"} or head < 0:
            return token
        top = head
    return top


def _owner(scene: Scene, view: SentenceView, token: int) -> str:
    first = min([*core_phrase(view, token)])
    before = [index for index in (first - 1, first - 2) if index >= 0 and view.tokens[index].pos == "PROPN"]
    for child in (*view.children[token], *before):
        if base(view.tokens[child].relation) in {"nmod", "amod", "compound"} or child in before:
            actor = actor_at(scene, view, child)
            if actor and actor.country:
                return actor.country
    return ""


def _words(scene: Scene, view: SentenceView, fill: FillForm, token: int) -> list[Filled]:
    if fill.take == "quote":
        start, end = extent(view, subtree(view, token))
        inner = [quote for quote in view.quotes
                 if quote.start < end and start < quote.end and not is_figure(view, quote)]
        inner = [quote for quote in inner if not is_modifier(view, quote)]
        if not fill.bare:
            inner = sorted((quote for quote in inner if is_remark(view, quote)),
                           key=lambda quote: quote.inner_start - quote.inner_end)
        if not inner:
            return []
        return [Filled(fill.field, Words(scene.reading.text(quote.inner_start, quote.inner_end).strip(" ,.;")),
                       quote.start, quote.end, fill, token) for quote in inner[:1]]
    if fill.take == "words" and is_time(view, token):
        return []
    if fill.take == "clause":
        tokens = predicate_of(view, token) if fill.at == "trigger" else clause_of(view, token)
    else:
        tokens = full_phrase(view, token)
    if len(tokens) < 2 and (fill.take != "words" or view.tokens[token].pos not in {"NOUN", "PROPN"}):
        return []
    tokens = without_masthead(view, tokens)
    start, end = extent(view, tokens[: LONG_CLAUSE * 2])
    return [Filled(fill.field, Words(scene.reading.text(start, end)), start, end, fill, token)]


