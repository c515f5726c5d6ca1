"""Numbers in a sentence: how many of what, with their bounds, and what they are not.

`quantities` finds every number, widens it by its bound words, gives it a unit or the word that it counts, and says
which numbers are no counts at all: ages, ordinals, years, dates, clocks, scores, parts of names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from rashomon.model.value import Quantity
from rashomon.text.annotation import AnnotatedSentence, Token
from rashomon.text.bounds import Bound, bound_after, bound_before, widen
from rashomon.text.clocks import clock_at
from rashomon.text.dates import date_at, is_year, lowered
from rashomon.text.figures import Figure, figure_at, may_begin
from rashomon.text.measures import Draft, add_smaller, is_magnitude, share_units, take_range, take_unit
from rashomon.text.roles import counted, role_of
from rashomon.text.units import SYMBOLS, unit_at
from rashomon.text.wordlists import word_set
from rashomon.text.years import is_written_year, spoken_year


class NumberSpan(msgspec.Struct, frozen=True):
    """A number with its bound words: half-open code points, and the indices of its first and last token.

    noun: index of the token that is counted or measured, -1 when none is said. role: count, measure, age, ordinal,
    percent, year, clock, date, money, score, name, version, part, article. `value.unit` is "" for counts; lengths are
    in km, masses in kg, hours and seconds in minute, weeks in day; money has its ISO 4217 code.
    """

    start: int
    end: int
    first: int
    last: int
    value: Quantity
    noun: int
    role: str


def quantities(sentence: AnnotatedSentence) -> list[NumberSpan]:
    """Every number of a sentence in reading order, with bounds, unit or counted noun, and role.

    Values of `role` count, measure, money, percent and part are ready to be claimed; the others say what a number is
    instead. Uses the tree where tokens carry one, neighbouring words where not.
    """
    tokens = sentence.tokens
    drafts: list[Draft] = []
    at = 0
    while at < len(tokens):
        if not may_begin(tokens[at].text) or _numbers_paragraph(tokens, at):
            at += 1
            continue
        draft = _calendar(tokens, at) or _number(sentence, at)
        if draft is None:
            at += 1
            continue
        drafts.append(draft)
        at = max(draft.last, at + 1)
    share_units(tokens, drafts)
    return [_span(sentence, draft) for draft in drafts]


def _numbers_paragraph(tokens: Sequence[Token], at: int) -> bool:
    """ "7. 31 crates", "(2) Nine boats": the number of a paragraph counts nothing."""
    opened = at == 1 and tokens[0].text == "("
    if (at and not opened) or at + 2 >= len(tokens) or not re.fullmatch(r"\d{1,2}", tokens[at].text):
        return False
    following = tokens[at + 2].text[0]
    return tokens[at + 1].text in (")" if opened else ".)") and (following.isupper() or following.isdigit())


def _span(sentence: AnnotatedSentence, draft: Draft) -> NumberSpan:
    first, last = sentence.tokens[draft.first], sentence.tokens[draft.last - 1]
    original = " ".join(token.text for token in sentence.tokens[draft.first : draft.last])
    value = Quantity(draft.low, draft.high, draft.unit, draft.about, original)
    return NumberSpan(first.start, last.end, draft.first, draft.last - 1, value, draft.noun, draft.role)


def _calendar(tokens: Sequence[Token], at: int) -> Draft | None:
    """Dates, clock times and years, which hold figures but no quantities."""
    if not tokens[at].text[0].isalnum() and tokens[at].text[0] not in "'’":
        return None
    clock = clock_at(tokens, at)
    if clock is not None and any(token.text[0].isdigit() for token in tokens[at : clock.last]):
        minute = float(clock.minute)
        return Draft(Figure(at, clock.last, minute, minute), at, clock.last, minute, minute, False, "clock", "minute")
    date = date_at(tokens, at)
    if date is not None and (date.day or date.year):
        value = float(date.day or date.year)
        role = "date" if date.month or date.day else "year"
        return Draft(Figure(at, date.last, value, value), at, date.last, value, value, False, role)
    return _year(tokens, at)


def _year(tokens: Sequence[Token], at: int) -> Draft | None:
    spoken, last = spoken_year(tokens, at)
    if spoken:
        return Draft(Figure(at, last, spoken, spoken), at, last, float(spoken), float(spoken), False, "year")
    if not is_written_year(tokens, at):
        return None
    value = float(re.sub(r"\D", "", tokens[at].text))
    return Draft(Figure(at, at + 1, value, value), at, at + 1, value, value, False, "year")


def _number(sentence: AnnotatedSentence, at: int) -> Draft | None:
    """The number that begins at a token, with its bounds, unit, noun and role."""
    tokens = sentence.tokens
    prefix = _currency(tokens, at)
    start = at + 1 if prefix else at
    if start >= len(tokens):
        return None
    figure = figure_at(tokens, start)
    if figure is None or _is_inside_word(tokens, figure) or (figure.form == "both" and _pairs(tokens, figure)):
        return None
    if figure.form == "article":
        return _article(tokens, figure)
    if figure.form == "ordinal":
        return _ordinal(sentence, figure)
    role = role_of(sentence, figure)
    if role in ("name", "version", "score"):
        last = figure.last if role != "score" else figure.last + 2
        return Draft(figure, at, last, figure.low, figure.high, False, role)
    draft = Draft(figure, at, figure.last, figure.low, figure.high, figure.approximate)
    if prefix:
        draft.role, draft.unit = "money", prefix
    unit = take_unit(tokens, draft)
    if unit is not None and unit.kind == "measure":
        add_smaller(tokens, draft, unit)
    take_range(tokens, draft, prefix)
    if unit is None:
        unit = take_unit(tokens, draft)
    if role == "age":
        draft.role, draft.unit = "age", "year"
    elif not draft.role and draft.first and lowered(tokens[draft.first - 1]) == "mach":
        draft.role, draft.unit, draft.first = "measure", "mach", draft.first - 1
    elif not draft.role and not draft.unit and is_magnitude(tokens, draft):
        draft.role, draft.unit = "measure", "magnitude"
    _bounds(tokens, draft)
    if not draft.role:
        draft.role = role or "count"
    draft.noun = _measured_noun(tokens, draft) if draft.unit else counted(tokens, figure.first, draft.last)
    if role == "part" and draft.role == "count":
        draft.role = "part"
    return draft


def _measured_noun(tokens: Sequence[Token], draft: Draft) -> int:
    """What a measure measures: the noun that it is glued to ("a 670-kilometer range"), or the stuff of a weight."""
    last = draft.last
    after = lowered(tokens[last]) if last < len(tokens) else ""
    glued = draft.figure.last < last and tokens[draft.figure.last].text in ("-", "‑")
    before_unit = (
        tokens[draft.figure.last].start == tokens[draft.figure.last - 1].end if draft.figure.last < last else True
    )
    if after == "-":
        return counted(tokens, draft.figure.first, last + 1)
    if after == "of" and draft.unit in ("km", "km/h", "degree"):
        return -1
    if glued or before_unit or after == "of" or draft.role == "age":
        return counted(tokens, draft.figure.first, last)
    return -1


def _pairs(tokens: Sequence[Token], figure: Figure) -> bool:
    """ "both ... and ..." joins two things and counts none."""
    following = tokens[figure.last] if figure.last < len(tokens) else None
    if tokens[figure.first].pos:
        return tokens[figure.first].pos == "CCONJ"
    if following is None or not following.text[0].isalpha():
        return False
    ahead = {lowered(token) for token in tokens[figure.last : figure.last + 6]}
    return lowered(following) in _PAIRED or (lowered(following) == "the" and "and" in ahead)


_PAIRED: Final = word_set("in for by from on to with at as a an his her its")


def _currency(tokens: Sequence[Token], at: int) -> str:
    """The currency of a sign or code that stands before figures, "" when there is none."""
    code = SYMBOLS.get(tokens[at].text.lower(), "")
    return code if code and at + 1 < len(tokens) and tokens[at + 1].text[0].isdigit() else ""


def _is_inside_word(tokens: Sequence[Token], figure: Figure) -> bool:
    """Whether a number word is only a part of a compound ("one-sided", "no-one") or of "one another"."""
    first, last = figure.first, figure.last
    if tokens[first].text.lower() != "one" or last != first + 1:
        return False
    after = lowered(tokens[last]) if last < len(tokens) else ""
    before = lowered(tokens[first - 1]) if first else ""
    if after == "-" and last + 1 < len(tokens):
        return lowered(tokens[last + 1]) in ("sided", "way", "on", "off", "time", "of", "liner", "liners")
    if after in ("another", "'s") or before in _PRONOUN_LEADS:
        return True
    if before == "the":
        return after in ("who", "that", "which", "in", "to", "of", "with", "he", "she", "we", "they", ",", ".", "")
    return after == "day" and before not in ("only", "just", "than", "in", "for", "after", "within", "every")


_PRONOUN_LEADS: Final = word_set("no every any some which this that such each")


def _article(tokens: Sequence[Token], figure: Figure) -> Draft | None:
    """ "a missile" is one missile, weakly; "an hour", "a kilometre" are measures."""
    if figure.last >= len(tokens):
        return None
    unit = unit_at(tokens, figure.last) if lowered(tokens[figure.last]) != "second" else None
    draft = Draft(figure, figure.first, figure.last, 1.0, 1.0, False, "article")
    if unit is not None and unit.kind == "measure" and unit.name != "degree" and lowered(tokens[figure.last]).isalpha():
        draft.role, draft.unit, draft.last = "measure", unit.name, unit.last
        draft.low = draft.high = unit.factor
        add_smaller(tokens, draft, unit)
        _bounds(tokens, draft)
        draft.noun = _measured_noun(tokens, draft)
        return draft
    following = figure_at(tokens, figure.last)
    if following is not None and following.form != "no":
        return None
    noun = counted(tokens, figure.first, figure.last)
    # an article that belongs to a following number ("a record 20 missiles") counts nothing itself
    if noun < 0 or any(
        token.text[0].isdigit() and is_year(token.text) is False for token in tokens[figure.last : noun]
    ):
        return None
    draft.noun = noun
    return draft


def _ordinal(sentence: AnnotatedSentence, figure: Figure) -> Draft | None:
    """ "the 18th time", "a third launch"; "two thirds" is a part, "second" of time no ordinal."""
    tokens = sentence.tokens
    before = figure_at(tokens, figure.first - 1) if figure.first else None
    if before is not None and before.form in ("digits", "words") and lowered(tokens[figure.first]).endswith("s"):
        return None
    noun = counted(tokens, figure.first, figure.last)
    return Draft(figure, figure.first, figure.last, figure.low, figure.high, False, "ordinal", noun=noun)


def _bounds(tokens: Sequence[Token], draft: Draft) -> None:
    """Widen a draft by the words before and after it; a bound after the counted noun counts as well."""
    before = bound_before(tokens, draft.first)
    after = bound_after(tokens, draft.last)
    if not after.kind and not after.about and draft.role in ("", "count"):
        noun = _near_noun(tokens, draft.last)
        if noun:
            late = bound_after(tokens, noun)
            if (late.kind or late.about) and lowered(tokens[late.last - 1]) not in ("plus", "odd", "+"):
                after = late
    kind = before.kind if before.kind not in ("", "exact") else after.kind or before.kind
    # "perhaps more" after "at least six" adds nothing; a range keeps both ends under "about"
    bound = Bound(before.first, after.last, kind, before.about or after.about)
    # the stories' key steps whole kilometres as it does counts: "beyond 5,500 km" is 5501 and up
    counts = draft.role in ("", "count") and draft.figure.form != "twice"
    whole = counts or (draft.unit == "km" and draft.low == draft.figure.low and draft.figure.low >= 10)
    if draft.low is not None:
        low, high, about = widen(draft.low, draft.high, bound, whole)
        draft.low, draft.high, draft.about = low, high, about or draft.about
    if (
        before.kind not in ("", "exact")
        or before.about
        or (before.kind == "exact" and lowered(tokens[before.first]) in ("just", "only", "exactly", "precisely", "as"))
    ):
        draft.first = before.first
    if (after.last > draft.last and after.kind and _is_tail(tokens, draft.last, after)) or (
        after.about and _is_tail(tokens, draft.last, after)
    ):
        draft.last = after.last
    if not draft.about and draft.figure.form == "no" and kind == "exact":
        draft.first = draft.figure.first


def _is_tail(tokens: Sequence[Token], last: int, after: Bound) -> bool:
    """Whether bound words follow the number itself and not its noun."""
    return after.first == last and last < len(tokens)


def _near_noun(tokens: Sequence[Token], last: int) -> int:
    """The index past a single word, or adjectives and a word, that the number counts ("six missiles or more")."""
    place = last
    while place < len(tokens) and place < last + 4 and tokens[place].text[0].isalpha():
        if lowered(tokens[place]) in _GROUP_ENDS or tokens[place].pos in ("VERB", "AUX", "ADP"):
            return 0
        after = lowered(tokens[place + 1]) if place + 1 < len(tokens) else ""
        if after in ("or", "at", "and", "minimum", "maximum", "tops") or tokens[place + 1 : place + 2] == ():
            return place + 1
        place += 1
    return 0


_GROUP_ENDS: Final = word_set(
    "have has had was were is are be been of in on at to for with by from and or but who that which one two "
    "three will would said says"
)
