"""What a number counts: persons told apart by sex or age in one breath, persons who stand for one, parts of a set."""

from __future__ import annotations

import msgspec

from rashomon.extract.filled import Filled
from rashomon.extract.scene import in_class
from rashomon.extract.views import SentenceView, base, core_phrase, extent
from rashomon.model import Quantity
from rashomon.packs.form import FieldForm, FillForm, Pack
from rashomon.text.numbers import NumberSpan

COUNTS = frozenset({"count", "part"})
SEXES_AND_AGES = frozenset({"man", "woman", "boy", "girl", "child", "adult", "teenager", "teen", "male", "female",
                            "youth", "baby", "infant", "toddler", "adolescent", "youngster", "minor",
                            "lady", "gentleman"})
ONE_PERSON = frozenset({"he", "she", "him", "her", "himself", "herself"})


def count_at(view: SentenceView, pack: Pack, form: FieldForm, at: tuple[FillForm, int]) -> list[Filled]:
    """The count that a fill, at[0], takes from the token at[1]: a number on it, or the persons it names."""
    fill, token = at
    number = number_at(view, token) or _said_of_it(view, token)
    together = _together(view, fill, token)
    if together is not None:
        return [together]
    if number is None and fill.single:
        return _single(view, pack, fill, token)
    if number is None or number.role not in COUNTS or _is_listed_part(view, number):
        return []
    if fill.whole and _of_known(view, number):
        return []
    value = number.value
    # "one died": a count in a toll, which no denial makes a nought; elsewhere "one" may mean anybody
    toll = form.growing and fill.polarity == "affirmed"
    if number.first == number.last == token and value.low == value.high == 1 and not (
            toll or _is_one_of(view, token)):
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


def joined_people(view: SentenceView, token: int) -> list[int]:
    """ "three men and a woman", "two adults, a boy and a girl": people told apart by sex or age make one number.

    The nouns joined to this one, each with a number or an article; none where any of them is counted otherwise
    ("13 soldiers and 169 civilians" are two tolls), and none where no number stands ("a man and a woman").
    """
    every = [token]
    for one in every:
        every += [child for child in view.children[one] if _listed_with(view, child)]
    plain = all(view.tokens[each].lemma.casefold() in SEXES_AND_AGES and _how_many(view, each) for each in every)
    return every[1:] if plain and any(number_at(view, each) for each in every) else []


def _listed_with(view: SentenceView, child: int) -> bool:
    """Joined by "and", or by a comma to one that "and" joins: "two women, a boy and a girl"."""
    kind = base(view.tokens[child].relation)
    around = (*view.children[child], *view.children[view.tokens[child].head])
    return kind == "conj" or (kind == "appos" and any(base(view.tokens[each].relation) == "conj" for each in around))


def _how_many(view: SentenceView, token: int) -> Quantity | None:
    number = number_at(view, token)
    if number is not None:
        return number.value if number.role == "count" and not number.value.unit else None
    articles = {view.tokens[child].text.casefold() for child in view.children[token]} & {"a", "an", "another"}
    return Quantity(1.0, 1.0) if articles else None


def _together(view: SentenceView, fill: FillForm, token: int) -> Filled | None:
    """The sum of people who are told apart by sex or age in one breath."""
    joined = joined_people(view, token)
    if not joined:
        return None
    counts = [count for each in (token, *joined) if (count := _how_many(view, each)) is not None]
    lows, highs = [count.low for count in counts], [count.high for count in counts]
    start, end = extent(view, sorted(index for each in (token, *joined) for index in core_phrase(view, each)))
    total = Quantity(
        low=None if None in lows else sum(low or 0.0 for low in lows),
        high=None if None in highs else sum(high or 0.0 for high in highs),
        approximate=any(count.approximate for count in counts),
        original=" ".join(each.text for each in view.tokens if start <= each.start and each.end <= end),
    )
    return Filled(fill.field, total, start, end, fill, token)


def _said_of_it(view: SentenceView, token: int) -> NumberSpan | None:
    """ "the residents who lost their homes are 632": the number that is the predicate of a plural; one person's is an
    age."""
    word = view.tokens[token]
    plural = word.lemma.casefold() != word.text.casefold() or word.text.casefold() == "those"
    if base(word.relation) != "nsubj" or word.head < token or not plural or view.tokens[word.head].pos != "NUM":
        return None
    below = {base(view.tokens[child].relation) for child in view.children[word.head]}
    number = number_at(view, word.head)
    bare = number is not None and (number.noun < 0 or number.first <= number.noun <= number.last)
    return number if bare and "cop" in below and "conj" not in below else None


def _of_known(view: SentenceView, number: NumberSpan) -> bool:
    """ "one of the missiles", "two of them": some of a set that was counted before."""
    behind = [token.text.casefold() for token in view.tokens[number.last + 1 : number.last + 3]]
    return behind[:1] == ["of"] and behind[1:] != [] and behind[1] in {"the", "them", "these", "those", "its", "their"}


def _is_listed_part(view: SentenceView, number: NumberSpan) -> bool:
    """ "nine people, among them up to four children": a part of the count before it, wherever the parser hung it."""
    before = [view.tokens[index].text.casefold() for index in range(max(0, number.first - 2), number.first)]
    behind = [token.text.casefold() for token in view.tokens[number.last + 1 : number.last + 3]]
    if behind in (["of", "them"], ["of", "whom"]) and number.first and view.tokens[number.first - 1].text == ",":
        rest = range(number.last + 3, len(view.tokens))
        stop = next((index for index in rest if view.tokens[index].pos == "PUNCT"), len(view.tokens))
        told = any(view.tokens[index].pos in {"VERB", "AUX"} for index in range(number.last + 3, stop))
        if behind[1] == "whom" or not told:
            return True  # "141 people, 132 of them children", "350 hurt, 99 of them badly"; not "two of them died"
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
    return singular and bool(known) and in_class(view, pack, token, ("@anyone",))


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
