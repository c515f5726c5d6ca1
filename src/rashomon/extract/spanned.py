"""The value that a span of words gives a field, where the field tagger and no frame found it."""

from __future__ import annotations

import msgspec

from rashomon.extract.cues import SPEECH
from rashomon.extract.filled import Filled
from rashomon.extract.locations import SURE_LABELS
from rashomon.extract.scene import Scene
from rashomon.extract.values import fill_values
from rashomon.extract.views import SentenceView, ancestors, base, dates_end, head_of, is_predicate, is_time
from rashomon.know.countries import country_of
from rashomon.model import Place, Words
from rashomon.packs.form import FieldForm, FillForm, Pack
from rashomon.text.annotation import FieldSpan

SURE = 0.75
"""How likely a class must be that no word of the pack names."""
NO_WORDS = ("@",)
"""A class without words: a field that the frames never name by a word of the pack takes none from the tagger."""
UNTIMED = frozenset({"duration", "recurring", "vague"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
LONGEST_NAME = 5
"""Words from the first proper noun of a place to its last, beyond which it is no name but a tale."""


def values_of(
    scene: Scene, pack: Pack, view: SentenceView, form: FieldForm, span: FieldSpan, *, of_speech: bool = False
) -> list[Filled]:
    """The values that the words of the span give the field; none where they say nothing that the field can hold.

    of_speech: what is told of is itself an act of speaking, so that its day may be that of a word of saying.
    """
    fill = _fill_form(pack, form)
    token = head_of(view, span.start, span.end)
    if token is None:
        return []
    if form.value == "time":
        return [Filled(form.name, time.value, time.start, time.end, fill, time.first) for time in view.times
                if time.value is not None and time.kind not in UNTIMED and time.start < span.end
                and span.start < time.end and (of_speech or not _dates_else(view, time.first))][:1]
    if form.value == "words":
        if is_time(view, token):
            return []  # "in recent months": when something was said is nothing said
        text = scene.reading.text(span.start, span.end)
        return [Filled(form.name, Words(text.strip(" ,.;")), span.start, span.end, fill, token)] if text.strip() else []
    if form.value == "term":
        return _term(scene, pack, view, (fill, token), span)
    if form.value == "quantity":
        number = next((each for each in view.numbers if each.start < span.end and span.start < each.end
                       and each.role in {"count", "measure", "part"}), None)
        token = number.last if number is not None else token
    if form.value == "place":
        return _place(scene, pack, view, (fill, token), span)
    if form.value == "actor":
        return _actors(scene, pack, view, (fill, token), span)
    found = fill_values(scene, pack, view, fill, (token, token))
    return _inside(found, span)


def _inside(found: list[Filled], span: FieldSpan) -> list[Filled]:
    return [each for each in found if each.start < span.end and span.start < each.end]


def _actors(scene: Scene, pack: Pack, view: SentenceView, at: tuple[FillForm, int], span: FieldSpan) -> list[Filled]:
    """Who the span's head is, and those named beside it; of "the first between Danish and Thai envoys", the envoys."""
    fill, token = at
    if view.tokens[token].pos not in NOMINAL:
        token = next((child for child in view.children[token] if view.tokens[child].pos in NOMINAL
                      and base(view.tokens[child].relation) in {"nmod", "obl"}), token)
    joined = [child for child in view.children[token] if base(view.tokens[child].relation) == "conj"
              and view.tokens[child].start < span.end]
    found = [each for head in (token, *joined) for each in fill_values(scene, pack, view, fill, (head, head))]
    return _inside(found, span)


def _place(scene: Scene, pack: Pack, view: SentenceView, at: tuple[FillForm, int], span: FieldSpan) -> list[Filled]:
    """The place that the span's head names, or else the first name inside it, or the words with a name unknown.

    "a guesthouse in the north of Tehran" was no place at all, as a guesthouse has no name; nor was "Viransehir", of
    which the shelf knows another spelling.
    """
    fill, token = at
    heads = [token, *(head for name in view.sentence.names if name.label in SURE_LABELS and span.start <= name.start
                      and name.end <= span.end and (head := head_of(view, name.start, name.end)) is not None)]
    for head in dict.fromkeys(heads):
        found = [each for each in _inside(fill_values(scene, pack, view, fill, (head, head)), span)
                 if _is_named(view, each)]
        if found:
            return found
    proper = [index for index, each in enumerate(view.tokens) if each.pos == "PROPN" and span.start <= each.start
              and each.end <= span.end and not is_time(view, index)]
    if not proper or fill.take == "site":
        return []
    first, last = proper[0], proper[-1]
    name = scene.reading.text(view.tokens[first].start, view.tokens[last].end)
    if country_of(name, scene.knowledge) or last - first >= LONGEST_NAME:
        return []
    place = Place(name, ref=f"name:{name.casefold()}")
    return [Filled(fill.field, place, view.tokens[first].start, view.tokens[last].end, fill, first)]


def _is_named(view: SentenceView, filled: Filled) -> bool:
    """ "from waters": a place without a name says nothing of where, but for "the Kenyan capital"."""
    known = isinstance(filled.value, Place) and filled.value.lat is not None
    return known or any(token.pos == "PROPN" and filled.start <= token.start < filled.end for token in view.tokens)


def _dates_else(view: SentenceView, token: int) -> bool:
    """ "the minister said on Tuesday", "over by ten": the day hangs on a word of saying or ending, and dates that."""
    cues = {index for said in view.sentence.attributions for start, end in said.cue
            for index, one in enumerate(view.tokens) if start <= one.start < end}
    above = next((one for one in ancestors(view, token) if is_predicate(view, one)), -1)
    speaks = above >= 0 and (above in cues or view.tokens[above].lemma.casefold() in SPEECH)
    by_hour = any(time.first <= token <= time.last and time.kind != "day" for time in view.times)
    return speaks or (by_hour and dates_end(view, token))


def _fill_form(pack: Pack, form: FieldForm) -> FillForm:
    """How the pack's frames take the field, without their roles."""
    own = [fill for frame in pack.frames for fill in frame.fills if fill.field == form.name]
    take = form.value
    if form.value == "quantity":
        take = "measure" if form.unit else "count"
    if form.value == "place" and any(fill.take == "site" for fill in own):
        take = "site"
    words: tuple[str, ...] = ("number",) if take == "measure" else ()  # any word will do: only the unit counts
    if take == "term":
        words = tuple(sorted({word for fill in own for word in fill.words if word.startswith("@")})) or NO_WORDS
    return FillForm(
        field=form.name, take=take, words=words, single=any(fill.single for fill in own),
        many=any(fill.many for fill in own), whole=any(fill.whole for fill in own),
        with_country=any(fill.with_country for fill in own))


def _term(
    scene: Scene, pack: Pack, view: SentenceView, at: tuple[FillForm, int], span: FieldSpan
) -> list[Filled]:
    """The concept of the pack's words in the span, or the one that the tagger takes them for."""
    fill, token = at
    found = [each for each in fill_values(scene, pack, view, fill, (token, token))
             if each.start < span.end and span.start < each.end]
    if found:
        return found
    only = {each.concept for frame in pack.frames for each in frame.fills if each.field == fill.field and each.concept}
    if len(only) == 1 and all(each.take == "concept" for frame in pack.frames for each in frame.fills
                              if each.field == fill.field):
        span = msgspec.structs.replace(span, concept=next(iter(only)), sure=1.0)  # "harm" has one class: that of none
    known = any(each.name == span.concept for each in pack.concepts)
    broad = any(span.concept in each.within for each in pack.concepts)  # "missiles": a class of classes says little
    named = any(each.take == "term" for frame in pack.frames for each in frame.fills if each.field == fill.field)
    if span.sure < SURE or not known or broad or named:
        return []  # "six missiles ... most were cruise missiles": which kind they are, no word here says
    fixed = msgspec.structs.replace(fill, take="concept", concept=span.concept)
    return [msgspec.structs.replace(each, start=span.start, end=span.end)
            for each in fill_values(scene, pack, view, fixed, (token, token))]
