"""Everything extraction knows while it reads one document: the views, the packs, the shelf and the cast."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from rashomon.extract.views import Reading, SentenceView, base
from rashomon.know.base import Knowledge
from rashomon.model import Actor, Claim, Document, Place
from rashomon.packs.form import NAMED, FieldForm, Pack, Word
from rashomon.text.phrases import PhraseHit


class Person(msgspec.Struct, frozen=True):
    """A person or body as the text has named it at some place: full name, office and country as far as known.

    subject: True where the name is the subject of its clause; pronouns look for subjects first.
    """

    actor: Actor
    surname: str
    start: int
    subject: bool = False


class Scene(msgspec.Struct, frozen=True):
    """countries: codes of the countries the text speaks of, most often first; zone: where clock times are local;
    cast: people and bodies in order of appearance; weights: how often the text speaks of each country;
    places: what each place name of the text means beside the others, by the name as written; short_forms: letters that
    the text itself explains ("the National Space Agency (NSA)"), with the long name; home: country of the dateline.
    """

    reading: Reading
    packs: tuple[Pack, ...]
    knowledge: Knowledge
    countries: tuple[str, ...]
    zone: str
    cast: tuple[Person, ...]
    weights: dict[str, int] = {}
    places: Mapping[str, Place] = {}
    short_forms: Mapping[str, str] = {}
    home: str = ""

    @property
    def document(self) -> Document:
        """The document being read."""
        return self.reading.document


def form_of(scene: Scene, claim: Claim) -> FieldForm | None:
    """The form of the claim's field in the pack that made it."""
    pack = next((pack for pack in scene.packs if pack.name == claim.maker.partition("/")[0]), None)
    return pack.field(claim.field) if pack is not None else None


def hits(view: SentenceView, pack: Pack) -> tuple[PhraseHit[Word], ...]:
    """The words of this pack that stand in the sentence."""
    return view.words.get(pack.name, ())


def has_word(pack: Pack, name: str, classes: tuple[str, ...]) -> bool:
    """True when a word of these classes stands in the name, in the singular or plural."""
    groups = {each[1:] for each in classes if each.startswith("@")}
    words = name.casefold().replace("-", " ").replace("’s", "").replace("'s", "").split()
    text = " ".join(words)
    single = " ".join(word.removesuffix("s") for word in words)
    return any(f" {word.phrase} " in f" {form} " for word in pack.words if word.group in groups
               for form in (text, single))


def in_class(view: SentenceView, pack: Pack, token: int, classes: tuple[str, ...]) -> bool:
    """True when the token is, or ends, a word of one of these classes ("@weapon") or has one of these lemmas."""
    word = view.tokens[token]
    plain = {each for each in classes if not each.startswith("@")}
    if word.lemma.casefold() in plain or word.text.casefold() in plain:
        return True
    labels = {label for each in classes for label in NAMED.get(each.removeprefix("@"), ()) if each.startswith("@")}
    if labels and any(name.label in labels and name.start <= word.start < name.end
                      and (word.pos == "PROPN" or name.label != "Person") for name in view.sentence.names):
        return True
    groups = {each[1:] for each in classes if each.startswith("@")}
    return bool(groups) and any(hit.payload.group in groups and _carries(view, token, hit.first, hit.last)
                                for hit in hits(view, pack))


def _carries(view: SentenceView, token: int, first: int, last: int) -> bool:
    """The token ends or heads the class word, or is a name that the word stands before ("Storm Ciara")."""
    if first <= token <= last:
        return token == last or view.tokens[token].head not in range(first, last + 1)
    return (view.tokens[token].pos == "PROPN" and view.tokens[last].head == token and last < token
            and base(view.tokens[last].relation) in {"compound", "flat", "nmod", "amod"})
