"""Dictionary forms: a table of what is irregular, a list of verbs, and rules for the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from rashomon.text.wordlists import word_set

# Verbs in -e that no list of the network's training holds, and whose letters let no rule see the e: "deplored".
_MUTE_E: Final = word_set(
    "atone cajole censure centre condole condone configure conspire corrode defile degrade demote deplete deplore "
    "deride dilute elude erode exhale exhume implode implore incline inquire invade lambaste opine precede preclude "
    "procure prosecute reassume reassure rebuke recede reignite revile revoke ridicule rupture secede sideline "
    "smuggle stampede stifle subside swathe underline underscore upgrade wrangle"
)
_KEPT_DOUBLE: Final = ("ll", "ss", "ff", "zz")
_VOWELS: Final = "aeiou"


class Lemmas(msgspec.Struct, frozen=True):
    """``forms``: for each part of speech, the forms that the rules get wrong; ``verbs``: known dictionary forms."""

    forms: dict[str, dict[str, str]]
    verbs: frozenset[str]


def read_lemmas(content: bytes) -> Lemmas:
    """Lemmas from their JSON."""
    return msgspec.json.decode(content, type=Lemmas)


def lemma(word: str, pos: str, lemmas: Lemmas) -> str:
    """The dictionary form of a word of a part of speech (UPOS): "fired" to "fire", "missiles" to "missile".

    Names keep their letters; everything else is lower-case, "I" excepted, as in GUM.
    """
    if pos == "PROPN":
        return word
    low = word.lower().replace("’", "'")
    found = lemmas.forms.get(pos, {}).get(low)
    if found is not None:
        return found
    if pos in ("VERB", "AUX"):
        return _verb(low, lemmas)
    if pos == "NOUN":
        return _noun(low)
    if pos == "ADJ":
        return _adjective(low)
    return low


def _verb(low: str, lemmas: Lemmas) -> str:
    shared = lemmas.forms.get("VERB", {}).get(low)
    if shared is not None:
        return shared
    candidates = list(_bases(low))
    known = [one for one in candidates if one in lemmas.verbs or one in _MUTE_E]
    return known[0] if known else candidates[0]


def _bases(low: str) -> Iterator[str]:
    """Possible dictionary forms of a verb form, the likeliest for an unknown verb first."""
    if low.endswith("ies") and len(low) > 4:
        yield low[:-3] + "y"
    elif low.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        yield low[:-2]
        yield low[:-1]
    elif low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 2:
        yield low[:-1]
        yield low[:-2]
    elif low.endswith("ied") and len(low) > 4:
        yield low[:-3] + "y"
        yield low[:-1]
    elif low.endswith("eed") and len(low) > 4:
        yield low[:-1]  # "freed", "agreed"; "exceed" is known as it stands
    elif low.endswith(("ed", "ing")) and len(low) > 4:
        yield from _stems(low[:-2] if low.endswith("ed") else low[:-3])
    yield low


def _stems(stem: str) -> Iterator[str]:
    """What stood before -ed or -ing: "launch", "fir(e)", "stop(p)"."""
    if not any(letter in "aeiouy" for letter in stem):
        return
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
    if doubled and not stem.endswith(_KEPT_DOUBLE):
        yield stem[:-1]
        yield stem
        return
    if doubled:
        yield stem
        yield stem[:-1]
        return
    short = sum(stem[at] in _VOWELS and (at == 0 or stem[at - 1] not in _VOWELS) for at in range(len(stem))) == 1
    mute = stem[-1] in "cguvz" or stem.endswith(
        ("at", "iz", "ys", "us", "as", "os", "is", "rs", "ns", "bl", "dl", "tl", "pl", "rib")
    )
    # "centred", "smuggling", "upgraded", "ruptured": where the list of verbs has no such word
    open_syllable = len(stem) > 3 and stem[-3] not in _VOWELS and stem.endswith(
        ("ad", "od", "ud", "ut", "ur", "um", "ak", "lin"))
    mute = mute or open_syllable or stem.endswith(("tr", "vr", "gl", "scor", "plor"))
    closed = len(stem) > 2 and stem[-1] not in "aeiouwxy" and stem[-2] in _VOWELS and stem[-3] not in _VOWELS
    if mute or (short and closed):
        yield stem + "e"
        yield stem
    else:
        yield stem
        yield stem + "e"


def _noun(low: str) -> str:
    if len(low) < 4 or not low.endswith("s") or low.endswith(("ss", "us", "is", "'s")):
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zes")):
        return low[:-2]
    return low[:-1]


def _adjective(low: str) -> str:
    for ending in ("iest", "ier"):
        if low.endswith(ending) and len(low) > len(ending) + 2:
            return low[: -len(ending)] + "y"
    return low
