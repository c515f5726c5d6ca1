"""What the theme of a frame must be like, all that could be it, and how it is answered."""

from __future__ import annotations

from rashomon.extract.actors import actor_at
from rashomon.extract.arguments import RELATIVES, Argument, arguments
from rashomon.extract.cues import TALLIES
from rashomon.extract.markers import marker
from rashomon.extract.negation import is_negated
from rashomon.extract.scene import Scene, in_class
from rashomon.extract.views import SentenceView, base
from rashomon.model import Actor
from rashomon.packs.form import FillForm, FrameForm, Pack

MODALS = frozenset({"will", "would", "must", "may", "might", "can", "could", "should", "shall", "ought", "'ll", "'d"})


def all_themes(
    view: SentenceView, pack: Pack, frame: FrameForm, roles: tuple[Argument, ...], theme: int
) -> list[int]:
    """The theme and all other fillers that could be it: "said that he wants no war and that they must arm"."""
    others = [argument.token for role in frame.theme_roles for argument in roles if argument.role == role
              and argument.token != theme and not (frame.theme_words and not in_class(
                  view, pack, argument.token, frame.theme_words)) and not _is_relative(view, argument.token)]
    return [theme, *dict.fromkeys(others)]


def _is_relative(view: SentenceView, clause: int) -> bool:
    """ "said in a statement that was carried by the agency": a relative clause, whatever it hangs on."""
    return any(base(view.tokens[child].relation) == "nsubj" and view.tokens[child].text.casefold() in RELATIVES
               for child in view.children[clause])


def theme_fits(view: SentenceView, pack: Pack, frame: FrameForm, theme: int) -> bool:
    """Whether the theme is as the frame needs it: "modal", "negated", with a role, or with a subject of a class."""
    if not frame.theme_needs or theme < 0:
        return True
    own = arguments(view, theme)
    there = {argument.role for argument in own}
    if any(base(view.tokens[child].relation) == "aux" and view.tokens[child].lemma.casefold() in MODALS
           for child in view.children[theme]):
        there.add("modal")
    if is_negated(view, theme):
        there.add("negated")
    subjects = [argument.token for argument in own if argument.role in {"subject", "passive_subject"}]
    return all(
        any(each in there or (each.startswith("@") and any(in_class(view, pack, one, (each,)) for one in subjects))
            for each in need.split("|"))
        for need in frame.theme_needs
    )


def answered(scene: Scene, pack: Pack, frame: FrameForm, view: SentenceView, trigger: int) -> bool:
    """ "Oslo was asked to pay. It has refused.": a bare verb of these answers, in the sentence or in the next."""
    asked = [argument.token for argument in arguments(view, trigger)
             if argument.role in {"passive_subject", "object"}]
    if not asked:
        return False
    whom = [actor for token in asked if (actor := actor_at(scene, view, token)) is not None]
    if any(_is_bare_answer(view, pack, frame, token) and view.tokens[token].head == trigger
           for token in range(trigger + 1, len(view.tokens))):
        return True
    following = next((each for each in scene.reading.views if each.index > view.index), None)
    if following is None or following.paragraph - view.paragraph > 2:
        return False
    for token in range(len(following.tokens)):
        if _is_bare_answer(following, pack, frame, token) and following.tokens[token].head < 0:
            who = [actor_at(scene, following, argument.token) for argument in arguments(following, token)
                   if argument.role == "subject"]
            if any(actor is not None and _is_same(actor, each) for actor in who for each in whom):
                return True
    return False


def _is_bare_answer(view: SentenceView, pack: Pack, frame: FrameForm, token: int) -> bool:
    return view.tokens[token].pos == "VERB" and in_class(view, pack, token, frame.answered) and not any(
        base(view.tokens[child].relation) in {"obj", "xcomp", "ccomp", "nsubj:pass"} for child in view.children[token])


def _is_same(one: Actor, other: Actor) -> bool:
    return (bool(one.ref) and one.ref == other.ref) or one.name.casefold() == other.name.casefold()


def of_others(view: SentenceView, pack: Pack, forms: tuple[FrameForm, FillForm], theme: int) -> bool:
    """ "the number of refugees rose to 300": a tally of other things than the field counts."""
    frame, fill = forms
    if theme < 0 or not fill.words or view.tokens[theme].lemma.casefold() not in TALLIES:
        return False
    return any(base(view.tokens[child].relation) == "nmod" and marker(view, child) == "of"
               and view.tokens[child].pos in {"NOUN", "PROPN"}
               and not in_class(view, pack, child, (*fill.words, *frame.theme_words)) for child in view.children[theme])


def of_another_theme(view: SentenceView, theme: int, token: int) -> bool:
    """ "put the number of dead at 14 and the number of hurt at 52": the figure behind a second tally is the second's.

    By the order of words: the parser hangs the second tally now on the first, now on its figure.
    """
    return theme >= 0 and any(each.pos == "NOUN" and each.lemma.casefold() in TALLIES
                              for each in view.tokens[theme + 1 : token])
