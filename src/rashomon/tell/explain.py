"""Why a claim is there: its words in their sentence, the rule, the voices, the cues, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.model import Answer, Claim, Document, Event, Position
from rashomon.packs.form import Pack
from rashomon.tell import wording
from rashomon.tell.accounts import register
from rashomon.tell.visible import one_line, visible

LEFT, RIGHT = "⟦", "⟧"


def explain(answer: Answer, claim_id: str, packs: Sequence[Pack] = ()) -> str:
    """Return a few paragraphs on the claim of that id (a unique beginning of it will do).

    Raises LookupError, with the ids that come near, when no claim or more than one has it.
    """
    event, claim = find_claim(answer, claim_id)
    look = register(answer, packs)
    document = look.documents.get(claim.span.document)
    label = wording.field_label(claim.field, packs)
    parts = [
        f"claim     {one_line(claim.id)}",
        f"says      {label}: {wording.value_words(claim.value, packs)}",
        f"about     {one_line(event.label)} ({one_line(event.kind)}, {event.id})",
        "",
        *_sentence(claim, document, look.outlet(claim.span.document)),
        "",
        f"rule      {one_line(claim.maker)}",
        f"stance    {_stance(claim, document)}",
        *([f"status    {wording.status_words(claim)}: its source no longer holds it"] if claim.status else []),
        *([f"part      {one_line(claim.part)}"] if claim.part else []),
        "",
        "voices, from the report to the origin",
        *drawn_chain(claim, document, look.outlet(claim.span.document)),
        "",
        *_standing(event, claim, packs),
    ]
    kin = look.copies.get(claim.span.document)
    if kin:
        parts.append(f"The report is a {wording.LINEAGES[kin.kind]} {look.outlet(kin.parent)}: it confirms nothing.")
    parts += [
        f"finding   {wording.finding_words(one)}: {look.told(one.message)}"
        for one in answer.findings
        if claim.id in one.claims
    ]
    return visible("\n".join(parts) + "\n")


def find_claim(answer: Answer, claim_id: str) -> tuple[Event, Claim]:
    """Return the claim of that id, or the only one whose id begins so, with its event; raises LookupError."""
    found = [(event, claim) for event in answer.events for claim in event.claims if claim.id.startswith(claim_id)]
    exact = [pair for pair in found if pair[1].id == claim_id]
    if exact or (claim_id and len(found) == 1):
        return (exact or found)[0]
    shown = one_line(claim_id, 60)
    if claim_id and found:
        raise LookupError(f"{len(found)} claims begin with {shown!r}: " + ", ".join(one.id for _, one in found[:8]))
    raise LookupError(f"no claim has the id {shown!r}; `rashomon claims` lists them")


def drawn_chain(claim: Claim, document: Document | None, outlet: str) -> list[str]:
    """The chain as lines of text, each voice under the one that carries it, with the words that name it."""
    lines: list[str] = []
    for depth, voice in enumerate(claim.chain):
        name = (one_line(voice.name) or outlet) if depth == 0 else wording.voice_words(voice)
        manner = "" if depth == 0 else f" {wording.manner_words(voice, claim.stance)}"
        named = _words(document, voice.start, voice.end)
        named = "" if named == name else named
        cue = _words(document, *voice.cue) if voice.cue else ""
        notes = "; ".join(note for note in (f"named “{named}”" if named else "", f"cue “{cue}”" if cue else "") if note)
        last = "  <- origin" if depth == len(claim.chain) - 1 else ""
        branch = "  " + ("   " * (depth - 1) + "└─ " if depth else "")
        lines.append(f"{branch}{name}{manner}{f' ({notes})' if notes else ''}{last}")
    return lines


def _sentence(claim: Claim, document: Document | None, outlet: str) -> list[str]:
    if document is None:
        return [f"  “{one_line(claim.text)}” (its report is not part of this answer)"]
    text = document.text
    start = max(0, min(claim.sentence[0], claim.span.start))
    end = min(len(text), max(claim.sentence[1], claim.span.end))
    inside = (text[start : claim.span.start], text[claim.span.start : claim.span.end], text[claim.span.end : end])
    before, words, after = (" ".join(visible(part).split("\n")) for part in inside)
    place = f"characters {claim.span.start} to {claim.span.end}"
    return [
        f"  {before}{LEFT}{words}{RIGHT}{after}".rstrip(),
        f"  {outlet}, {one_line(document.path)}, {place}",
    ]


def _stance(claim: Claim, document: Document | None) -> str:
    cues = [f"“{words}”" for start, end in claim.stance.cues if (words := _words(document, start, end))]
    told = f"{claim.stance.polarity}, {claim.stance.certainty}"
    return f"{told}, because of {wording.listed(cues)}" if cues else told


def _words(document: Document | None, start: int, end: int) -> str:
    return one_line(document.text[start:end], 60) if document and 0 <= start < end else ""


def _standing(event: Event, claim: Claim, packs: Sequence[Pack]) -> list[str]:
    claims = {one.id: one for one in event.claims}
    lines: list[str] = []
    for lineup in event.lineups:
        own = [position for position in lineup.positions if claim.id in position.claims]
        if not own:
            continue
        verdict = wording.verdict_words(lineup).lower()
        lines.append(f"line-up   {wording.field_label(lineup.name, packs)}: {verdict}")
        for position in lineup.positions:
            lines.append(f"  {'>' if position in own else ' '} {_position(position, packs)}")
        lines += [f"  {one_line(reason)}" for reason in lineup.reasons]
        company = [one for position in own for one in position.claims if one != claim.id and one in claims]
        if company:
            lines.append(f"  with it: {', '.join(dict.fromkeys(company))}")
    return lines or ["line-up   this claim stands in none"]


def _position(position: Position, packs: Sequence[Pack]) -> str:
    origins = wording.listed([one_line(name) for name in (*position.origins, *position.unknown)]) or "nobody named"
    held = "" if position.live else ", no longer held"
    count = wording.origins_words(position)
    return f"{wording.position_words(position, packs)}: {count} ({origins}){held}"
