"""How mentions hang together in one text: what is only talk in general, and what continues an event named before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from rashomon.extract.cues import FUTURE_MODALS, IRREALIS_VERBS, REASONS
from rashomon.extract.frames import Match
from rashomon.extract.likelihood import SURE_WORD, likely_word
from rashomon.extract.views import SentenceView, ancestors, base, subtree
from rashomon.model import Mention, When
from rashomon.packs.form import Pack

MOST_OF_A_DAY = timedelta(hours=20)
STALLED = frozenset({"stall", "deadlock", "founder", "collapse", "falter", "freeze", "stagnate"})
SOME_YEARS = timedelta(days=800)
NEAR = 60
FIRST = 20
IDENTIFYING = frozenset({"quantity", "time", "place"})
GENERAL_WORDS = frozenset({"any", "further", "future", "continued", "more", "additional", "possible", "potential",
                           "such", "repeated", "regular", "annual", "other", "every", "each", "all", "another"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
REAL_INFINITIVES = frozenset({"appear", "seem", "believe", "think", "say", "estimate", "report", "assess", "presume",
                              "begin", "start", "manage", "proceed", "help", "know", "have", "force", "oblige",
                              "compel", "likely", "unlikely", "hold", "consider", "judge", "deem", "reckon",
                              "prove", "suppose", "understand", "calculate", "turn"})
ORDINALS = frozenset({"first", "second", "third", "last", "latest", "only"})
"""What they do has happened: "the first to cross the country"."""
UNREAL_MARKS = frozenset({"if", "unless", "should", "before", "lest"})
UNREAL_NOUNS = frozenset({"plan", "threat", "ability", "capability", "right", "attempt", "intention", "preparation",
                          "ban", "moratorium", "risk", "fear", "possibility", "decision", "request", "call", "bid",
                          "series", "string", "program", "programme", "spate", "round", "flurry"})


def is_generic(match: Match) -> bool:
    """True for talk in general, plans, conditions and bans, which open no event of their own."""
    kind = match.pack.kind(match.frame.kind)
    if kind is not None and kind.planned:
        # "the summit collapsed at noon" took place, "talks have been stalled" for years did not
        sure = (likely_word(match.view, match.frame.kind, match.trigger) >= SURE_WORD
                and not _lasting(match.view, match.trigger))
        return any(test(match.view, match.trigger) for test in (_supposed, _only_wished)) or (
            not sure and _stalled(match.view, match.trigger))
    if _unreal(match.view, match.trigger) and not (_holds_as_said(match) or _is_state(match) or _is_given(match)):
        return True
    if not match.frame.opens:
        return False
    if _of_an_age(match):
        return True
    if match.theme >= 0 and any(match.view.tokens[child].text.casefold() == "no"
                                for child in match.view.children[match.theme]):
        return True
    token = match.view.tokens[match.trigger]
    if token.pos in {"NOUN", "PROPN"}:
        words = {match.view.tokens[child].text.casefold() for child in match.view.children[match.trigger]}
        if words & GENERAL_WORDS or ("no" in words and _compared(match.view, match.trigger)):
            return True
        above = match.view.tokens[token.head].lemma.casefold() if token.head >= 0 else ""
        if base(token.relation) == "nmod" and above in UNREAL_NOUNS:
            return True
        return not _pinned(match) and not is_definite(match.view, match.trigger)
    return False


def _compared(view: SentenceView, noun: int) -> bool:
    """ "no bloodier attack since 1998", "no such raid": what there was none of has no day, its measure has one."""
    return any(base(view.tokens[child].relation) == "amod" and (
        view.tokens[child].text.casefold() in {"such", "comparable", "similar", "worse", "greater"}
        or view.tokens[child].text.casefold().endswith("ier") or any(
            view.tokens[each].text.casefold() == "more" for each in view.children[child]))
        for child in view.children[noun])


def backed(matches: list[Match]) -> list[Match]:
    """Without the frames on words of several senses ("attack") that nothing else in the text bears out."""
    real = [match for match in matches if not is_generic(match)]
    stated = {(match.frame.kind, filled.field) for match in real for filled in match.filled}
    sure = {match.frame.kind for match in real if match.frame.opens and not match.frame.backed_by}
    return [match for match in matches if not match.frame.backed_by or match.frame.kind in sure
            or any((match.frame.kind, field) in stated for field in match.frame.backed_by)]


def without_residue(matches: list[Match], everything: list[Match]) -> list[Match]:
    """Without what is only kept where nothing else reads it: "said that it would talk" is an offer, not also a remark.

    everything: the matches of all packs.
    """
    if not any(match.frame.residual for match in matches):
        return matches
    told = [match for match in everything if not match.frame.residual and match.filled]
    opening = [match for match in told if match.frame.opens and not is_generic(match)]
    return [match for match in matches if not match.frame.residual or not (
        any(one.view is match.view and one.trigger == match.trigger and one.frame.kind == match.frame.kind
            for one in told)
        or any(filled.start <= one.view.tokens[one.trigger].start < filled.end for one in opening
               for filled in match.filled if one.view is match.view and filled.fill.take == "clause"
               and not _in_passing(one, match.trigger)))]


def _in_passing(match: Match, saying: int) -> bool:
    """ "would return to the deal, which it had suspended": what a relative clause recalls is not what was said."""
    view, index = match.view, match.trigger
    for above in ancestors(view, index):
        if above == saying or base(view.tokens[index].relation) in {"acl", "advcl"}:
            break
        index = above
    return base(view.tokens[index].relation) in {"acl", "advcl"}


def _holds_as_said(match: Match) -> bool:
    """Modals that make nothing unreal: "could not be traced" is a fact, "may be linked to the work" a reason."""
    if match.frame.opens or _supposed(match.view, match.trigger):
        return False
    if match.filled and all(filled.fill.polarity == "open" for filled in match.filled):
        return True  # "it would be premature to name a cause"
    if "negated" in match.frame.needs:
        return True
    forms = [match.pack.field(filled.field) for filled in match.filled]
    able = any(match.view.tokens[child].lemma.casefold() in {"can", "may", "might", "could"}
               and base(match.view.tokens[child].relation) == "aux" for child in match.view.children[match.trigger])
    return able and bool(forms) and all(form is not None and form.value == "words" for form in forms)


def _is_state(match: Match) -> bool:
    """ "up to 20 people may still be missing": a state that may be is a count of now, only less sure."""
    below = {match.view.tokens[child].lemma.casefold(): base(match.view.tokens[child].relation)
             for child in match.view.children[match.trigger]}
    return bool(match.frame.adjectives) and not match.frame.opens and "be" in below and bool(
        below.keys() & {"can", "may", "might", "could"}) and not _supposed(match.view, match.trigger)


def _is_given(match: Match) -> bool:
    """ "readers will compare the 51 deaths at ...": what is counted with "the" has happened, whatever comes of it."""
    token = match.view.tokens[match.trigger]
    words = {match.view.tokens[child].text.casefold() for child in match.view.children[match.trigger]}
    counted = any(number.noun == match.trigger for number in match.view.numbers if number.role == "count")
    return not match.frame.opens and token.pos == "NOUN" and counted and bool(words & DEFINITE)


def _supposed(view: SentenceView, trigger: int) -> bool:
    """ "if Pyongyang does not abandon its plans": a condition is no plan."""
    return any(base(view.tokens[child].relation) == "mark" and view.tokens[child].text.casefold() in {"if", "unless"}
               for child in view.children[trigger])


def _only_wished(view: SentenceView, trigger: int) -> bool:
    """ "open to meeting them", "committed to meeting him": a readiness is an offer at most, no date was made."""
    token = view.tokens[trigger]
    return (
        token.head >= 0 and base(token.relation) in {"advcl", "xcomp", "obl"} and token.text.casefold().endswith("ing")
        and view.tokens[token.head].pos in {"ADJ", "VERB"}
        and any(view.tokens[child].text.casefold() == "to" for child in view.children[trigger])
    )


def _stalled(view: SentenceView, trigger: int) -> bool:
    """ "talks have been stalled", "negotiations collapsed": what does not take place is no event."""
    token = view.tokens[trigger]
    return (token.pos == "NOUN" and base(token.relation) == "nsubj" and token.head >= 0
            and view.tokens[token.head].lemma.casefold() in STALLED)


def _lasting(view: SentenceView, trigger: int) -> bool:
    """ "talks have foundered": how things stand, which is no happening on a day as "talks foundered on Monday" is."""
    over = view.tokens[trigger].head
    return over >= 0 and any(base(view.tokens[child].relation) == "aux"
                             and view.tokens[child].lemma.casefold() == "have" for child in view.children[over])


def _of_an_age(match: Match) -> bool:
    """ "the explosion of the 1920s": what is only dated to a decade is a development, no happening."""
    below = {index for top in (match.trigger, match.theme) if top >= 0
             and match.view.tokens[top].pos in {"NOUN", "PROPN"} for index in subtree(match.view, top)}
    return any(time.first in below and time.value is not None and time.value.latest - time.value.earliest > SOME_YEARS
               for time in match.view.times)


def _pinned(match: Match) -> bool:
    forms = {filled.field: match.pack.field(filled.field) for filled in match.filled}
    return any(form is not None and form.value in IDENTIFYING for form in forms.values())


def is_definite(view: SentenceView, index: int) -> bool:
    """True for "the launch", "Tuesday's launch", "its test": words that point back, in the singular or plural."""
    return any(view.tokens[child].text.casefold() in DEFINITE or view.tokens[child].relation == "nmod:poss"
               for child in view.children[index])


def _unreal(view: SentenceView, trigger: int) -> bool:
    current, steps = trigger, 0
    while steps < 4 and current >= 0:
        for child in view.children[current]:
            token = view.tokens[child]
            modal = base(token.relation) == "aux" and token.lemma.casefold() in FUTURE_MODALS
            able = base(token.relation) == "aux" and token.lemma.casefold() in {"can", "may", "might", "could"}
            if (modal or able) and not _perfect(view, current) and not (able and _is_something(view, current)):
                return True
            if base(token.relation) == "mark" and token.text.casefold() in UNREAL_MARKS and not (
                    token.text.casefold() == "before" and _past(view, current)):
                return True
        token = view.tokens[current]
        head = token.head
        if head < 0:
            return False
        above = view.tokens[head]
        kind = base(token.relation)
        if kind in {"xcomp", "acl", "advcl", "obj", "nmod", "ccomp", "obl"} and _infinitive_or_noun(view, current) and (
            (above.lemma.casefold() in IRREALIS_VERBS and above.pos in {"VERB", "ADJ"})
            or (above.lemma.casefold() in UNREAL_NOUNS and above.pos == "NOUN")
        ):
            return True
        if kind in {"acl", "advcl", "xcomp"} and _infinitive(view, current) and not _perfect(view, current):
            if kind == "acl" and above.lemma.casefold() in ORDINALS:
                return False
            if kind != "xcomp" or above.lemma.casefold() not in REAL_INFINITIVES:
                return True
            current, steps = head, steps + 1
            continue
        if kind not in {"xcomp", "conj", "obj"} or _behind_colon(view, current, head):
            return False
        current, steps = head, steps + 1
    return False


def _behind_colon(view: SentenceView, index: int, head: int) -> bool:
    """ "a sum that nobody will forget: 14 dead": what a colon announces is no part of what stands before it."""
    return any(view.tokens[between].text in {":", ";", "–", "—"} for between in range(head + 1, index))


def _is_something(view: SentenceView, index: int) -> bool:
    """ "it could be a cruise missile": a modal before a noun says how sure one is, not that nothing has happened."""
    return view.tokens[index].pos in {"NOUN", "PROPN"} and any(
        base(view.tokens[child].relation) == "cop" for child in view.children[index])


def _past(view: SentenceView, index: int) -> bool:
    """ "before it fell into the sea" tells of a fall, "before it fires another" of none; "before falling" of one."""
    token = view.tokens[index]
    text, lemma = token.text.casefold(), token.lemma.casefold()
    return token.pos == "VERB" and (text.endswith(("ed", "ing")) or text not in {lemma, f"{lemma}s", f"{lemma}es"})


def _infinitive(view: SentenceView, index: int) -> bool:
    return any(base(view.tokens[child].relation) == "mark" and view.tokens[child].text.casefold() == "to"
               for child in view.children[index])


def _infinitive_or_noun(view: SentenceView, index: int) -> bool:
    return _infinitive(view, index) or view.tokens[index].pos in {"NOUN", "PROPN"} or view.tokens[
        index
    ].text.casefold().endswith("ing")


def _perfect(view: SentenceView, index: int) -> bool:
    return any(base(view.tokens[child].relation) == "aux" and view.tokens[child].lemma.casefold() == "have"
               for child in view.children[index])


def antecedents(matches: list[Match], ids: list[str], generic: list[bool]) -> dict[str, str]:
    """For each mention that continues another, the id of that other one.

    A frame that opens nothing, an elliptic theme and a definite noun look for an event of their kind: in the same
    sentence (before or after), then back in the paragraph, then the text's first one, then ahead. Days of their own
    that cannot be the other's keep them apart. Chains end at a mention that opens.
    """
    found: dict[str, str] = {}
    first: dict[str, Match] = {}
    for identity, match in zip(ids, matches, strict=True):
        first.setdefault(identity, match)
    for position, match in enumerate(matches):
        if generic[position] or ids[position] in found or _told_as_reason(match):
            continue
        above = _above(matches, ids, position)
        if above is not None and not _reaches(found, ids[above], ids[position]):
            found[ids[position]] = ids[above]
            continue
        if not _continues(match):
            continue
        if _has_time(match):
            continue
        others = [other for other in _candidates(matches, position) if ids[other] != ids[position]
                  and not generic[other] and not _told_as_reason(matches[other])
                  and matches[other].frame.kind == match.frame.kind
                  and matches[other].pack.name == match.pack.name
                  and all(_days_fit(match.pack, one, match) for one in _line(first, ids[other], found))]
        chosen = _nearest(matches, others, position)
        if chosen is not None and not _reaches(found, ids[chosen], ids[position]):
            found[ids[position]] = ids[chosen]
    return found


def _told_as_reason(match: Match) -> bool:
    """ "in retaliation for the shooting at the mosques": what is avenged is another happening."""
    if not match.frame.opens or match.view.tokens[match.trigger].pos not in {"NOUN", "PROPN"}:
        return False
    higher = ancestors(match.view, match.trigger)[:4]
    return any(match.view.tokens[above].lemma.casefold() in REASONS for above in higher)


def _candidates(matches: list[Match], position: int) -> list[int]:
    """The neighbours of a match and the first ones of the text: a book of a thousand launches stays linear."""
    near = range(max(0, position - NEAR), min(len(matches), position + NEAR))
    return sorted({*range(min(FIRST, len(matches))), *near})


def _line(first: dict[str, Match], identity: str, links: dict[str, str]) -> list[Match]:
    """A match and all that it continues in turn."""
    line = [first[identity]]
    while identity in links and len(line) < NEAR:
        identity = links[identity]
        line.append(first[identity])
    return line


def _above(matches: list[Match], ids: list[str], position: int) -> int | None:
    """The trigger of the same kind that this noun hangs below: "met for talks" is one meeting."""
    match = matches[position]
    if match.view.tokens[match.trigger].pos not in {"NOUN", "PROPN"} or match.apart:
        return None
    higher = ancestors(match.view, match.trigger)[:3]
    return next((other for other in _candidates(matches, position) if matches[other].view.index == match.view.index
                 and matches[other].frame.kind == match.frame.kind and matches[other].trigger in higher
                 and _days_fit(match.pack, matches[other], match)
                 and ids[other] != ids[position]), None)


def _nearest(matches: list[Match], others: list[int], position: int) -> int | None:
    match = matches[position]
    openers = [other for other in others if not _continues(matches[other])]
    same = [other for other in openers if matches[other].view.index == match.view.index]
    if same:
        # "ripped through the hall, killing two, before he opened fire": what it hangs on comes before the nearest
        above = list(ancestors(match.view, match.trigger))
        return min(same, key=lambda other: (
            above.index(matches[other].trigger) if matches[other].trigger in above else len(above),
            abs(matches[other].trigger - match.trigger)))
    back = [other for other in others if other < position]
    near = [other for other in back if matches[other].view.paragraph == match.view.paragraph
            and not _aside(matches[other])]
    if near:
        return near[-1]
    before = [other for other in openers if other < position]
    body = [other for other in before if matches[other].view.block == "body"]
    if before:
        return (body or before)[0]
    known = [other for other in back if matches[other].frame.opens and not _aside(matches[other])]
    if known:
        return known[0]  # "the bombings of Easter Sunday" stand before a raid that the text ends with
    return openers[0] if openers else back[0] if back else None


def _aside(match: Match) -> bool:
    """ "vengeance for Graz, where 50 people were shot in March": what a "where" recalls with a day of its own is not
    what the next sentence goes on with."""
    if match.view.tokens[match.trigger].pos != "VERB" or not _has_time(match):
        return False
    return any(view_token.text.casefold() in {"where", "when"} for clause in (
        match.trigger, *ancestors(match.view, match.trigger)[:2])
        if match.view.tokens[clause].relation in {"acl:relcl", "acl"}
        for child in match.view.children[clause] for view_token in [match.view.tokens[child]])


def _reaches(links: dict[str, str], start: str, goal: str) -> bool:
    """True when following the links from `start` leads to `goal`: such a link would close a circle."""
    seen: set[str] = set()
    while start in links and start not in seen:
        if start == goal:
            return True
        seen.add(start)
        start = links[start]
    return start == goal


def opened_kinds(matches: list[Match], generic: list[bool]) -> set[str]:
    """The kinds of event that the text itself opens; what only continues has nothing to continue in other kinds."""
    return {match.frame.kind for match, loose in zip(matches, generic, strict=True) if match.frame.opens and not loose}


def _continues(match: Match) -> bool:
    token = match.view.tokens[match.trigger]
    return (not match.frame.opens or match.elliptic
            or (token.pos == "NOUN" and is_definite(match.view, match.trigger)))


def _days_fit(pack: Pack, earlier: Match, later: Match) -> bool:
    """False when both have days of their own that lie apart."""
    return all(a[0] <= b[1] and b[0] <= a[1] for a in _own_times(pack, earlier) for b in _own_times(pack, later))


def _has_time(match: Match) -> bool:
    """True for a mention with a day of its own: that day, not its place in the text, says which event it is.

    A clock time alone took its day from the text around it, and proves nothing.
    """
    return any(isinstance(filled.value, When) and (form := match.pack.field(filled.field)) and form.identifies
               and (match.frame.opens or filled.value.latest - filled.value.earliest >= MOST_OF_A_DAY)
               for filled in match.filled)


def _own_times(pack: Pack, match: Match) -> list[tuple[float, float]]:
    """Times of identifying fields, and times that stand inside the theme ("Sunday's missiles")."""
    values = [filled.value for filled in match.filled
              if isinstance(filled.value, When) and (form := pack.field(filled.field)) and form.identifies]
    if not values and match.theme >= 0:
        inside = set(subtree(match.view, match.theme, frozenset({"acl", "conj", "appos"})))
        values = [time.value for time in match.view.times if time.value is not None and time.first in inside
                  and time.kind not in {"duration", "recurring", "vague"}]
    return [(value.earliest.timestamp(), value.latest.timestamp()) for value in values]


def happenings(mentions: Iterable[Mention]) -> list[set[str]]:
    """Mentions that continue one another, together."""
    ids = {mention.id: mention for mention in mentions}
    together: dict[str, set[str]] = {}
    for mention in ids.values():
        first, seen = mention, {mention.id}
        while first.antecedent in ids and first.antecedent not in seen:
            first = ids[first.antecedent]
            seen.add(first.id)
        together.setdefault(first.id, set()).update(seen)
    return list(together.values())
