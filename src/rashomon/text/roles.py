"""What a number is when it is no count (age, name, version, score, part), and which word a count counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rashomon.text.annotation import AnnotatedSentence, Token
from rashomon.text.dates import lowered
from rashomon.text.days import MONTHS, WEEKDAYS
from rashomon.text.figures import Figure, figure_at
from rashomon.text.units import unit_at
from rashomon.text.wordlists import word_set

# Nouns whose number is a name: "flight 370", "Resolution 1718", "level 4".
NUMBERED: Final = word_set(
    "resolution resolutions article articles flight route highway interstate chapter section page pages level "
    "channel room platform line unit reactor phase type model class version mark block pier gate terminal "
    "building apartment grade category tier stage step round figure table part volume number no nos no. nos. "
    "tropic boeing airbus windows covid sector district zone area ward precinct paragraph annex item exit "
    "lane track runway hangar pad launchpad house suite floor serial bus train coach car vessel squadron "
    "battalion brigade regiment division fleet corps channel radio episode season series sura psalm rule "
    "clause title form step option plan day appendix site point camp stalag shaft mine well tower"
)
_NUMBERED_AFTER_COUNT: Final = word_set(
    "day stage step point round page floor line train bus car house train mine well tower part class"
)
_GROUPS: Final = word_set("group gang big famous magnificent chapter band")
_WINS: Final = word_set(
    "win wins won beat beats defeat defeated victory lead leads led lost loss draw drew tie tied vote voted "
    "ruled ruling score scored advantage record decision split thrashed"
)
_FUNCTION: Final = word_set(
    "a an the of in on at to for from with by and or but that which who whom whose as is are was were has had "
    "have be been being do did does will would can could may might must shall should not it its he she they "
    "them his her their we our you i this these those there here where when while after before during since "
    "until into onto over under above below between among through across against off out up down about around "
    "near toward towards than then if because so such too very also only just still even yet already however "
    "said says told according per via amid despite without within each every respectively later earlier ago "
    "away"
)
_VERBS: Final = word_set(
    "fired launched died went flew fell hit struck came left took made got gave put made began started ended "
    "closed opened landed reached sank carried remained stood became showed saw seemed appeared reported "
    "announced confirmed say says tell live lived worked met meet reaches fly land believe believes turned "
    "ran survived escaped depend depends lay set lost remain remains need needs gathered took had hit fire "
    "stay stays die try want came come arrive burn burned perished drowned fled attended"
)
_STREETS: Final = word_set("street avenue road lane drive boulevard square place court terrace crescent st ave rd blvd")
# Participles and adjectives that stand for the people they describe: "nine dead, 287 missing".
_PEOPLE: Final = word_set(
    "dead missing injured wounded killed hurt rescued saved displaced homeless hospitalized hospitalised "
    "unaccounted arrested detained aboard trapped stranded evacuated survivors others more saved drowned "
    "slain feared sick ill infected kidnapped"
)
_PLURAL_PEOPLE: Final = word_set("people men women children police troops persons crew-members policemen")
_EXTENTS: Final = word_set(
    "long deep high wide away apart strong west east north south tall thick old late ahead altogether "
    "northeast northwest southeast southwest inland offshore more less each"
)


def role_of(sentence: AnnotatedSentence, figure: Figure) -> str:
    """What a number is besides a count: age, name, version, score or part; "" for a count or measure."""
    tokens = sentence.tokens
    first, last = figure.first, figure.last
    before = lowered(tokens[first - 1]) if first else ""
    after = lowered(tokens[last]) if last < len(tokens) else ""
    if figure.form in ("digits", "words"):
        if _is_score(tokens, figure):
            return "score"
        if _is_name(sentence, figure, before, after):
            return "name"
        if _is_age(tokens, figure, before, after):
            return "age"
        if before == "version" or (before == "v" and figure.form == "digits"):
            return "version"
    if figure.form in ("digits", "words", "both", "vague") and _is_part(tokens, last, after):
        return "part"
    return ""


def _is_score(tokens: Sequence[Token], figure: Figure) -> bool:
    """ "a 2-1 win", "won 3–0", "a 5-4 vote": two small numbers, a dash, and talk of winning near by."""
    last = figure.last
    if last + 1 >= len(tokens) or tokens[last].text not in ("-", "–") or not tokens[last + 1].text.isdigit():
        return False
    if not tokens[figure.first].text.isdigit() or tokens[last].start != tokens[last - 1].end:
        return False
    nearby = {lowered(token) for token in tokens[max(0, figure.first - 6) : last + 6]}
    return bool(nearby & _WINS) and figure.low <= 200


def _is_name(sentence: AnnotatedSentence, figure: Figure, before: str, after: str) -> bool:
    """Whether a number is part of a name: "KN-23", "Hwasong-15", "C-130", "flight 370", "Group of Seven"."""
    tokens = sentence.tokens
    first, last = figure.first, figure.last
    start, end = tokens[first].start, tokens[last - 1].end
    if before in ("-", "–", "/") and first >= 2 and tokens[first - 1].end == start:
        left = tokens[first - 2]
        if (
            left.end == tokens[first - 1].start
            and left.text[0].isalpha()
            and (left.text[0].isupper() or left.pos == "PROPN")
        ):
            return lowered(left) not in ("of", "to")
    if before == "of" and first >= 2 and lowered(tokens[first - 2]) in _GROUPS and tokens[first].text[0].isupper():
        return True
    if before in ("#", "№") or (figure.form == "digits" and _is_address(tokens, last)):
        return True
    if figure.form == "words" and tokens[first].text[0].isupper() and first and before in _GROUPS:
        return True
    if before in NUMBERED and (
        figure.form == "digits" or tokens[first - 1].text[0].isupper() or before not in _NUMBERED_AFTER_COUNT
    ):
        return not _counts_plural(tokens, last) and not _numbers_people(tokens, first)
    if figure.form == "digits" and last < len(tokens) and tokens[last].start == end and tokens[last].text[0] in "-":
        return _is_code_head(tokens, last)
    if any(
        name.start < start and end <= name.end and name.label.upper() not in ("DATE", "TIME") for name in sentence.names
    ):
        return figure.form == "digits" or tokens[first].text[0].isupper()
    return figure.form == "digits" and _follows_name(sentence, first, last, after)


def _numbers_people(tokens: Sequence[Token], first: int) -> bool:
    """ "the injured number 15", "the dead now number 12": a verb, where the number is a count."""
    people = (lowered(one) in _PEOPLE for one in tokens[first - 3 : first - 1])
    return lowered(tokens[first - 1]) == "number" and any(people)


def _is_address(tokens: Sequence[Token], last: int) -> bool:
    """ "221 Baker Street": a number before a capitalised name that ends in a word for a street."""
    for place in range(last, min(last + 4, len(tokens))):
        if not tokens[place].text[0].isupper():
            return False
        if place > last and lowered(tokens[place]) in _STREETS:
            return True
    return False


def _is_code_head(tokens: Sequence[Token], dash: int) -> bool:
    """ "9K-720", "3M-54": letters or codes glued on; "670-kilometer" and "14-year-old" are not."""
    following = tokens[dash + 1] if dash + 1 < len(tokens) else None
    return (
        following is not None
        and following.text.isupper()
        and len(following.text) <= 3
        and following.text.isalpha()
        and following.text not in ("KM", "MM")
    )


def _counts_plural(tokens: Sequence[Token], last: int) -> bool:
    """Whether a plural noun follows at once, so that the number counts it ("In Area 12 people")."""
    if last >= len(tokens):
        return False
    low = lowered(tokens[last])
    return low == "people" or (
        tokens[last].text.islower()
        and low.endswith("s")
        and not low.endswith(("ss", "is", "was", "has"))
        and len(low) > 3
    )


def _follows_name(sentence: AnnotatedSentence, first: int, last: int, after: str) -> bool:
    """ "Boeing 737 crashed", "Agni 5": digits after a capitalised word that is no day, month or sentence opener."""
    if not first:
        return False
    tokens = sentence.tokens
    left = tokens[first - 1]
    text = left.text
    if not text[0].isupper() or not text[-1].isalpha() or lowered(left) in MONTHS or lowered(left) in WEEKDAYS:
        return False
    if lowered(left) in _FUNCTION or lowered(left) in (
        "some",
        "mach",
        "nearly",
        "almost",
        "another",
        "all",
        "no",
        "magnitude",
        "aged",
        "exactly",
        "roughly",
        "approximately",
    ):
        return False
    if _counts_plural(tokens, last) or after in _PEOPLE:
        return False
    if left.pos and left.pos != "PROPN":
        return False
    if not left.pos and first == 1:
        return False
    if any(
        name.start <= left.start and left.end <= name.end and name.end <= left.end and "LOC" in name.label.upper()
        for name in sentence.names
    ):
        return False
    return after not in ("%", "percent", "km", "years", "million", "billion", "per", "-", "of", "to", ":")


def _is_age(tokens: Sequence[Token], figure: Figure, before: str, after: str) -> bool:
    """ "aged 5", "Faraz Tahir, 30,", "a girl of ten"; "27-year-old" is known by its unit."""
    first, last = figure.first, figure.last
    if not 0 < figure.low < 120 or figure.low != int(figure.low):
        return False
    if before in ("aged", "age", "ages"):
        return True
    if before in ("was", "is", "were") and first >= 3 and lowered(tokens[first - 3]) in ("when", "since"):
        person = lowered(tokens[first - 2]) in ("he", "she", "i", "they", "we")
        return person and after not in ("of", "-") and not after.isdigit()
    if (
        before in ("between", "from", "under", "over")
        and first >= 2
        and lowered(tokens[first - 2]) in ("aged", "age", "ages")
    ):
        return True
    if (
        before == "of"
        and first >= 3
        and lowered(tokens[first - 2]) in ("girl", "boy", "child", "woman", "man", "ages", "age")
    ):
        return after in (",", ".", "", "and", "who", ";", "with", "was", "in", "from", "years", "lifted", "to")
    named = first >= 2 and before == "," and tokens[first - 2].text[0].isupper() and tokens[first - 2].text.isalpha()
    closed = after in (",", ";", ".", ")", "", "and", "of", "who", "from", "was", "—", "–", "is")
    if not (named and closed and figure.form == "digits"):
        return False
    left = lowered(tokens[first - 2])
    if left in MONTHS or left in WEEKDAYS or figure.last - first != 1:
        return False
    if (
        after in ("and", "of", "who", "from", "was", "is", ".", "")
        and tokens[first - 2].pos != "PROPN"
        and after not in ("of", "who", "from", ".", "")
    ):
        return False
    # a list of numbers ("in Rows 12, 30, 41") holds no ages
    further = tokens[last + 1].text if after == "," and last + 1 < len(tokens) else ""
    return not further[:1].isdigit()


_PARTITIVE: Final = word_set("the them these those his her its their our your whom which us you all")


def _is_part(tokens: Sequence[Token], last: int, after: str) -> bool:
    """ "one of three", "two of the eight", "three of them", "one in five", "two out of three"."""
    if after in ("of", "out") and last + 1 < len(tokens):
        following = lowered(tokens[last + 1])
        if after == "out":
            return following == "of"
        if following in _PARTITIVE or following.endswith("'s"):
            return True
        other = figure_at(tokens, last + 1)
        return other is not None and other.form in ("digits", "words", "vague")
    if after == "in" and last + 1 < len(tokens) and figure_low(tokens, last) <= 9:
        other = figure_at(tokens, last + 1)
        if other is None or other.form not in ("digits", "words") or not figure_low(tokens, last) < other.low <= 100:
            return False
        return unit_at(tokens, other.last) is None
    return False


def figure_low(tokens: Sequence[Token], last: int) -> float:
    """The value of the one-word number that ends before a token, infinite when there is none."""
    figure = figure_at(tokens, last - 1)
    return figure.low if figure is not None and figure.form in ("digits", "words") else float("inf")


def counted(tokens: Sequence[Token], first: int, last: int) -> int:
    """Index of the token that the number at ``first`` up to ``last`` counts, -1 when it stands alone.

    The tree decides where tokens have heads; else the last word of the noun group that follows.
    """
    by_tree = _by_tree(tokens, first, last)
    if by_tree is not None:
        return by_tree
    return _by_neighbours(tokens, last)


def _by_tree(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """The governor of a numeral that modifies, or the noun under "of"; None where the tree says nothing."""
    inside = range(first, last)
    tops = [place for place in inside if tokens[place].head not in inside]
    if not tops or not tokens[tops[-1]].relation:
        return None
    top = tops[-1]
    token = tokens[top]
    relation = token.relation.split(":")[0]
    if relation in ("nummod", "det", "amod", "compound", "advmod") and last <= token.head < last + 10:
        head = token.head
        return head if tokens[head].pos not in ("VERB", "AUX", "ADP") or lowered(tokens[head]) in _PEOPLE else None
    for place in range(last, min(len(tokens), last + 10)):
        other = tokens[place]
        if other.head == top and other.relation.split(":")[0] in ("nmod", "obl"):
            case = [
                tokens[at].text.lower()
                for at in range(last, place)
                if tokens[at].head == place and tokens[at].relation == "case"
            ]
            if case == ["of"]:
                return place
    if last < len(tokens) and (lowered(tokens[last]) in _PEOPLE or lowered(tokens[last]) == "of"):
        return None
    if last < len(tokens) and tokens[last].pos in ("NOUN", "ADJ", "PROPN"):
        return None
    return -1


def _by_neighbours(tokens: Sequence[Token], last: int) -> int:
    """The last word of the noun group right after a number, through "of the" and hyphens; -1 when none follows."""
    place = last
    if place < len(tokens) and tokens[place].text in "\"“”'‘’" and place + 1 < len(tokens):
        place += 1
    if place + 1 < len(tokens) and lowered(tokens[place]) == "in" and _is_part(tokens, last, "in"):
        place = last + 2
    elif place < len(tokens) and lowered(tokens[place]) == "of":
        place += 1
        while place < len(tokens) and lowered(tokens[place]) in (
            "the",
            "its",
            "his",
            "her",
            "their",
            "these",
            "those",
            "our",
            "our",
            "all",
            "such",
        ):
            place += 1
        inner = figure_at(tokens, place) if place < len(tokens) else None
        if inner is not None and inner.form != "article":
            place = inner.last
    found = -1
    while place < len(tokens) and place < last + 9:
        token = tokens[place]
        if token.text in ("-", "‑") and place + 1 < len(tokens) and found >= 0 and tokens[place - 1].end == token.start:
            place += 1
            continue
        if _ends_group(tokens, place, found):
            break
        found = place
        place += 1
        if _is_plural_noun(token):
            break
    if found >= 0 and tokens[found].pos in ("ADJ", "ADV") and lowered(tokens[found]) not in _PEOPLE:
        return -1
    return found


def _ends_group(tokens: Sequence[Token], place: int, found: int) -> bool:
    """Whether a word stands outside the noun group that a number opens; ``found`` is the group's last word so far."""
    token = tokens[place]
    low = lowered(token)
    if not token.text[0].isalpha() or low in _FUNCTION or low in _EXTENTS:
        return True
    if found >= 0 and lowered(tokens[found]) in _PEOPLE and not _is_plural_noun(token):
        return True
    if (
        found >= 0
        and low in _PEOPLE
        and tokens[found].pos in ("NOUN", "")
        and low not in ("others", "more", "survivors")
    ):
        return True
    if token.pos:
        verbal = token.pos in ("VERB", "AUX", "ADP", "PRON", "SCONJ", "CCONJ", "DET")
        return (verbal and low not in _PEOPLE and not _leads_on(tokens, place)) or (token.pos == "ADV" and found >= 0)
    if low in _VERBS:
        return True
    # without syntax, "people marched" ends the group where "guided missiles" does not
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    closes = following is None or not following.text[0].isalpha() or lowered(following) in _FUNCTION
    return found >= 0 and low.endswith("ed") and closes and low not in _PEOPLE


def _is_plural_noun(token: Token) -> bool:
    """Whether a word can only end the group: a plural that no other noun follows as a rule."""
    low = lowered(token)
    if token.pos:
        return token.pos == "NOUN" and (low in _PLURAL_PEOPLE or (low.endswith("s") and token.lemma.lower() != low))
    return low in _PLURAL_PEOPLE or (
        low.endswith("s") and not low.endswith(("ss", "us", "is")) and token.text.islower() and len(low) > 3
    )


def _leads_on(tokens: Sequence[Token], at: int) -> bool:
    """A participle inside the noun group ("two suspected missiles", "eight guided weapons")."""
    low = lowered(tokens[at])
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        low.endswith(("ed", "ing", "en"))
        and following is not None
        and following.pos in ("NOUN", "ADJ", "PROPN", "VERB")
    )
