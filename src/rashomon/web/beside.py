"""What stands beside a claim on an event's page: how to say that it is misread."""

from __future__ import annotations

from collections.abc import Callable, Collection

from markupsafe import Markup

from rashomon.tell.accounts import Line
from rashomon.web.asking import Asked, visit_of
from rashomon.web.people import may


def beside_claim(request: Asked, event: str, misread: Collection[str]) -> Callable[[Line], Markup | str]:
    """Return what a page puts beside a line's id: a button for those who may judge, a word where it was judged."""
    visit = visit_of(request.scope)
    if not may(visit.person, "judge"):
        return lambda line: Markup('<span class="tag">judged misread</span>') if line.claim.id in misread else ""
    form = Markup(
        '<form class="beside" action="/judgements" method="post">{}<input type="hidden" name="verdict" value="misread">'
        '<input type="hidden" name="subjects" value="{}"><input type="hidden" name="back" value="/events/{}">'
        '<button class="plain" aria-label="Claim {} is misread">misread?</button></form>'
    )
    token = (
        Markup('<input type="hidden" name="csrf" value="{}">').format(visit.session.csrf)
        if visit.session
        else Markup("")
    )

    def beside(line: Line) -> Markup:
        if line.claim.id in misread:
            return Markup('<span class="tag">judged misread</span>')
        return form.format(token, line.claim.id, event, line.number)

    return beside
