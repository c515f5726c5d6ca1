"""Names that a text gives to things of a pack: after "the ferry Aurora", "the Aurora" is a ferry."""

from __future__ import annotations

import msgspec

from rashomon.extract.views import SentenceView
from rashomon.model import Document
from rashomon.packs.form import Word
from rashomon.text.phrases import PhraseHit

NEVER = frozenset({"Date", "Money", "NORP"})
GAP = frozenset({"", ",", "the", ",the", "(", "called", "named", ",called", ",named", "called the", "named the"})


def short_forms(document: Document, views: tuple[SentenceView, ...]) -> dict[str, str]:
    """Letters in brackets behind the name whose initials they are: "the National Space Agency (NSA)"."""
    found: dict[str, str] = {}
    for view in views:
        for index, token in enumerate(view.tokens[1:-1], 1):
            letters = token.text
            around = view.tokens[index - 1].text, view.tokens[index + 1].text
            if around != ("(", ")") or not letters.isupper() or not letters.isalpha() or not 2 < len(letters) < 8:
                continue
            for first in range(index - 2, max(-1, index - 12), -1):
                words = [each.text for each in view.tokens[first: index - 1] if each.text[0].isupper()]
                if "".join(word[0] for word in words) == letters:
                    found[letters] = document.text[view.tokens[first].start:view.tokens[index - 2].end]
                    break
    return found


def with_named_things(document: Document, views: tuple[SentenceView, ...]) -> tuple[SentenceView, ...]:
    """The views with further word hits: every later use of a name counts as the class word it was introduced by."""
    named: dict[tuple[str, str], list[Word]] = {}
    done: list[SentenceView] = []
    for view in views:
        words = dict(view.words)
        for pack, found in view.words.items():
            known = {hit.first for hit in found}
            extra: list[PhraseHit[Word]] = []
            for name in view.sentence.names:
                if name.label in NEVER or any(time.start < name.end and name.start < time.end for time in view.times):
                    continue
                text = document.text[name.start:name.end]
                inside = [index for index, token in enumerate(view.tokens)
                          if name.start <= token.start and token.end <= name.end]
                if not inside:
                    continue
                introduced = [hit.payload for hit in found
                              if view.tokens[hit.last].pos in {"NOUN", "PROPN"} and 0 <= name.start - hit.end <= 12
                              and "".join(document.text[hit.end:name.start].split()) in GAP
                              and not hit.payload.group.endswith(("_verb", "_noun"))]
                if introduced:
                    named.setdefault((pack, text), introduced)
                if inside[-1] not in known:
                    extra += [PhraseHit(inside[0], inside[-1], name.start, name.end, word)
                              for word in named.get((pack, text), ())]
            words[pack] = (*found, *extra)
        done.append(msgspec.structs.replace(view, words=words))
    return tuple(done)
