"""Quotations: stretches between quotation marks, straight or typographic, nested, or reopened at each paragraph.

One pass with a stack, so a text of nothing but quotation marks costs no more than any other.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from rashomon.text.wordlists import word_set


class Quote(msgspec.Struct, frozen=True):
    """A quotation: half-open code points with its marks, the same without them, and how many quotations it lies in."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int = 0


_CLOSING: Final = {
    "“": "”", "„": "“”", "‟": "”", "«": "»", "‹": "›", "「": "」", "『": "』", "〈": "〉", "《": "》", "﹁": "﹂",
    "‘": "’",    "‚": "‘’", "〝": "〞〟",
}  # fmt: skip
_MARK: Final = re.compile(r"''|[\"'“”„‟«»‹›「」『』〈〉《》﹁﹂〝〞〟‘’‚]|``|\n[ \t]*(?:\r?\n[ \t]*)*")
_STRAIGHT: Final = "\"'"
# Deeper nesting than this is noise or an attack; what lies deeper is not reported.
_DEEPEST: Final = 24


class _Open(msgspec.Struct):
    mark: str
    start: int
    inner: int


def quotes(text: str, start: int = 0, end: int | None = None) -> list[Quote]:
    """Find the quotations of ``text[start:end]``, in order of their start.

    Apostrophes are no marks. A quotation left open ends with its paragraph, unless the next paragraph reopens it with
    the same mark, which printers do for long speech; then each paragraph is a quotation of its own. Marks that open
    nothing are passed over. Time is linear in the length.
    """
    stop = len(text) if end is None else min(end, len(text))
    found: list[Quote] = []
    stack: list[_Open] = []
    for match in _MARK.finditer(text, start, stop):
        mark, at = match.group(), match.start()
        if mark[0] == "\n":
            if not _runs_on(text, match, start, stop):
                _end_paragraph(text, at, stack, found)
            continue
        if mark in "'’‘" and _is_apostrophe(text, at, start, stop, stack):
            continue
        place = _closed(stack, mark, _may_close(text, at, start), _may_open(text, match.end(), stop))
        if place >= 0:
            opened = stack[place]
            found.append(Quote(opened.start, match.end(), opened.inner, at, place))
            del stack[place:]
        elif _opens(text, mark, at, match.end(), start, stop) and len(stack) < _DEEPEST:
            stack.append(_Open(mark, at, match.end()))
    _end_paragraph(text, stop, stack, found)
    found.sort(key=lambda quote: (quote.start, -quote.end))
    return found


def _closed(stack: list[_Open], mark: str, may_close: bool, may_open: bool) -> int:
    """The place in the stack of what a mark closes, -1 when it closes nothing."""
    for place in range(len(stack) - 1, -1, -1):
        opener = stack[place].mark
        if opener in _STRAIGHT or opener == "``":
            # a typist may close ``such'' or "such” with another kind of double mark
            same = mark == opener or (mark in ('"', "”", "''") and opener in ('"', "``"))
            if same and may_close and not (may_open and not _is_inner(stack, place)):
                return place
            if same and may_close and not may_open:
                return place
        elif mark in _CLOSING[opener] or (opener == "“" and mark == '"' and may_close):
            return place
    return -1


def _runs_on(text: str, gap: re.Match[str], start: int, stop: int) -> bool:
    """Whether a single line end lies inside a hard-wrapped sentence."""
    before, after = gap.start() - 1, gap.end()
    if gap.group().count("\n") > 1 or before < start or after >= stop:
        return False
    return (text[before].isalnum() or text[before] in ",;-") and text[after].islower()


def _is_inner(stack: list[_Open], place: int) -> bool:
    return place == len(stack) - 1


def _may_close(text: str, at: int, start: int) -> bool:
    """Something other than white space stands before the mark."""
    return at > start and not text[at - 1].isspace() and text[at - 1] not in "([{—–"


def _may_open(text: str, after: int, stop: int) -> bool:
    return after < stop and not text[after].isspace() and text[after] not in ".,;:!?)]}"


def _opens(text: str, mark: str, at: int, after: int, start: int, stop: int) -> bool:
    if mark in _CLOSING:
        return after < stop
    if mark == "``":
        return True
    if mark not in _STRAIGHT or not _may_open(text, after, stop):
        return False
    return at == start or not (text[at - 1].isalnum() or text[at - 1] in ".,!?")


_ELIDED: Final = re.compile(
    r"['’](?:\d0s\b|\d\d\b(?!\d)|tis\b|twas\b|em\b|til\b|cause\b|n\b|round\b|bout\b)", re.IGNORECASE
)


def _is_apostrophe(text: str, at: int, start: int, stop: int, stack: list[_Open]) -> bool:
    """Whether a single mark is an apostrophe: inside a word, after a plural, or before an elided one ("’90s")."""
    mark = text[at]
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < stop else " "
    if before.isalnum() and after.isalnum():
        return True
    single = any(opened.mark in "'‘‚" for opened in stack)
    if mark == "‘":
        return before.isalnum() and not after.isspace()
    if _ELIDED.match(text, at) and not before.isalnum():
        return True
    # "the chiefs' count": closes only where a single quotation is open and the word is no possessive plural
    if before.isalnum() and not single:
        return True
    if single and before in "sS" and after == " ":
        return not _closes_later(text, at, stop)
    return mark == "’" and not single


def _closes_later(text: str, at: int, stop: int) -> bool:
    """Whether the word after "s'" starts anew, so that the mark ended a quotation and is no possessive."""
    following = text[at + 2 : min(stop, at + 12)]
    word = following.split(" ")[0] if following else ""
    return not word or not word[0].islower() or word.rstrip(".,") in _AFTER_QUOTE


_AFTER_QUOTE: Final = word_set(
    "said says and or but in on at of was is were are as to for he she they that which after with by from "
    "when has had"
)  # fmt: skip


def _end_paragraph(text: str, at: int, stack: list[_Open], found: list[Quote]) -> None:
    """Close at the end of a paragraph what is still open; a lone single mark was an apostrophe after all."""
    last = at
    while last > 0 and text[last - 1].isspace():
        last -= 1
    for place, opened in enumerate(stack):
        if opened.mark in "'" or last <= opened.inner:
            continue
        found.append(Quote(opened.start, last, opened.inner, last, place))
    stack.clear()
