"""Quotations that run on: over several sentences, and into the next one without a cue of their own."""

from __future__ import annotations

import msgspec

from rashomon.extract.scene import Scene
from rashomon.extract.voices import Attributed
from rashomon.text.quotes import Quote, quotes

ENDS = frozenset(".!?:\"”’'")


def over_quotes(scene: Scene, found: list[Attributed]) -> list[Attributed]:
    """A quotation that runs on over several sentences belongs to its speaker to its end."""
    text = scene.document.text
    runs = [quote for quote in quotes(text, 0, len(text)) if "." in text[quote.inner_start:quote.inner_end - 1]]
    extended = []
    for each in found:
        more = [(quote.start, quote.end) for quote in runs
                if any(content[0] < quote.end and quote.start < content[1] for content in each.contents)
                and not each.relay]
        extended.append(msgspec.structs.replace(each, contents=(*each.contents, *more)) if more else each)
    return extended


def quoted_on(scene: Scene, found: list[Attributed]) -> list[Attributed]:
    """A quotation of whole sentences that nobody is named for goes on from the one who was just quoted.

    '"It is a black day," the governor said. "Twelve people drowned."': hers too.
    """
    text = scene.document.text
    extended = list(found)
    for quote in quotes(text, 0, len(text)):
        if not _stands_alone(text, quote):
            continue
        if any(content[0] < quote.inner_end and quote.inner_start < content[1] for each in extended
               for content in each.contents if not each.relay):
            continue
        place = _last_quoted(scene, extended, quote)
        if place is not None:
            each = extended[place]
            extended[place] = msgspec.structs.replace(each, contents=(*each.contents, (quote.start, quote.end)))
    return extended


def _stands_alone(text: str, quote: Quote) -> bool:
    """The quotation begins a sentence and ends one."""
    before = text[max(0, quote.start - 3) : quote.start].rstrip()
    return (not before or before[-1] in ENDS) and text[quote.inner_start : quote.inner_start + 1].isupper() and (
        text[quote.inner_end - 1] in ".!?" or text[quote.end : quote.end + 1] in {".", "!", "?"})


def _last_quoted(scene: Scene, found: list[Attributed], quote: Quote) -> int | None:
    """The attribution of the sentence right before, in the same paragraph, where that was a quotation too."""
    views = scene.reading.views
    here = next((number for number, view in enumerate(views) if view.sentence.start <= quote.start < view.sentence.end
                 or quote.start <= view.sentence.start < quote.end), 0)
    if not here or views[here].paragraph != views[here - 1].paragraph:
        return None
    last = views[here - 1]
    ends = [place for place, each in enumerate(found) if not each.relay and each.view == last.index and each.voice.cue]
    spoken = [place for place in ends if any(
        start < other.end and other.start < end for start, end in found[place].contents for other in last.quotes)]
    return spoken[-1] if spoken else None
