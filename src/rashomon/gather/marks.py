"""What a page shows of its maker: an office's letterhead, a newsroom's dateline and names, a farm's masthead and foot.

Only the lines around the news are looked at, and of the news itself how it speaks of its own outlet: these are credits
and forms of address, no claims. None of it decides; `direction` weighs it beside the wording and the days.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from rashomon.model import Document
from rashomon.text.quotes import quotes

SHORT_TITLE: Final = 4
_BODY: Final = ("body",)
# An institution's own name, as it stands alone on a line of its letterhead.
_OFFICE: Final = re.compile(
    r"\b(?:ministry|department|directorate|office|government|embassy|bureau|secretariat|presidency|cabinet|council|board|"
    r"command|headquarters|committee|municipality|prefecture|governor|mayor)\s*(?:of|for|[,&])(?:\s|$)|"
    r"\b(?:police|fire|security|health|weather|hydrographic|geological|coast ?guard|press|information|public affairs|"
    r"civil (?:defen[cs]e|protection)|meteorological|rescue|prosecut\w+) (?:service|office|department|directorate|"
    r"authority|brigade|board|bureau|room|cent(?:er|re)|command|division)\b|"
    r"\b(?:observatory|constabulary|joint chiefs of staff|general staff|red cross|foreign ministry|"
    r"defen[cs]e ministry|state department|white house|coordination (?:cell|cent(?:er|re)|office))\b",
    re.IGNORECASE,
)
_FORM: Final = re.compile(
    r"\b(?:communiqu[eé]|(?:press|media|news) (?:release|statement|note|notice)|(?:public |information )statement|"
    r"statement (?:no|by|of)\b|bulletin|situation report|sitrep|readout|read-out|notice|navigational warning|"
    r"operational (?:summary|update)|for immediate release|circular|weekly note|advisory|gazette notice|reference no)",
    re.IGNORECASE,
)
# "Ministry says two were hurt" is a headline; a letterhead has no such verb.
_TELLS: Final = re.compile(
    r"\b(?:says?|said|kills?|killed|dies?|dead|hits?|struck|fires?|fired|reports?|reported|blames?|denies|warns?|meets?|"
    r"urges?|confirms?|claims?|rejects?|as|after|over|amid|is|are|was|were|has|have|to)\b",
    re.IGNORECASE,
)
_AGENCY: Final = re.compile(
    r"\b(?:(?:news)?wire|news agency|press agency|news service|telegraph(?:ic)? agency|information agency|newswire)\b|"
    r"^\W*(?:\(?(?:\d\w\w )?(?:ld|lead|update\w*|urgent|recast)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_PLACED: Final = re.compile(r"^\W*[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,}(?:,|\s*[(:–—-])", re.MULTILINE)
# The names that content farms give themselves, and a name of glued words or with a number behind it.
_FARM: Final = re.compile(
    r"buzz|viral|click|trend|pulse|flash|blast|hive|blitz|mania|nest\b|feed\b|hub\b|spin\b|spinn?er|"
    r"24(?:x|/|-)?7\b|\b365\b|digest\b|glance|talkz|\bnow\b|today\.|(?:\.|\b)(?:biz|info|online|xyz|click|site)\b|headlines?\b",
    re.IGNORECASE,
)
_GLUED: Final = re.compile(
    r"\b[A-Z]?[a-z]{2,}(?:[A-Z][a-z]+|\d{2,})|[A-Za-z]{3,}\d{2,}\b|\w[a-z]\.(?:com|net|info|biz|tv|online|org)\b"
)
_NOBODY: Final = re.compile(
    r"(?:^|[|>»▸•·,./–—-]|\bby:?|\bposted\b|writer:)\s*(?:the )?"
    r"(?:admin|administrator|editor|staff|staff (?:writer|reporter)|news ?desk|web ?desk|(?:\w+ )?team)\s*"
    r"(?:$|[|>»▸•·,./–—\n-]|on\b)",
    re.IGNORECASE | re.MULTILINE,
)
_WEB: Final = re.compile(
    r"\bposted\b|min(?:ute)?s? read\b|reading time|\bcomments?\b|\bshare\b|subscribe|\btags?:|\brelated\b|trending|"
    r"you (?:may|might) (?:also )?(?:like|enjoy)|read (?:more|next|also)|click here|follow us|like us|newsletter|"
    r"advert|next (?:story|article)|what (?:you need to know|we know)|you won.t believe|>>|»|▸|\btweet\b|"
    r"sponsored|\bmore:|!{2,}",
    re.IGNORECASE,
)
_AUTHOR: Final = re.compile(
    r"\b(?i:by|from|reporting by|writing by)\b:?\s+(?:\w+ )?(?:\w+ )?[A-ZÀ-Þ][\w.-]+ [A-ZÀ-Þ]"
)
_CLOSED: Final = re.compile(
    r"\(END\)|\((?:Additional )?Reporting by|(?:contributed|contributing) to this (?:report|story)|^-?\s*30\s*-?$|"
    r"^for the (?:ministry|directorate|office|government)|^signed\b|^contact:",
    re.IGNORECASE | re.MULTILINE,
)
_FIRST: Final = re.compile(
    r"\b(?:I|me|my|told us|showed us|to us|asked us|our (?:own|reporters?|correspondents?|newsroom|issue|edition)|"
    r"this (?:paper|newspaper|reporter|correspondent|agency|office|department|service|column))\b"
)
_FORMAL: Final = re.compile(
    r"\b(?:hereby|forthwith|the said|thereof|herewith|as at|in respect of|members of the public|the public is|"
    r"is (?:requested|reminded|advised)|are (?:requested|reminded|advised|urged)|competent (?:authorities|court)|"
    r"H\.E\.|Hon\.|Smt\.|His Excellency|comrade|\d{3,4} ?hrs|\d{4} hours|\w+ ?\(\d+\) \w+|wishes to|conveyed to|"
    r"persons|undersigned|sustained)\b|^\s*\d\.\s",
    re.IGNORECASE | re.MULTILINE,
)
# "A diplomat told Southern Wire" without its last words: the copyist took out whom he was told.
_SPOILT: Final = re.compile(
    r"(?<!been )(?<!was )(?<!were )(?<!are )(?<!is )\b(?:told|informed)(?=[.,;]|$| (?:that|from|on condition)\b)",
    re.MULTILINE,
)


class Marks(msgspec.Struct, frozen=True):
    """What one page shows of its making; counts, 0 where nothing is shown."""

    office: int
    agency: int
    farm: int
    nobody: int
    web: int
    author: int
    placed: int
    closed: int
    first: int
    formal: int
    spoilt: int
    itself: int


def marks_of(document: Document) -> Marks:
    """Read the marks off a page."""
    head, foot, title = _around(document)
    masthead = "\n".join((document.outlet, document.credits.outlet, head))
    # A masthead of a word or two, alone above the news, is read as its title.
    named = "\n".join(line for line in masthead.split("\n") if not _AUTHOR.search(line))
    if len(title.split()) <= SHORT_TITLE:
        named += "\n" + title
    body = news_of(document)
    unquoted = _without_quotes(body)
    letterhead = [line for line in {*masthead.split("\n"), title} if line and _is_name(line, line == title)]
    signed = "\n".join((*document.credits.bylines, head))
    return Marks(
        office=min(2, sum(_OFFICE.search(line) is not None or _FORM.search(line) is not None for line in letterhead)),
        agency=int(_AGENCY.search("\n".join((document.outlet, document.credits.dateline, head, title))) is not None),
        farm=int(_FARM.search(named) is not None) + int(_GLUED.search(named) is not None),
        nobody=int(_NOBODY.search(signed) is not None),
        web=min(2, len(_WEB.findall("\n".join((head, title, foot))))),
        author=int(_AUTHOR.search(signed) is not None),
        placed=int(_PLACED.search(document.credits.dateline) is not None),
        closed=int(_CLOSED.search("\n".join((foot, document.text[-400:]))) is not None),
        first=min(3, len(_FIRST.findall(unquoted))),
        formal=min(6, len(_FORMAL.findall(body))),
        spoilt=min(2, len(_SPOILT.findall(body))),
        itself=int(names_itself(document)),
    )


def news_of(document: Document) -> str:
    """The text of the news itself, a line for each block."""
    if not document.blocks:
        return document.text
    return "\n".join(document.text[one.start : one.end] for one in document.blocks if one.kind in _BODY)


def names_itself(document: Document) -> bool:
    """True when its news names its own outlet ("a diplomat told Black Sea Wire"), which a copyist takes out."""
    outlet = document.outlet.strip()
    if len(outlet) < 3:
        return False
    own = re.compile(rf"\b{re.escape(outlet)}\b")
    return own.search(document.credits.dateline) is not None or own.search(news_of(document)) is not None


def _around(document: Document) -> tuple[str, str, str]:
    """The lines above the news and those below it, and the title."""
    news = [one for one in document.blocks if one.kind in _BODY]
    if not news:
        return "", "", document.title
    head = [document.text[one.start : one.end] for one in document.blocks
            if one.kind not in ("body", "title") and one.start < news[0].start]
    foot = [document.text[one.start : one.end] for one in document.blocks
            if one.kind not in _BODY and one.start >= news[-1].end]
    title = next((document.text[one.start : one.end] for one in document.blocks if one.kind == "title"), "")
    return "\n".join(head).strip(), "\n".join(foot).strip(), title.strip()


def _is_name(line: str, title: bool) -> bool:
    """Whether a line reads as the name of a body or a form, not as a headline about one."""
    words = [word for word in re.findall(r"[^\W\d_]{4,}", line) if word.casefold() not in ("from", "with")]
    capital = sum(word[0].isupper() for word in words)
    if title and _TELLS.search(line):
        return False
    return 0 < len(words) <= 14 and 2 * capital > len(words)


def _without_quotes(text: str) -> str:
    kept, at = [], 0
    for quote in quotes(text):
        if quote.start >= at:
            kept.append(text[at : quote.start])
            at = quote.end
    return " ".join((*kept, text[at:]))
