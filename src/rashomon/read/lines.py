"""Lines of a plain text: where they stand, and whether they are running text."""

from __future__ import annotations

import re
from typing import Final

import msgspec

BLANK: Final = " \t\r\n\f\v\u00a0\u200b\u3000\ufeff"


class Line(msgspec.Struct, frozen=True):
    """A line without its surrounding white space; `gap` is True when a blank line stands before it."""

    start: int
    end: int
    gap: bool


def lines_of(text: str) -> list[Line]:
    """Every line that holds something, with offsets into the text."""
    found: list[Line] = []
    gap = False
    for match in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        stripped = match.group().strip(BLANK)
        if not stripped:
            gap = True
            continue
        start = match.start() + match.group().index(stripped)
        between = text[found[-1].end : start] if found else ""
        found.append(Line(start, start + len(stripped), gap or between.replace("\r\n", "\n").count("\n") > 1))
        gap = False
    return found


_FINAL: Final = re.compile(r"""[.!?。！？…][)"'”’»\]]*$""")
_STOP: Final = re.compile(r"""(?:[.。]|다\.)[)"'”’»\]]*$""")
_INNER_STOP: Final = re.compile(r"""[a-z0-9%)][.!?]["”’]?\s+["“‘]?[A-Z]""")
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_prose(line: str) -> bool:
    """True for running text: a sentence of some length with its full stop, or several sentences."""
    words = line.split()
    if _CJK.search(line):
        return len(line) >= 25 and (bool(_FINAL.search(line)) or "다." in line or "。" in line)
    if len(words) >= 32:
        return True
    if _INNER_STOP.search(line) and len(words) >= (9 if _FINAL.search(line) else 14):
        return True
    if len(words) >= 7 and _STOP.search(line):
        return True
    return len(words) >= 17 and bool(_FINAL.search(line))
