"""The form of a domain pack: what a third party may write in pack.toml, words.tsv and lookups.toml."""

from __future__ import annotations

import msgspec

NAMED = {"person": frozenset({"Person"}), "nation": frozenset({"NORP", "Location"}),
         "body": frozenset({"Organization"})}
"""Word classes that no pack declares: "@person", a person's name, "@nation", a people's or a land's, "@body",
a group's, an office's or a firm's."""


class FieldForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One field of an event kind.

    value: quantity, term, place, time, actor or words. identifies: two mentions can only be one event when this field
    can meet. disputes: False for fields of which several different values hold side by side (parties, topic, words,
    outcome). growing: True for tolls, where later values of one source supersede its earlier ones. floor: the lowest
    number possible, written into upper bounds ("at most one" is [0, 1]); None leaves them open below. rest_of: part and
    field whose difference this field is at least (those hit and not killed are injured).
    """

    name: str
    value: str
    label: str = ""
    unit: str = ""
    identifies: bool = False
    disputes: bool = True
    growing: bool = False
    floor: float | None = None
    rank: int = 50
    rest_of: tuple[str, str] | None = None


class KindForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of event; `fields` in the order shown; `label` is a template over field names ("{agent} launch"),
    and "{speaker}" for the origin of its claims.

    planned: True when talk of it in the future or under a condition already makes an event (meetings, offers).
    setting: True when the opening of a report and its dateline tell its day and town where no frame found them.
    yields_to: kinds beside which this one is dropped in one text (an explosion that the text calls a bombing).
    international: True when it takes two of the pack's `sides`: one that acts, another that is concerned.
    """

    name: str
    label: str
    fields: tuple[str, ...]
    noun: str = ""
    days_apart: float = 1.5
    km_apart: float = 150.0
    yields_to: tuple[str, ...] = ()
    international: bool = False
    planned: bool = False
    setting: bool = False


class SidesForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who acts for a side in dealings of states; kinds marked `international` need one that acts, and another.

    institutions, offices: keys of the shelf ("foreign_ministry", "prime_minister"). bodies: the shelf's bodies that are
    a side of their own ("un", "taliban"). words: heads of phrases that act for the country they name ("@title": "U.S.
    officials"); envoys: those that act for a state even where none is named; peers: those that, without a country, are
    partners of an official of a named one behind them ("the Minister met the Ambassador of Norway"); unnamed: those
    that may, where the sentence names two sides ("officials"); groups: sides without a state ("rebels").
    private: who speaks for nobody else ("analyst"), so that what they say is no dealing of states.
    """

    institutions: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    envoys: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    private: tuple[str, ...] = ()


class FillForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one field is filled when a frame has fired.

    roles: where to look, seen from the trigger (`docs/packs.md` lists them: subject, object, passive_subject, by, of,
    from, into, time, ...). at: "role" (look at the filler itself), "theme" (at the frame's theme, or at its roles where
    roles are given) or "trigger". take: count (number on the noun), measure (number with the field's unit), term (a
    concept of the pack), place, site (no whole country), sea, time, day (no clock times: a missile's fall has another
    clock than its launch), actor, words (the phrase as it stands), clause (the predicate with all that hangs on it),
    statement (with its subject too), quote, or concept (the fixed term in `concept`). words, without: classes
    ("@weapon") or lemmas that the filler must or must not be headed by. with_country: the term takes the country named
    in the filler. polarity, certainty: fixed stance. bare: False when a number without a noun of its own cannot fill
    this field. many: True when every filler counts (parties), not only the first that gives a value (agent). single:
    True when "a woman", "another man" or a person's name counts as one (and several joined ones as several). part: what
    the number counts, where that is not the field itself but something that holds it ("hit": who was shot, dead or
    not). whole: True when a part of a known set ("one of the missiles") is no count of it. bound: "upper" or "lower"
    where the frame makes the number a limit ("did not reach 100 km").
    """

    field: str
    take: str
    roles: tuple[str, ...] = ()
    at: str = "role"
    concept: str = ""
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    with_country: bool = False
    polarity: str = ""
    certainty: str = ""
    bare: bool = True
    many: bool = False
    single: bool = False
    part: str = ""
    whole: bool = False
    bound: str = ""


class FrameForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frame over annotation: triggers, the theme it needs, and the fields that its roles fill.

    verbs, nouns, adjectives: lemmas, or names of word classes of words.tsv with a leading "@". theme_roles and
    theme_words: the filler that must be there (or, with `theme_optional`, may). theme_parts: words whose "of" may
    hold the theme ("a pier of the viaduct"). elliptic: the theme may be a bare number or a pronoun once the text has
    spoken of such an event ("several were launched"). needs: roles that must be filled; "negated" = under a negation,
    "affirmed" = not, "finite" = without "to".
    without: roles that must not be there (one that holds only a day is not there). opens: False
    when the frame only continues an event opened elsewhere ("it flew 500 km"). speaker: roles whose filler is itself
    the voice of the claims (statements). nested: False when the frame must not fire inside what somebody else says.
    theme_needs: what the theme must have, alternatives parted by a bar: "modal", "negated", a role, or a subject of a
    class ("@nation"). answered: verbs, one of which answers without an object, behind or in the next sentence ("was
    asked to pay; it refused"). residual: True when it yields to every other frame that fires inside what it fills.
    backed_by: fields of which the text must state one somewhere for this kind, or open it by another frame, where the
    words have other senses too (the attack on a rival's plans kills nobody).
    """

    name: str
    kind: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    theme_roles: tuple[str, ...] = ()
    theme_words: tuple[str, ...] = ()
    theme_parts: tuple[str, ...] = ()
    theme_without: tuple[str, ...] = ()
    theme_needs: tuple[str, ...] = ()
    theme_optional: bool = False
    elliptic: bool = False
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    opens: bool = True
    nested: bool = True
    backed_by: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    residual: bool = False
    fills: tuple[FillForm, ...] = ()


class Concept(msgspec.Struct, frozen=True):
    """A node of the pack's class tree; `within` lists the classes above it, nearest first."""

    name: str
    within: tuple[str, ...] = ()


class Word(msgspec.Struct, frozen=True):
    """One entry of words.tsv: a phrase (lower-case lemmas or forms), its class, its concept and a proper name."""

    phrase: str
    group: str
    concept: str = ""
    name: str = ""


class Pack(msgspec.Struct, frozen=True):
    """A loaded and checked pack."""

    name: str
    version: str
    title: str
    kinds: tuple[KindForm, ...]
    fields: tuple[FieldForm, ...]
    frames: tuple[FrameForm, ...]
    concepts: tuple[Concept, ...]
    words: tuple[Word, ...]
    gate: tuple[str, ...]
    lookups: dict[str, dict[str, str]] = {}
    sides: SidesForm = SidesForm()

    @property
    def excludes(self) -> frozenset[frozenset[str]]:
        """Pairs of concepts that lookups.toml, table [excludes], says never hold together; partners after commas."""
        return frozenset(
            frozenset((one, other.strip()))
            for one, others in self.lookups.get("excludes", {}).items() for other in others.split(",")
        )

    def field(self, name: str) -> FieldForm | None:
        """The form of the field of that name, or None."""
        return next((form for form in self.fields if form.name == name), None)

    @property
    def spoken(self) -> frozenset[str]:
        """The kinds in which somebody speaks: those with a frame that names its speaker."""
        return frozenset(frame.kind for frame in self.frames if frame.speaker)

    def kind(self, name: str) -> KindForm | None:
        """The form of the event kind of that name, or None."""
        return next((form for form in self.kinds if form.name == name), None)
