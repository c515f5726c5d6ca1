"""The event in one sentence, and in a few figures."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.model import Answer, Event
from rashomon.tell.accounts import Account, Register, Row
from rashomon.tell.visible import one_line
from rashomon.tell.wording import counted, is_settled, listed

MOST_FIELDS = 3


def standfirst(event: Event, rows: Sequence[Row], look: Register) -> str:
    """Say in one sentence how many reports there are, what they disagree on and who says what on the first of it."""
    reports = [one for one in event.documents if one in look.documents]
    copies = sum(one in look.copies for one in reports)
    start = counted(len(reports), "report")
    start = start[:1].upper() + start[1:]
    if copies:
        start += f", {counted(copies, 'of them a copy', 'of them copies')},"
    disputed = [row for row in rows if row.lineup.verdict == "disputed"]
    open_rows = [row for row in disputed if not is_settled(row.lineup)]
    if disputed and not open_rows:
        labels = [row.label[:1].lower() + row.label[1:] for row in disputed[:MOST_FIELDS]]
        verb = "carries" if len(reports) == 1 else "give"
        return f"{start} {verb} accounts that excluded each other as to {listed(labels)}, until one was taken back."
    disputed = open_rows
    if not disputed:
        tail = "tells of it" if len(reports) == 1 else "tell of it, and no two accounts of it exclude each other"
        return f"{start} {tail}."
    first = disputed[0]
    sides = "; ".join(
        _side(account) if account.position.live else f"{account.heading}, no longer held" for account in first.accounts
    )
    labels = [row.label[:1].lower() + row.label[1:] for row in disputed[:MOST_FIELDS]]
    labels[0] += f" ({sides})"
    if len(disputed) > MOST_FIELDS:
        labels.append(counted(len(disputed) - MOST_FIELDS, "more field"))
    verb = "carries accounts that cannot all be true" if len(reports) == 1 else "give accounts that cannot all be true"
    return f"{start} {verb} as to {listed(labels)}."


def figures(answer: Answer, rows: Sequence[Row], look: Register) -> list[tuple[int, str]]:
    """Numbers for the head of the page, each with its label in the right number."""
    origins = {origin for row in rows for account in row.accounts for origin in account.position.origins}
    pairs = [
        (len(answer.documents), "report", "reports"),
        (sum(one.id in look.copies for one in answer.documents), "of them a copy", "of them copies"),
        (sum(len(event.claims) for event in answer.events), "claim", "claims"),
        (len(origins), "origin", "origins"),
        (sum(row.lineup.verdict == "disputed" for row in rows), "disputed field", "disputed fields"),
        (len(answer.findings), "finding", "findings"),
    ]
    return [(number, one if number == 1 else many) for number, one, many in pairs if number or one != "of them a copy"]


def _side(account: Account) -> str:
    named = account.named
    origins = named[:2] or ["an unnamed voice"]
    if len(named) > 2:
        origins.append(counted(len(named) - 2, "other"))
    heading = f"{account.heading}, {account.stance}," if account.stance else account.heading
    if not named and account.position.copies:
        return f"{heading}, which only {'a copy has' if len(account.position.copies) < 2 else 'copies have'}"
    return f"{heading} according to {listed([one_line(name) for name in origins])}"
