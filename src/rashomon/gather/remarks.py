"""Remarks, offers and refusals of one report: which of them are one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rashomon.gather.identity import overlap, same_speakers
from rashomon.gather.thread import Thread, apart, merged
from rashomon.model import Report
from rashomon.packs.form import KindForm

ONE_REMARK: Final = 0.34
IN_HEADLINE: Final = 0.5
CLOSE_BEHIND: Final = 240  # characters: a sentence between two remarks of one voice, and the break of a paragraph
OTHER_OCCASIONS: Final = frozenset({"often", "repeatedly", "always", "previously", "earlier", "regularly", "long"})


def joined_by_words(chains: Sequence[Thread], report: Report, kind: KindForm) -> list[Thread]:
    """Remarks, offers and refusals: one voice in one sentence, or in words that overlap, is one remark.

    What one voice says on and on is one remark too; a second offer or refusal is another one.
    """
    groups: list[list[Thread]] = []
    ordered = sorted(chains, key=lambda one: one.key)
    for position, thread in enumerate(ordered):
        home = next((group for group in groups if any(_one_remark(one, thread) for one in group)), None)
        if home is None and not kind.planned and position and _goes_on(ordered[position - 1], thread, report):
            home = next((group for group in groups if ordered[position - 1] in group), None)
        if home is None:
            groups.append([thread])
        else:
            home.append(thread)
    return [merged(group) for group in groups]


def _one_remark(a: Thread, b: Thread) -> bool:
    headline = any(all(mention.headline for mention in one.mentions) for one in (a, b))
    if headline and overlap(a.identity.words, b.identity.words) >= IN_HEADLINE:
        return True  # a headline names the country where the body names its minister
    if same_speakers(a.identity, b.identity) is False or apart(a.identity, b.identity):
        return False
    sentences = {mention.sentence for mention in a.mentions} & {mention.sentence for mention in b.mentions}
    if sentences and same_speakers(a.identity, b.identity):
        return True
    return overlap(a.identity.words, b.identity.words) >= ONE_REMARK


def _goes_on(before: Thread, thread: Thread, report: Report) -> bool:
    """ "The minister denounced the test. He said that it broke the law.": the next remark of one voice, behind."""
    a, b = before.identity, thread.identity
    if not same_speakers(a, b) or apart(a, b) or any(one.headline for one in (*before.mentions, *thread.mentions)):
        return False
    last = max(mention.sentence[1] for mention in before.mentions)
    start, end = min(mention.sentence for mention in thread.mentions)
    words = set(report.document.text[start:end].casefold().split())
    return start - last <= CLOSE_BEHIND and not OTHER_OCCASIONS & words
