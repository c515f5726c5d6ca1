"""Where in a page's text the news is: title, headlines, dateline, body, captions, and what is none of it.

A line is boilerplate only when its form says so (a share line, a teaser's label, a comment form); a sentence that
could be news always stays body.
"""

from __future__ import annotations

import re
from typing import Final

from rashomon.model.document import Block
from rashomon.read.head import Head
from rashomon.read.lines import Line, is_prose, lines_of

NEWS: Final = frozenset({"title", "headline", "body"})

_BULLET: Final = re.compile(r"^\s*(?:[•·▪●‣►▶–—*+»>-]|\d{1,2}[.)])\s+")
# Labels that only ever open a link to another story.
_TEASER: Final = re.compile(
    r"""
    ^(?:explainer|feature|opinion|analysis|watch|listen|read|quiz|gallery|podcast|video|photos|in\ pictures
      |live(?:\ updates)?|editorial|profile|factbox|timeline|interactive|map)\s*[:|]\s*\S
    |^(?:also\ read|read\ (?:also|more|next)|see\ also|more\ (?:on\ this|from(?:\ [^:|]{1,40})?|stories)
      |you\ (?:might|may)\ also\ like
      |related(?:\ (?:stories|articles|news|posts|topics|coverage))?|recommended(?:\ for\ you)?|trending\ now
      |most\ (?:read|popular)|don'?t\ miss|next\ story|previous\ (?:story|article)|up\ next|further\ reading
      |latest\ news|top\ stories|in\ case\ you\ missed\ it|watch\ more)\b\s*(?:[:|»>].*|.{0,3})$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TEASER_CASED: Final = re.compile(r"^[A-Z]{4,}(?: [A-Z]{2,}){0,2}: \S")
# Lines of a page's machinery, wherever they stand.
_MACHINERY: Final = re.compile(
    r"""
    ^(?:share(?:\ (?:this|on|via|your|with|the|before|tweet)\b.*)?|tweet(?:\ this)?|print|email(?:\ this)?|whatsapp
    |comments?|advertisement
      |sponsored(?:\ content|\ by\b.*|:.*)?|loading.*|click\ here\b.*|sign\ up\b.*|log\ in\b.*|skip\ to\b.*
      |back\ to\ top|load\ more.*
      |follow\ (?:us|@).*|tags?:.*|topics?:.*|filed\ under\b.*|categor(?:y|ies):.*|\(?end\)?|\(?ends\)?|-\s?30\s?-
      |[#*=_~-]{2,}.{0,30}|subscribe(?:rs)?\b.*
      |more\ to\ follow\.?|updates?\ to\ follow\.?|developing\ story\.?|this\ is\ a\ (?:developing|breaking).{0,80}
      |editors?:\ .*
      |leave\ a\ (?:reply|comment)\b.*|please\ enter\ your\ .*|post\ (?:a\ )?comment.*|your\ email\ address\b.*
      |save\ my\ name\b.*
      |required\ fields\b.*|name\ \*|email\ \*|website|enter\ your\ .*|newsletter\b.*|get\ (?:our|the)\ (?:app
      |newsletter|truth|latest)\b.*
      |(?:©|\(c\)|copyright).*|all\ rights\ (?:reserved|saved).*|disclaimer\b.*|enable\ (?:javascript
      |notifications)\b.*|accept\ (?:all\ )?cookies.*
      |first\ published\b.*|last\ (?:updated|modified)\b.{0,60}|image\ (?:source|credit)s?\b.*
      |correspondence\ to\b.*|media\ (?:queries|contact)\b.*
      |letters\ to\ the\ editor:.*|for\ (?:further|more)\ information:?\ .{0,80}|\(?(?:reporting|writing|editing
      |additional\ report\w+|compiled)\b[^.]{0,40}\bby\b.*
      |\(?with\ (?:agency\ inputs|inputs\ from|reporting\ (?:by|from)|files\ from).*|originally\ (?:published
      |appeared)\b.*
      |buy\ our\b.*|tap\ follow\b.*|our\ standards:.*|like\ this\ (?:story|article)\b.*)$
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Phrases that make the sentence around them part of the machinery, also in the middle of a line.
_PLEA: Final = re.compile(
    r"""
    \b(?:subscribers\ can\ comment|subscribe\ (?:to|from|now|today|for)\b|sign\ up\ (?:for|to)\ (?:our|the|receive)
    |our\ newsletter|share\ your\ comment
      |leave\ a\ (?:reply|comment)|in\ this\ browser\b|this\ (?:site|website)\ uses\ cookies
      |we\ use\ cookies|cookies\ help\ us|accept\ (?:all\ )?cookies
      |cookie\ (?:policy|settings)|privacy\ policy|terms\ of\ (?:use|service)|all\ rights\ reserved
      |may\ not\ be\ (?:published|reproduced|redistributed)
      |reproduction\ permitted|advertising\ helps|ads\ help\ us|free\ of\ advertising|donations\ keep
      |support\ our\ journalism|become\ a\ (?:member|subscriber)
      |newsletter:|is\ (?:listener|reader)[ -]supported|read\ also:|best\ vpn|tap\ follow|follow\ us\ on
      |download\ our\ app
      |get\ our\ app|enable\ notifications|watch\ the\ video
      |advice\ to\ (?:insure|buy|invest)|not\ a\ substitute\ for|views\ (?:expressed\ )?are\ (?:the\ author
      |those\ of)|is\ the\ press\ service\ of
      |letters\ to\ the\ editor:|obituaries\ [a-z]\d|tide\ tables:|prayer\ times:|conversion\ tables:)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PICTURE: Final = re.compile(
    r"^\(?(?:file |stock )?(?:image|photo|picture|pic|photograph|graphic|credit|foto)s?"
    r"(?: credit| courtesy| source)?(?: by\b|\s*[:©/])\s*.{0,80}$",
    re.IGNORECASE,
)
_CAPTION: Final = re.compile(
    r"^\(?(?:FILE(?: PHOTO| -|:)|File photo|Photo:|Image:|Caption:|Pictured:)\b.*"
    r"|^\(?In this (?:file )?(?:photo|image|picture)\b.*"
    r"|.*\((?:AP|Reuters|AFP|Getty|EPA|Yonhap|Kyodo)?\s?(?:Photo|Image|Pool|File|Getty Images)\b[^)]*\)\.?$"
    r"|.*\b(?:REUTERS|AFP|EPA|Getty Images)\s?/\s?[A-Z][\w. -]{2,40}$"
)  # fmt: skip
_HEADING_STOP: Final = re.compile(r"[.!;,:…]['\"”’)]*$")


def blocks_of(text: str, head: Head, cleaned: bool = False) -> tuple[Block, ...]:
    """Blocks that cover the text without overlap, in reading order; white space goes to the block before it.

    cleaned: the text was taken out of its page already, so that a label at its foot is more likely a caption or a list.
    """
    marks = [(part.start, part.end, part.kind) for part in head.parts]
    lines = [line for line in lines_of(text) if line.end > head.body]
    prose = [is_prose(text[line.start : line.end]) for line in lines]
    last_prose = max((number for number, news in enumerate(prose) if news), default=-1)
    in_teasers = False
    for number, line in enumerate(lines):
        start = max(line.start, head.body)
        kind = _kind_of(text[start : line.end], prose[number], in_teasers)
        in_teasers = kind == "teaser" or (in_teasers and kind == "boilerplate" and not line.gap)
        if kind in ("teaser", "boilerplate", "caption"):
            marks.append((start, line.end, "boilerplate" if kind == "teaser" else kind))
        elif kind == "body":
            marks += _sentences_apart(text, start, line.end)
        else:
            marks.append(
                (start, line.end, _short_line(text, lines, number, (prose, len(lines) if cleaned else last_prose)))
            )
    return _covering(text, marks)


def _kind_of(words: str, prose: bool, in_teasers: bool) -> str:
    """ "body" for running text, "short" for lines that the lines around them must decide, else what its form says."""
    bare = _BULLET.sub("", words)
    bulleted = bare != words and not re.match(r"\s*\d", words)
    if re.fullmatch(r"\[[^\[\]]+\]", words) and len(words.split()) <= 20 and not prose:
        return "boilerplate"  # a link to another story, or a placeholder of the publishing system
    if _PICTURE.match(words) and len(words.split()) <= 10:
        return "boilerplate"
    if _TEASER.match(bare) and not prose:
        return "teaser"
    if bulleted and not prose and (in_teasers or _TEASER_CASED.match(bare)):
        return "teaser"
    if _MACHINERY.match(words) and len(words.split()) <= 40 and not (prose and _reads_as_news(words)):
        return "boilerplate"
    if _CAPTION.match(words) and len(words) <= 600:
        return "caption"
    return "body" if prose else "short"


def _reads_as_news(words: str) -> bool:
    """A machinery word can open a news sentence ("Print workers struck on Monday, the union said."): such stays."""
    return (
        not _PLEA.search(words)
        and bool(
            re.search(r"\b(?:said|says|told|according to|reported|announced|killed|was|were|has|have|had)\b", words)
        )
        and not re.match(r"(?:©|\(|copyright|disclaimer|sponsored|this is a|editors?:)", words, re.IGNORECASE)
    )


def _short_line(text: str, lines: list[Line], number: int, around: tuple[list[bool], int]) -> str:
    prose, last_prose = around
    words = text[lines[number].start : lines[number].end]
    if _PLEA.search(words):
        return "boilerplate"
    stops = bool(_HEADING_STOP.search(words)) and not words.endswith(":")
    if number > last_prose:  # the foot: a short line with its full stop may still be news, a bare label is not
        news = last_prose < 0 or len(words.split()) > 12 or (stops and re.search(r"[^\W\d_]{3}", words))
        return "body" if news else "boilerplate"
    if re.search(r"(?:^|\s)[@#]\w|https?:|\w\.com/", words):
        return "body"  # a quoted post
    if stops or words.endswith(":") or len(words.split()) > 14 or _BULLET.match(words) or not words[:1].strip():
        return "body"
    following = next((later for later in range(number + 1, len(lines)) if prose[later]), None)
    return "headline" if following is not None and re.search(r"[^\W\d_]{2}", words) else "body"


def _sentences_apart(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Split a line of running text where a plea or a credit is glued to its news."""
    if not _PLEA.search(text, start, end):
        return [(start, end, "body")]
    found: list[tuple[int, int, str]] = []
    at = start
    for match in re.finditer(r"(?<=[.!?…])[\"”’)]*\s+|\s+\|\s+|$", text[start:end]):
        stop = start + match.end()
        if stop > at:
            found.append((at, stop, _piece_kind(text[at:stop].strip(" |\t"))))
        at = stop
    if at < end:
        found.append((at, end, _piece_kind(text[at:end].strip(" |\t"))))
    return found


def _piece_kind(words: str) -> str:
    machinery = _PLEA.search(words) or _MACHINERY.match(words) or _PICTURE.match(words) or _TEASER.match(words)
    return "boilerplate" if machinery and not (is_prose(words) and _reads_as_news(words)) else "body"


def _covering(text: str, marks: list[tuple[int, int, str]]) -> tuple[Block, ...]:
    """Join neighbours of one kind and stretch each block to the next, so that every character has one block."""
    marks = sorted(mark for mark in marks if mark[0] < mark[1])
    joined: list[tuple[int, int, str]] = []
    for start, end, kind in marks:
        if joined and joined[-1][2] == kind and kind in ("body", "boilerplate", "dateline"):
            joined[-1] = (joined[-1][0], end, kind)
        else:
            joined.append((start, end, kind))
    if not joined:
        return (Block(0, len(text), "boilerplate"),) if text else ()
    edges = [0, *(start for start, _, _ in joined[1:]), len(text)]
    return tuple(Block(edges[number], edges[number + 1], kind) for number, (_, _, kind) in enumerate(joined))


def news_of(text: str, blocks: tuple[Block, ...]) -> str:
    """The body alone, for what judges a text as a whole (language, length)."""
    return "\n".join(text[block.start : block.end] for block in blocks if block.kind == "body")
