"""Values, verdicts, stances and fields in words; what a pack labels is said as the pack labels it."""

from __future__ import annotations

from collections.abc import Sequence

from babel import Locale

from rashomon.model import (
    Actor,
    Claim,
    Document,
    Finding,
    Lineup,
    Place,
    Position,
    Quantity,
    Stance,
    Term,
    Value,
    Voice,
    When,
    Words,
)
from rashomon.packs.form import Pack
from rashomon.tell.clock import when_words
from rashomon.tell.visible import one_line
from rashomon.text.bounds import bound_said

NUMERALS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
VERDICTS = {
    "disputed": "Disputed",
    "overlapping": "Partly overlapping",
    "refined": "Agreed, one more exact",
    "agreed": "Agreed",
    "single": "One voice",
}
SETTLED = "Disputed until taken back"
VERDICT_NOTES = {
    "disputed": "No value satisfies all accounts.",
    "overlapping": "The accounts share some values, none contains the others.",
    "refined": "One account lies inside the other: both can be true.",
    "agreed": "All accounts give the same value.",
    "single": "Only one claim, or one origin, speaks of it.",
}
FINDINGS = {
    "dispute": "Dispute",
    "self_contradiction": "Contradicts itself",
    "reference": "Against the reference shelf",
    "copy": "Copy",
    "distortion": "Distortion",
    "same_utterance": "One remark, two wordings",
    "correction": "Correction",
    "rule": "Rule touched",
}
LINEAGES = {
    "reprint": "reprint of",
    "rewrite": "rewrite of",
    "spun": "spun copy of",
    "common_parent": "shares a lost parent with",
}
QUOTES = "“”„\"'‘’ "
COPIES = ("reprint", "rewrite", "spun")
ORDER = ("disputed", "overlapping", "refined", "agreed", "single")
UNITS = {"km": "km", "nmi": "nautical miles", "m": "m", "kg": "kg", "mach": "Mach"}


def field_label(name: str, packs: Sequence[Pack] = ()) -> str:
    """The label of a field as its pack gives it, else its name in words."""
    for pack in packs:
        form = pack.field(name)
        if form is not None and form.label:
            return one_line(form.label)
    return one_line(name.removesuffix("_km").replace("_", " ")) or "unnamed field"


def field_rank(name: str, packs: Sequence[Pack] = ()) -> int:
    """Where the pack wants the field to stand; 50 when it does not say."""
    for pack in packs:
        form = pack.field(name)
        if form is not None:
            return form.rank
    return 50


def ordered(lineups: Sequence[Lineup], packs: Sequence[Pack] = ()) -> list[Lineup]:
    """Line-ups with the disputed first, those settled since behind them, then by the pack's rank, then as they came."""

    def key(pair: tuple[int, Lineup]) -> tuple[int, int, int]:
        at, lineup = pair
        group = 1 if is_settled(lineup) else 0 if lineup.verdict == "disputed" else 2
        return (group, field_rank(lineup.name, packs), at)

    return [lineup for _, lineup in sorted(enumerate(lineups), key=key)]


def value_words(value: Value, packs: Sequence[Pack] = ()) -> str:
    """Say a value in a few words."""
    if isinstance(value, Quantity):
        return _quantity(value)
    if isinstance(value, When):
        return when_words(value)
    if isinstance(value, Place):
        return _place(value)
    if isinstance(value, Actor):
        return one_line(value.name)
    if isinstance(value, Term):
        return _term(value, packs)
    return "; ".join(quoted(text) for text in (value.text, *value.also))


def position_words(position: Position, packs: Sequence[Pack] = ()) -> str:
    """The heading of a position: its value in words, or the text the weighing gave where words say less."""
    if isinstance(position.value, Term | Words) and position.text and not isinstance(position.value, Words):
        labelled = _label(position.value, packs)
        return labelled or one_line(position.text).replace("_", " ")
    return value_words(position.value, packs)


def country_words(code: str) -> str:
    """English name of an ISO 3166 alpha-2 code, from CLDR; an unknown code stays as it is."""
    return {"KP": "North Korea", "KR": "South Korea"}.get(code) or Locale("en").territories.get(code, code) or code


def stance_words(claim: Claim) -> str:
    """What the speaker does with the value beyond affirming it: "denied", "left open, possible", or nothing."""
    polarity = {"affirmed": "", "open": "left open"}.get(claim.stance.polarity, one_line(claim.stance.polarity))
    certainty = "" if claim.stance.certainty == "certain" else one_line(claim.stance.certainty)
    return ", ".join(part for part in (polarity, certainty) if part)


def status_words(claim: Claim) -> str:
    """Say that the speaker no longer holds the claim, or nothing."""
    return {"superseded": "later replaced", "withdrawn": "withdrawn"}.get(claim.status, one_line(claim.status, 40))


def manner_words(voice: Voice, stance: Stance) -> str:
    """How a voice spoke; who is said not to have confirmed a claim must not be shown as "confirmed"."""
    manner = one_line(voice.manner)
    return "did not confirm" if manner == "confirmed" and stance.polarity == "open" else manner


def finding_words(finding: Finding) -> str:
    """The kind of a finding; a look at the shelf that found nothing amiss is not "against" it."""
    if finding.kind == "reference" and finding.severity == "low":
        return "From the reference shelf"
    return FINDINGS.get(finding.kind, one_line(finding.kind).replace("_", " "))


def voice_words(voice: Voice) -> str:
    """Name and office of a voice."""
    office = one_line(voice.office)
    name = one_line(voice.name) or office or "unnamed"
    return f"{name}, {office}" if office and office.casefold() not in name.casefold() else name


def outlet_words(document: Document) -> str:
    """Who published a report, "" when its page does not say."""
    return one_line(document.outlet or document.credits.outlet, 60)


def published_words(document: Document) -> str:
    """When a report appeared, and how that is known."""
    if document.published is None:
        return "date not stated"
    when = f"{document.published.day} {document.published:%B %Y}"
    if document.published_exact:
        when += f", {document.published:%H:%M}"
    return f"{when} (inferred)" if document.published_from == "inferred" else when


def same_words(one: str, other: str) -> bool:
    """True when two texts differ in nothing but case, quotation marks and punctuation."""
    return [sign for sign in one.casefold() if sign.isalnum()] == [sign for sign in other.casefold() if sign.isalnum()]


def sentence(text: str) -> str:
    """The text on one line with a capital in front."""
    line = one_line(text)
    return line[:1].upper() + line[1:]


def quoted(text: str) -> str:
    """The words between quotation marks of ours, on one line."""
    return f"“{one_line(text).strip(QUOTES)}”"


def listed(parts: Sequence[str]) -> str:
    """a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def counted(number: int, one: str, many: str = "") -> str:
    """one report, two reports, 13 reports."""
    word = NUMERALS[number] if 0 <= number < len(NUMERALS) else f"{number:,}"
    return f"{'no' if number == 0 else word} {one if number == 1 else many or one + 's'}"


def origins_words(position: Position, one: str = "origin") -> str:
    """How many origins an account has, those apart of whom nobody can show that they are independent."""
    unknown = len(position.unknown)
    if not position.independent and position.copies and not unknown:
        return "only a copy has it" if len(position.copies) == 1 else "only copies have it"
    if not unknown:
        return counted(position.independent, one)
    if not position.independent:
        return f"{counted(unknown, 'origin')} of unknown independence"
    return f"{counted(position.independent, one)} and {counted(unknown, 'more', 'more')} of unknown independence"


def _quantity(value: Quantity) -> str:
    low, high = value.low, value.high
    unit = f" {UNITS.get(value.unit, one_line(value.unit))}" if value.unit else ""
    about = "about " if value.approximate else ""
    if low is None and high is None:
        return f"some{unit}"
    if low is None or (high is not None and low == 0 and high > 0):
        return _bounded("at most", "fewer than", high or 0.0, value)
    if high is None:
        return _bounded("at least", "more than", low, value)
    if low == high:
        return f"{about}{_number(low, unit)}{unit}"
    if value.approximate and unit and high - low <= 0.3 * high:
        middle = (low + high) / 2
        return f"about {_number(float(round(middle)), unit)}{unit}"
    return f"{about}{_number(low, unit)} to {_number(high, unit)}{unit}"


def _bounded(within: str, beyond: str, bound: float, value: Quantity) -> str:
    """ "at least 61" as it was said, "more than 60": a count's own bound is the next number, a measure's the number."""
    unit = f" {UNITS.get(value.unit, one_line(value.unit))}" if value.unit else ""
    if bound_said(value.original) != ("above" if beyond == "more than" else "below"):
        return f"{within} {_number(bound, unit)}{unit}"
    said = bound if unit or bound != int(bound) else bound + (-1 if beyond == "more than" else 1)
    if said <= 0:
        return f"{within} {_number(bound, unit)}{unit}"
    return f"{'less than' if unit and beyond == 'fewer than' else beyond} {_number(said, unit)}{unit}"


def _number(number: float, unit: str) -> str:
    if not unit and number == int(number) and 0 <= number < len(NUMERALS):
        return NUMERALS[int(number)] if number else "none"
    return f"{int(number):,}" if number == int(number) else f"{number:,.2f}".rstrip("0")


def _place(value: Place) -> str:
    if value.parts:
        return listed([_place(part) for part in value.parts])
    name = one_line(value.name)
    said = "waters near" if value.relation == "waters" else one_line(value.relation)
    relation = f"{said} " if value.relation and value.relation not in name.casefold() else ""
    country = country_words(value.country) if value.country else ""
    return f"{relation}{name}, {country}" if country and country.casefold() not in name.casefold() else relation + name


def _term(value: Term, packs: Sequence[Pack]) -> str:
    label = _label(value, packs) or one_line(value.concept.replace("_", " "))
    country = country_words(value.country) if value.country else ""
    if "{country}" in label:
        return label.replace("{country}", country or "the country")
    return f"{label} ({country})" if country and country not in label else label


def _label(value: Term, packs: Sequence[Pack]) -> str:
    if value.name:
        return one_line(value.name)
    for pack in packs:
        label = pack.lookups.get("labels", {}).get(value.concept) or _spelled_out(value.concept, pack)
        if label:
            return one_line(label).replace(
                "{country}", country_words(value.country) if value.country else "the country"
            )
    return ""


def _spelled_out(concept: str, pack: Pack) -> str:
    """The words of an abbreviation ("slbm"), as the pack first spells them; other concepts are words already."""
    if "_" in concept or len(concept) > 5:
        return ""
    return next(
        (word.phrase for word in pack.words if word.concept == concept and " " in word.phrase and not word.name), ""
    )


def is_settled(lineup: Lineup) -> bool:
    """True where accounts excluded each other and all but one were taken back since."""
    return lineup.verdict == "disputed" and sum(position.live for position in lineup.positions) <= 1


def verdict_words(lineup: Lineup) -> str:
    """The verdict for a reader."""
    return SETTLED if is_settled(lineup) else VERDICTS.get(lineup.verdict, lineup.verdict)
