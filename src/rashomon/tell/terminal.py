"""The same in a terminal: one screen an event, disputed rows first, copies greyed, findings in plain sentences."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from rashomon.model import Answer, Event
from rashomon.packs.form import Pack
from rashomon.tell import wording
from rashomon.tell.accounts import Account, Line, Register, Row, register, rows_of
from rashomon.tell.clock import when_words
from rashomon.tell.folded import folded
from rashomon.tell.summary import standfirst
from rashomon.tell.visible import one_line

# The same six colours as on the page, in the sixteen that every terminal has.
HUES = ("", "bright_blue", "yellow", "cyan", "magenta", "green", "red")
FAINT = "bright_black"
MOST_OTHERS = 24
MOST_CALM = 90


def render_terminal(
    answer: Answer, packs: Sequence[Pack] = (), verbose: bool = False, colour: bool = False, width: int | None = None
) -> str:
    """Return the answer as a terminal shows it; with `colour` as ANSI codes unless NO_COLOR is set.

    width: columns; None takes the terminal's, or 80 where there is none. `verbose` adds ids, spans and makers.
    """
    page = StringIO()
    columns = width or shutil.get_terminal_size((80, 24)).columns
    console = Console(file=page, width=max(40, columns), force_terminal=colour, highlight=False, emoji=False)
    print_terminal(answer, console, verbose, packs)
    return "\n".join(line.rstrip() for line in page.getvalue().split("\n"))


def print_terminal(answer: Answer, console: Console, verbose: bool = False, packs: Sequence[Pack] = ()) -> None:
    """Print the answer on a console of the caller's."""
    look = register(answer, packs)
    mains = [event for event in answer.events if event.main] or list(answer.events[:1])
    if not mains:
        console.print(Text(f"No event found in {wording.counted(len(answer.documents), 'report')}."))
    for event in mains:
        for part in _event(event, look, verbose):
            console.print(part, overflow="fold")
    others = [event for event in answer.events if event not in mains]
    if others:
        console.print()
        console.print(Text("Other events", "bold"))
        for event in others if verbose else others[:MOST_OTHERS]:
            console.print(_other(event, look, verbose), overflow="fold")
        if not verbose and len(others) > MOST_OTHERS:
            console.print(Text(f"  and {len(others) - MOST_OTHERS} more (--verbose shows them)", FAINT))
    _findings(answer, console, look)
    _reports(answer, console, look)


def _event(event: Event, look: Register, verbose: bool) -> list[RenderableType]:
    rows = rows_of(event, look)
    parts: list[RenderableType] = [Rule(style=FAINT), Text(one_line(event.label), "bold")]
    facts = [when_words(event.when) if event.when else "", wording.value_words(event.where) if event.where else ""]
    if any(facts):
        parts.append(Text(" · ".join(fact for fact in facts if fact), FAINT))
    parts += [Text(standfirst(event, rows, look)), Text()]
    disputed = [row for row in rows if row.lineup.verdict == "disputed"]
    calm = [row for row in rows if row.lineup.verdict != "disputed"]
    parts += [_disputed(row, verbose) for row in disputed]
    if calm:
        parts.append(_calm(calm, verbose))
    return parts


def _disputed(row: Row, verbose: bool) -> RenderableType:
    style = FAINT if wording.is_settled(row.lineup) else "bold red"
    head = Text.assemble((row.label, "bold"), (f"  {wording.verdict_words(row.lineup).lower()}", style))
    reasons = [Padding(Text(one_line(reason), FAINT), (0, 0, 0, 2)) for reason in row.lineup.reasons]
    table = Table.grid(padding=(0, 2))
    table.add_column(max_width=26, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for account in row.accounts:
        table.add_row(_heading(account), _voices(account, verbose))
    return Group(head, *reasons, Padding(table, (0, 0, 1, 2)))


def _heading(account: Account) -> Text:
    if not account.position.live:
        return Text.assemble((account.heading, f"strike {FAINT}"), ("\nno longer held", FAINT))
    position = account.position
    dots = "●" * min(position.independent, 8)
    return Text.assemble(
        (account.heading, f"bold {HUES[account.hue]}".strip()),
        (f" [{account.stance}]" if account.stance else "", FAINT),
        (f"\n{dots} {wording.origins_words(position)}" if dots else f"\n{wording.origins_words(position)}", FAINT),
    )


def _voices(account: Account, verbose: bool) -> RenderableType:
    said: list[RenderableType] = []
    for group in account.groups:
        office = f", {group.office}" if group.office else ", in its own voice" if group.own else ""
        said.append(Text.assemble((group.name, "bold"), office))
        said += [_line(line, verbose, "", not group.own) for line in group.lines]
    said += [_line(line, verbose, "copy: ", True) for line in account.copies]
    said += [_line(line, verbose, f"{line.status}: ", True) for line in account.withdrawn]
    return Group(*said)


def _line(line: Line, verbose: bool, mark: str, routed: bool) -> Padding:
    grey = FAINT if line.copy or line.struck else ""
    text = Text(f"{mark}{wording.quoted(line.claim.text)}", grey)
    if line.stance:
        text.append(f" [{line.stance}]", FAINT)
    if routed:
        text.append(f"  {' ← '.join((line.outlet, *line.between))}", FAINT)
    if verbose:
        text.append(f"\n{_trace(line)}", FAINT)
    return Padding(text, (0, 0, 0, 2))


def _trace(line: Line) -> str:
    span = line.claim.span
    return one_line(f"{line.claim.id}  {span.document}:{span.start}-{span.end}  {line.claim.maker}")


def _calm(rows: Sequence[Row], verbose: bool) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(max_width=16, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for row in rows:
        table.add_row(Text(row.label, "bold"), _calm_words(row, verbose))
    return table


def _calm_words(row: Row, verbose: bool) -> RenderableType:
    said: list[RenderableType] = []
    for account in row.accounts:
        words = Text(account.heading)
        named = account.named
        origins = one_line(wording.listed(named[:3]), MOST_CALM)
        more = len(named) - 3
        words.append(f"  {origins}{f' and {more} more' if more > 0 else ''}", FAINT)
        stances = sorted({line.stance for group in account.groups for line in group.lines if line.stance})
        if stances:
            words.append(f" [{'; '.join(stances)}]", FAINT)
        if account.copies:
            words.append(f"  + {wording.counted(len(account.copies), 'copy', 'copies')}", FAINT)
        said.append(words)
    said += [_line(line, verbose, "", True) for line in (row.lines if verbose else row.rest)]
    return Group(*said)


def _other(event: Event, look: Register, verbose: bool) -> RenderableType:
    rows = rows_of(event, look)
    if verbose:
        lines = [_line(line, True, f"{row.label}: {line.value}  ", True) for row in rows for line in row.lines]
        return Padding(Group(Text(one_line(event.label)), *lines), (0, 0, 0, 2))
    short = []
    for row in rows:
        headings = [account.heading for account in row.accounts] or [line.value for line in row.rest]
        short.append(f"{row.label}: {' / '.join(dict.fromkeys(headings))}")
    told = Text(one_line("; ".join(short), 200), FAINT)
    told.append(f" ← {_speakers(rows)}")
    return Padding(Group(Text(one_line(event.label)), Padding(told, (0, 0, 0, 2))), (0, 0, 0, 2))


def _speakers(rows: Sequence[Row]) -> str:
    """The origins of an event that is told in one line, a report in its own voice by its name."""
    lines = [line for row in rows for line in row.lines if not line.copy and not line.struck]
    names = dict.fromkeys(line.outlet if line.own else one_line(line.claim.origin.name) for line in lines)
    named = list(names)[:3]
    more = [wording.counted(len(names) - 3, "other")] if len(names) > 3 else []
    return wording.listed([*named, *more])


def _findings(answer: Answer, console: Console, look: Register) -> None:
    if not answer.findings:
        return
    styles = {"high": "bold red", "medium": "yellow", "low": FAINT}
    claims = {claim.id: claim for event in answer.events for claim in event.claims}
    table = Table.grid(padding=(0, 2))
    table.add_column(max_width=18, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for group in folded(answer.findings):
        finding = group[0]
        text = Text(look.told(finding.message))
        about = look.reports(group, claims)
        if about:
            text.append(f"  ({about})", FAINT)
        table.add_row(Text(wording.finding_words(finding), styles.get(finding.severity, "")), text)
    console.print()
    console.print(Text("Findings", "bold"))
    console.print(Padding(table, (0, 0, 0, 2)))


def _reports(answer: Answer, console: Console, look: Register) -> None:
    console.print()
    console.print(Text("Reports", "bold"))
    for document in answer.documents:
        text = Text(f"{look.outlet(document.id)}  ")
        text.append(f"{wording.published_words(document)}  {one_line(document.path)}", FAINT)
        copy = look.copies.get(document.id)
        if copy:
            text.append(f"  {wording.LINEAGES.get(copy.kind, copy.kind)} {look.outlet(copy.parent)}", FAINT)
        console.print(Padding(text, (0, 0, 0, 2)), overflow="fold")
    for skipped in answer.skipped:
        console.print(Text(f"  left out: {one_line(skipped.path)}: {one_line(skipped.reason)}", FAINT), overflow="fold")
