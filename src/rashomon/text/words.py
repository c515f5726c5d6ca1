"""Words: the tokens of a sentence, in the manner of the English treebanks.

Hyphenated words fall apart ("short", "-", "range") as in GUM, the treebank that the annotator learns syntax from;
clitics too ("did", "n't", "Japan", "'s"). Abbreviations, decimals, clock times and addresses stay whole.
"""

import re
from typing import Final

_ABBREVIATIONS: Final = """
Mr Mrs Ms Dr Prof St Sr Jr Gen Col Lt Maj Capt Sgt Cpl Cmdr Adm Brig Gov Sen Rep Pres Rev Hon Supt Insp Amb Sec Atty
Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Inc Corp Co Ltd Bros Ave Blvd Rd Ft
Ala Ariz Ark Calif Colo Conn Fla Ga Ind Kan Ky Md Mich Minn Mont Neb Nev Okla Pa Tenn Tex Va Vt Wis Wyo Mt Fig
"""
_TITLED: Final = frozenset(_ABBREVIATIONS.split())
_NUMBERED: Final = frozenset({"No", "Nos"})  # words of their own as well: abbreviations only before a figure
_LOWERED: Final = frozenset({"vs", "etc", "al", "approx", "ca", "cf", "dept", "univ", "assn", "vol", "pp"})

_WORD: Final = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"”]{1,2000}                              # addresses
  | [\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}                  # mail
  | [@#]\w{1,100}
  | \d{4}-\d{1,2}-\d{1,2}(?!\w)                                      # ISO days
  | \d{1,2}[hH]\d\d(?!\w)                                            # 14h05
  | \d++(?:[.,:/]\d++)*+(?:(?:st|nd|rd|th|s)(?![^\W_]))?             # 1,200  3.5  10:17  9/11  19th; 450 of 450km
  | ['’](?:\d0s|em\b)                                                # the '90s
  | (?:[^\W\d_]\.){2,}                                               # U.S.  a.m.  D.P.R.K.
  | \b(?:Ph|M|B)\.?(?:Sc|D|A)\.(?=\s|$)
  | \b(?:non|co|re|pro|anti|pre|mini|semi|inter|mid|trans|post|proto|pan|de|ex|sub|ultra|multi|e)
      -[^\W\d_]{3,}                                                  # co-founder, anti-aircraft: one word in GUM
  | [^\W_]+(?:['’](?!(?:s|S|d|D|m|M|ll|LL|re|RE|ve|VE)\b)[^\W\d_]+)*    # words, O'Brien, Sinp’o
  | ['’](?:s|S|d|D|m|M|ll|LL|re|RE|ve|VE)\b                          # clitics
  | \.{2,}|…+ | -{2,} | [!?]{2,} | ``|''
  | [^\w\s]                                                          # any other mark alone
  | _+
    """,
    re.VERBOSE | re.IGNORECASE,
)
_JOINED: Final = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3}


def words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Split a stretch of text into words.

    Offsets are half-open code points into ``text``; every character that is no white space is
    part of exactly one word.
    Tokenisation follows the English Universal Dependencies treebanks (GUM).
    """
    stop = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    for match in _WORD.finditer(text, start, stop):
        first, last = match.span()
        word = match.group()
        if last < stop and text[last] == "." and _keeps_stop(word, text, last, stop):
            found.append((first, last + 1))
            continue
        if found and found[-1][1] > first:  # the full stop of an abbreviation was taken by the word before it
            continue
        cut = _clitic(word)
        if cut:
            found.append((first, first + cut))
            found.append((first + cut, last))
        else:
            found.append((first, last))
    return found


def _keeps_stop(word: str, text: str, last: int, stop: int) -> bool:
    """Whether the full stop after a word belongs to it: titles, months, initials; not at the end of the sentence."""
    rest = text[last + 1 : min(stop, last + 12)]
    if not rest.strip(" \n\t\"')”’]"):
        return word == "etc"
    if len(word) == 1 and word.isupper():
        return True
    if word in _NUMBERED:
        return rest.strip()[:1].isdigit()
    return word in _TITLED or word in _LOWERED or (word.isupper() and word.title() in _TITLED and word != "MD")


def _clitic(word: str) -> int:
    """Where a contracted negation or a joined auxiliary splits, counted from the word's start; 0 where it does not."""
    low = word.lower()
    if low in _JOINED:
        return _JOINED[low]
    if low.endswith(("n't", "n’t")) and len(low) > 3:
        return len(word) - 3
    return 0
