"""What a trigger only implies: who was shot was shot with a gun, but a text that says so ten times says it once."""

from __future__ import annotations

from rashomon.model import Claim, Mention, Term, When
from rashomon.packs.form import FrameForm, Pack


def without_implied(packs: tuple[Pack, ...], mentions: list[Mention], claims: list[Claim]) -> list[Claim]:
    """Without what a trigger only implies ("were shot": a gun) where one voice says it, or more, of the same event."""
    above = {mention.id: mention.antecedent for mention in mentions}
    dated = {claim.mention for claim in claims if isinstance(claim.value, When)}
    implying = {(f"{pack.name}/{frame.name}@{pack.version}", fill.field) for pack in packs for frame in pack.frames
                if _of_news(pack, frame) for fill in frame.fills if fill.at == "trigger"
                and (form := pack.field(fill.field)) is not None and form.value == "term" and not form.disputes}
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda each: (each.maker, each.field) in implying):
        if (claim.maker, claim.field) in implying and any(
            _says_as_much(one, claim) and (claim.mention not in dated or _root(above, one.mention)
                                           == _root(above, claim.mention)) for one in kept
        ):
            continue
        kept.append(claim)
    return [claim for claim in claims if claim in kept]


def _of_news(pack: Pack, frame: FrameForm) -> bool:
    kind = pack.kind(frame.kind)
    return kind is not None and kind.setting


def _root(above: dict[str, str], mention: str) -> str:
    seen = {mention}
    while (higher := above.get(mention, "")) and higher not in seen:
        seen.add(higher)
        mention = higher
    return mention


def _says_as_much(one: Claim, implied: Claim) -> bool:
    if not isinstance(one.value, Term) or not isinstance(implied.value, Term) or one.field != implied.field:
        return False
    same = one.origin.name == implied.origin.name and one.stance.polarity == implied.stance.polarity
    return same and implied.value.concept in {one.value.concept, *one.value.within}
