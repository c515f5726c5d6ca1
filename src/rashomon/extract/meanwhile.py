"""What happens meanwhile: "the launch came just as the ministers met in Oslo" gives the meeting the launch's day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from rashomon.extract.scene import Scene
from rashomon.extract.views import SentenceView, base
from rashomon.extract.voices import outlet_voice
from rashomon.model import Claim, Mention, Span, Stance, When
from rashomon.model.identity import content_id
from rashomon.packs.form import Pack

COMES: Final = frozenset({"come", "happen", "occur", "follow"})
NEWS_DAYS: Final = timedelta(days=3)


def with_meanwhile(scene: Scene, mentions: Sequence[Mention], claims: list[Claim]) -> list[Claim]:
    """Add the day of the news to what the text says came together with it and dates in no other way.

    The claim points at "just as": these are the words that say so. Probable, since "comes as" may be loose.
    """
    news = _day_of_news(scene)
    dated = {claim.mention for claim in claims if isinstance(claim.value, When)}
    views = {view.span: view for view in scene.reading.views}
    links = {mention.id: mention.antecedent for mention in mentions}
    found: list[Claim] = []
    for mention in mentions:
        field = _field_of_day(scene.packs, mention)
        view = views.get(mention.sentence)
        if news is None or view is None or not field or mention.generic or dated & {mention.id, links[mention.id]}:
            continue
        words = _just_as(view, mention.trigger.start)
        if words is not None and any(claim.mention == mention.id for claim in claims):
            span = Span(scene.document.id, *words)
            found.append(Claim(
                id=content_id("c", scene.document.id, mention.id, field, span, news), mention=mention.id,
                kind=mention.kind, field=field, value=news, span=span, text=scene.reading.text(*words),
                sentence=mention.sentence, chain=(outlet_voice(scene),), stance=Stance("affirmed", "probable"),
                maker=f"{mention.pack}/meanwhile@1",
            ))  # fmt: skip
    return claims + found


def _just_as(view: SentenceView, start: int) -> tuple[int, int] | None:
    """The words "just as" before a clause that hangs on "comes", where its verb stands at `start`."""
    verb = next((index for index, token in enumerate(view.tokens) if token.start == start), -1)
    if verb < 0 or base(view.tokens[verb].relation) != "advcl" or view.tokens[verb].head < 0:
        return None
    marks = [child for child in view.children[verb] if base(view.tokens[child].relation) == "mark"
             and view.tokens[child].text.casefold() in {"as", "while"}]
    if not marks or view.tokens[view.tokens[verb].head].lemma.casefold() not in COMES:
        return None
    first = marks[0]
    if first and view.tokens[first - 1].text.casefold() in {"just", "even"}:
        first -= 1
    return view.tokens[first].start, view.tokens[marks[0]].end


def _day_of_news(scene: Scene) -> When | None:
    """The first day of the body that lies close before the publication, or the first at all where none is known."""
    published = scene.document.published
    for view in scene.reading.views:
        for time in view.times if view.block == "body" else ():
            if time.kind == "day" and time.value is not None and (
                    published is None or abs(published - time.value.earliest) <= NEWS_DAYS):
                return time.value
    return None


def _field_of_day(packs: Sequence[Pack], mention: Mention) -> str:
    """The field of a kind that tells its events apart by their day."""
    pack = next((each for each in packs if each.name == mention.pack), None)
    kind = pack.kind(mention.kind) if pack is not None else None
    forms = [pack.field(name) for name in kind.fields] if pack is not None and kind is not None else []
    return next((form.name for form in forms if form is not None and form.identifies and form.value == "time"), "")
