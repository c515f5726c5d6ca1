"""Sentences of a stretch of text, as half-open spans of code points.

A line end closes a sentence unless the lines are one hard-wrapped paragraph. Inside a paragraph a stop ends a sentence
unless it belongs to an abbreviation, an initial, a decimal, a list number or a quotation that runs on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from rashomon.text.wordlists import word_set

# Always followed by a name or a figure, so their full stop never ends a sentence.
_NEVER_LAST: Final = word_set(
    "mr mrs ms mx dr prof gen col lt maj capt sgt cpl cmdr adm brig gov sen rep reps sens pres rev hon supt "
    "insp amb atty st messrs lt-col fr sr. vs v cf ca approx e.g i.e mt ft det spc pfc pvt dep asst vice-adm "
    "rear-adm mme mlle ph"
)
# End a sentence only when what follows can hardly be the rest of a name or date.
_SELDOM_LAST: Final = word_set(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri inc corp co ltd bros jr "
    "sr llc plc dept univ assn est fig eds vol pp ave blvd rd ala ariz ark calif colo conn fla ga kan ky md "
    "mich minn miss mont neb nev okla ore pa tenn tex va vt wash wis wyo n.y n.j n.c d.c u.s u.k u.n e.u "
    "u.s.s.r u.s.a n.k s.k d.p.r.k p.r.c r.o.k etc al"
)
_BEFORE_FIGURES: Final = word_set("no nos art sec ch p pp fig vol para arts")
_CLOCK_MARKS: Final = frozenset(("a.m", "p.m", "am", "pm"))
_CALENDAR: Final = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues "
    "wed thu thurs fri sat sun eastern central pacific mountain est edt pst pdt cst cdt mst gmt utc bst ist "
    "jst kst pkt local et pt ct moscow tokyo seoul beijing korea japan"
)
_STARTERS: Final = word_set(
    "the a an it he she they we i you in on at by but and or so yet this that these those there here his her "
    "their its our my your as after before for from if when while with without according some both one two "
    "three no not all many most several since then also however meanwhile although though because under over "
    "during until what who where why how despite following asked earlier later last such other another each "
    "every only even still nor to once among between officials police witnesses residents authorities "
    "analysts experts critics more nearly about at"
)
_SPEECH: Final = word_set(
    "said says say asked asks told tells added adds replied wrote writes shouted cried answered wondered "
    "explained noted continued recalled declared yelled demanded insisted remarked joked concluded"
)
_NOT_WRAPPED: Final = word_set("by from updated published photo image")
_LINKING: Final = word_set(
    "the a an of in on at to for from with by and or but that which who as is are was were has had have be "
    "been its their his her this these into over under after before between than nor not"
)

_CLOSERS: Final = "\"'”’»)]}›"
_OPENERS: Final = "\"'“‘«([{‹¿¡"
# Some crawlers leave quotation marks as HTML writes them.
_ESCAPED: Final = re.compile(r"(?:&(?:quot|apos|ldquo|lsquo|laquo|#39|#34|#x27|#x22);)+", re.IGNORECASE)
_STOP: Final = re.compile(r"(?:[.!?…]+|[。！？]+)[\"'”’»)\]}›]*")
_BULLET: Final = re.compile(r"\s*(?:[•◦▪‣●○■►▶*·–—-]\s+|(?:\d{1,2}|[a-zA-Z])[.)]\s+(?=\S))")
_MARK: Final = re.compile(r"[\s•◦▪‣●○■►▶*·]*(?:[–—-]{1,2}\s+)?")
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_BEGINS: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7afA-Z“‘\"'(\[<【■▲△◇◆○●※&]")
_WORD_BEFORE: Final = re.compile(r"[^\s\"“”‘«»()\[\]]*$")
_LINE: Final = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_BREAK: Final = re.compile(r"[\n\r\u2028\u2029\x0b\x0c\x85]+")
# A word is looked back at no further than this: a wall of letters without a space must not cost quadratic time.
_REACH: Final = 40


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Split ``text[start:end]`` into sentences.

    Returns half-open spans of code points into ``text``, in order, without overlap, trimmed of white space and bullets;
    every letter and figure of the stretch lies in one of them. Time is linear in the length.
    """
    stop = len(text) if end is None else min(end, len(text))
    found: list[tuple[int, int]] = []
    for first, last in _paragraphs(text, max(start, 0), stop):
        begin = first
        for cut in _cuts(text, first, last):
            _keep(text, begin, cut, found)
            begin = cut
        _keep(text, begin, last, found)
    return found


def _keep(text: str, first: int, last: int, found: list[tuple[int, int]]) -> None:
    """Trim a span and keep it when a word or mark is left; a span of bare marks goes to the sentence before it."""
    mark = _MARK.match(text, first, last)
    begin = mark.end() if mark else first
    while last > begin and text[last - 1].isspace():
        last -= 1
    if begin >= last:
        return
    if not any(letter.isalnum() for letter in text[begin:last]) and found and not text[found[-1][1] : begin].strip(" "):
        found[-1] = (found[-1][0], last)
        return
    found.append((begin, last))


def _paragraphs(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Runs of lines that belong together: single lines, or the lines of one hard-wrapped paragraph."""
    block: list[tuple[int, int]] = []
    for match in _LINE.finditer(text, start, stop):
        first, last = match.span()
        while last > first and text[last - 1].isspace():
            last -= 1
        gap = text[block[-1][1] : first] if block else ""
        blank = first == last or gap.count("\n") > 1 or gap.count("\r\n\r\n") > 0 or "\f" in gap
        if block and blank:
            yield from _unwrapped(text, block)
            block = []
        if first < last:
            block.append((first, last))
    if block:
        yield from _unwrapped(text, block)


def _unwrapped(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join the lines of a block that a line-breaking program, not a writer, has parted."""
    wrapped = _is_wrapped(text, lines)
    begin, last = lines[0]
    for index in range(1, len(lines)):
        first, final = lines[index]
        if _goes_on(text, lines[index - 1], lines[index], wrapped):
            last = final
            continue
        yield begin, last
        begin, last = first, final
    yield begin, last


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether a block of three lines or more was filled greedily: no next word would have fitted on the line before."""
    if len(lines) < 3:
        return False
    width = max(last - first for first, last in lines)
    if not 40 <= width <= 130:
        return False
    return all(
        last - first + 1 + len(text[after : after + _REACH].split(None, 1)[0]) > width - 3
        for (first, last), (after, _) in pairwise(lines)
    )


def _goes_on(text: str, line: tuple[int, int], after: tuple[int, int], wrapped: bool) -> bool:
    first, last = line
    if _BULLET.match(text, after[0], after[1]):
        return False
    if wrapped:
        return True
    if text[last - 1] in ".!?:…" + _CLOSERS or not 40 <= last - first <= 130:
        return False
    word = text[after[0] : after[0] + _REACH].split(None, 1)[0]
    final = text[max(first, last - _REACH) : last].rsplit(maxsplit=1)[-1]
    if final.lower() in _LINKING or final.endswith(","):
        return word.lower() not in _NOT_WRAPPED and not word.startswith(("-", "|"))
    return last - first >= 55 and word[0].islower() and word not in _NOT_WRAPPED


def _cuts(text: str, first: int, last: int) -> Iterator[int]:
    """Positions inside a paragraph at which a sentence ends."""
    opening = _BULLET.match(text, first, last)
    for match in _STOP.finditer(text, opening.end() if opening else first, last):
        if match.end() < last and _ends(text, match, first, last):
            yield match.end()


def _ends(text: str, stop: re.Match[str], first: int, last: int) -> bool:
    mark = stop.group()
    cut = stop.end()
    if mark[0] in "。！？":
        return True
    before_span = text[max(first, stop.start() - _REACH) : stop.start()]
    found = _WORD_BEFORE.search(before_span)
    before = found.group().lstrip(_OPENERS) if found else ""
    if not text[cut].isspace():
        return _is_glued(text, stop, before, last)
    ahead = text[cut : cut + 4 * _REACH].lstrip()
    begins = _ESCAPED.sub("", ahead, count=1) if _ESCAPED.match(ahead) else ahead
    begins = begins.lstrip(_OPENERS + " ")
    if not begins:
        return not ahead or bool(ahead.strip(_CLOSERS + "."))
    if begins[0].islower():
        return False
    if not (begins[0].isalnum()):
        return begins[0] in "•$€£¥#@" or mark[0] != "."
    following = begins.split(None, 4)[:4]
    word = following[0].strip("\"'“”‘’.,;:!?)(»«")
    if mark[0] in "!?":
        return not _is_attributed(mark, following)
    if mark.startswith("..") or mark[0] == "…":
        return True
    if len(mark) > 1 and mark[1] in '"”»' and before.lower() not in _CLOCK_MARKS:
        return not _is_attributed(mark, following)
    return _ends_at_word(before, word, text, stop.start())


def _ends_at_word(before: str, word: str, text: str, place: int) -> bool:
    """Whether the full stop after ``before`` ends a sentence, given the next word."""
    low = before.lower()
    plain = word.lower().replace("’", "'").split("'")[0]
    if not low:
        return True
    if low in _BEFORE_FIGURES:
        return not word[:1].isdigit()
    if low in _NEVER_LAST:
        return False
    if low in _CLOCK_MARKS:
        return plain not in _CALENDAR and not word[:1].isdigit()
    if (low in _SELDOM_LAST and before[:1].isupper()) or low == "etc":
        return plain in _STARTERS
    if len(before) == 1 and before.isalpha():
        # "Plan B. The" ends, "J. Smith" and "George W. Bush" do not
        return plain in _STARTERS and before.isupper() and (before != "I" or plain != "i")
    if "." in before.strip(".") and all(len(part) <= 2 for part in before.split(".")) and not before[0].isdigit():
        return plain in _STARTERS
    if before.isdigit() and len(before) <= 2:
        start = place - len(before)
        return text[max(0, start - 1) : start] not in ("", "\n")
    return True


def _is_attributed(mark: str, following: list[str]) -> bool:
    """Whether a quoted question or cry goes on with its speaker: '"Why?" Kim asked.'."""
    if not set(mark) & set("\"”»’'"):
        return False
    return any(word.strip(",.;:\"'”’").lower() in _SPEECH for word in following[1:4]) and following[0][-1:] not in ",:"


def _is_glued(text: str, stop: re.Match[str], before: str, last: int) -> bool:
    """Whether two sentences were run together without a space ("were hurt.The"), as happens in scraped pages."""
    cut = stop.end()
    if before and _CJK.match(before[-1]):
        # Behind a closed quotation the particle of its speaker follows, which goes on with the sentence.
        return stop.group()[-1] in ".!?…" and _CJK_BEGINS.match(text, cut, last) is not None
    if stop.group()[-1] not in '.!?”")' or len(stop.group()) > 3 or "." in before or "/" in before or "@" in before:
        return False
    if not ((len(before) >= 3 and before[-1].islower()) or (before[-4:].isdigit() and len(before) >= 4)):
        return False
    rest = text[cut : min(last, cut + _REACH)]
    glued = re.match(r"[“\"]?([A-Z][a-z]*)[\s,’']", rest)
    return glued is not None and (glued.group(1).lower() in _STARTERS or len(glued.group(1)) >= 3)
