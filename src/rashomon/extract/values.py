"""From the words that fill a role to a value: numbers, terms, times, places, actors, words."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from rashomon.extract.actors import actor_at, actors_at
from rashomon.extract.counting import count_at
from rashomon.extract.cues import REASONS
from rashomon.extract.filled import Filled
from rashomon.extract.locations import place_at
from rashomon.extract.markers import marker
from rashomon.extract.negation import is_denied_beside
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
from rashomon.extract.wording import (
    clause_around,
    clause_of,
    is_figure,
    is_modifier,
    is_remark,
    predicate_of,
    statement_of,
    up_to_comma,
    without_masthead,
)
from rashomon.model import Quantity, Term, Words
from rashomon.packs.form import FieldForm, FillForm, Pack
from rashomon.text.numbers import NumberSpan

KINDS = frozenset({"version", "variant", "copy", "derivative", "type", "kind", "form", "modification", "class",
                   "family", "sort", "variation", "offshoot", "member", "upgrade", "descendant", "cousin", "clone",
                   "model", "series"})
PLACES = frozenset({"place", "site", "sea"})
LONG_CLAUSE = 60
MOST_OF_A_DAY = timedelta(hours=20)
LAST_MINUTE = 59


def fill_values(
    scene: Scene, pack: Pack, view: SentenceView, fill: FillForm, site: tuple[int, int]
) -> list[Filled]:
    """The values that `fill` takes from the token site[0], seen from the trigger site[1]; often none, mostly one."""
    token, trigger = site
    form = pack.field(fill.field)
    if form is None:
        return []
    if fill.take == "count":
        return count_at(view, pack, form, (fill, token))
    if fill.take == "measure":
        return _measure(view, form, fill, token)
    if fill.take == "time":
        over = any(kind.setting for kind in pack.kinds)
        found_times = times_of(view, token if fill.at != "trigger" else trigger, over=over)
        return [Filled(fill.field, time.value, time.start, time.end, fill, time.first)
                for time in one_after_another(view, found_times) if time.value]
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


def _is_event(pack: Pack, view: SentenceView, token: int) -> bool:
    """ "such launches are tests": an event is nobody who does anything."""
    named = {word for frame in pack.frames for word in frame.nouns}
    return view.tokens[token].pos == "NOUN" and in_class(view, pack, token, tuple(named))


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
    """ "one flew at least 40 km and the farthest up to 90": the spread over several things."""
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
    said = {index for child in view.children[token] if base(view.tokens[child].relation) == "appos"
            and not is_denied_beside(view, child) for index in core_phrase(view, child)}
    inside |= said
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
        if not fill.bare and (whole := clause_around(view, token, inner[0])):
            start, end = extent(view, whole)
            return [Filled(fill.field, Words(scene.reading.text(start, end).strip(" ,.;")), start, end, fill, token)]
        return [Filled(fill.field, Words(scene.reading.text(quote.inner_start, quote.inner_end).strip(" ,.;")),
                       quote.start, quote.end, fill, token) for quote in inner[:1]]
    if fill.take == "words" and is_time(view, token):
        return []
    if fill.take == "statement":
        tokens = statement_of(view, token)
    elif fill.take == "clause":
        tokens = predicate_of(view, token) if fill.at == "trigger" else clause_of(view, token)
    else:
        tokens = full_phrase(view, token)
        tokens += _ground_of(view, token, tokens)
    if len(tokens) < 2 and (fill.take != "words" or view.tokens[token].pos not in {"NOUN", "PROPN"}):
        return []
    tokens = up_to_comma(view, without_masthead(view, tokens))
    start, end = extent(view, tokens[: LONG_CLAUSE * 2])
    return [Filled(fill.field, Words(scene.reading.text(start, end)), start, end, fill, token)]


def _ground_of(view: SentenceView, token: int, tokens: list[int]) -> list[int]:
    """ "spoke of vengeance for the death of a chief": what is avenged, where the parser hung it on the verb."""
    if view.tokens[token].lemma.casefold() not in REASONS or not tokens:
        return []
    beside = [each for each in view.children[view.tokens[token].head] if each > tokens[-1]] if (
        view.tokens[token].head >= 0) else []
    ground = next((each for each in beside if base(view.tokens[each].relation) in {"obl", "nmod"}
                   and marker(view, each) in {"for", "against"} and min(subtree(view, each)) == tokens[-1] + 1), -1)
    return subtree(view, ground, frozenset({"acl:relcl", "advcl", "parataxis"})) if ground >= 0 else []
