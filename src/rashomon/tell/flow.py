"""How accounts reached us, as a drawing: reports on the left, the voices they cite, the origin, the account it gives.

Server-side SVG without script, style attributes or links out; every text is escaped and made visible.
"""

from __future__ import annotations

from itertools import pairwise
from textwrap import wrap

import msgspec
from markupsafe import Markup

from rashomon.tell.accounts import Line, Row
from rashomon.tell.visible import one_line

WIDTH = 1080
ROW = 50
TOP = 30
LETTER = 8.1
# The words of an account are set larger than the names of voices.
ACCOUNT_LETTER = 9.2
SWEEPS = 4
Node = tuple[int, str]
Spots = dict[Node, tuple[float, float]]


class Edge(msgspec.Struct, frozen=True):
    """A strand between two nodes: colour, and whether it is an echo (a copy) or no longer held."""

    start: Node
    end: Node
    hue: int
    faded: bool


class Label(msgspec.Struct, frozen=True):
    """The words at a node; last: it is an account."""

    text: str
    hue: int
    faded: bool
    last: bool = False


def flow(row: Row) -> Markup:
    """Draw one field: strands from the reports over relays and origins to the accounts; "" without accounts."""
    strands = [(_path(line), account.heading, line) for account in row.accounts for line in account.lines]
    if not strands:
        return Markup("")
    depth = max(2, *(len(path) for path, _, _ in strands))
    edges: dict[tuple[Node, Node], Edge] = {}
    labels: dict[Node, Label] = {}
    for path, heading, line in strands:
        faded = line.copy or line.struck
        last = (depth, heading + (" (replaced)" if line.struck else ""))
        nodes = [*_placed(path, depth), last]
        for node, text in zip(nodes, [*path, last[1]], strict=True):
            known = labels.get(node)
            colour = line.hue if node[0] >= depth - 1 else 0
            hue = known.hue or colour if known else colour
            labels[node] = Label(text, hue, faded and (known is None or known.faded), node is last)
        for start, end in pairwise(nodes):
            drawn = edges.get((start, end))
            # A strand that anything alive runs through is alive, and keeps that colour.
            if drawn is None or (drawn.faded and not faded):
                edges[(start, end)] = Edge(start, end, line.hue, faded)
    return _draw(row, depth, labels, list(edges.values()))


def _path(line: Line) -> list[str]:
    return [line.outlet, *line.between, line.outlet + " itself" if line.own else one_line(line.claim.origin.name)]


def _placed(path: list[str], depth: int) -> list[Node]:
    """Reports in the first column, origins in the last before the account, relays from the left in between."""
    return [(0 if at == 0 else depth - 1 if at == len(path) - 1 else at, text) for at, text in enumerate(path)]


def _draw(row: Row, depth: int, labels: dict[Node, Label], edges: list[Edge]) -> Markup:
    columns = _columns(labels, edges)
    height = TOP + max(len(nodes) for nodes in columns.values()) * ROW
    lefts = _lefts(depth)
    spots: Spots = {}
    for column, nodes in columns.items():
        room = (height - TOP) / len(nodes)
        for at, node in enumerate(nodes):
            spots[node] = (lefts[column], TOP + room * (at + 0.5))
    said = f"How the accounts of “{row.label}” reached the reports; the table of claims says the same in words."
    parts = [
        Markup('<svg class="flow" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(WIDTH, round(height), said)
    ]
    for column in columns:
        parts.append(
            Markup('<text class="head" x="{:.0f}" y="12">{}</text>').format(lefts[column], _title(column, depth))
        )
    for edge in sorted(edges, key=lambda one: not one.faded):
        parts.append(_strand(edge, spots, labels, lefts))
    parts += [_words(label, spots[node], lefts[node[0] + 1] - lefts[node[0]]) for node, label in labels.items()]
    return Markup("").join([*parts, Markup("</svg>")])


def _lefts(depth: int) -> list[float]:
    """Left edges of the columns and the right edge of the last: origins and accounts have the longest names."""
    shares = [1.0, *[1.0] * (depth - 2), 1.35, 1.1]
    lefts = [6.0]
    for share in shares:
        lefts.append(lefts[-1] + WIDTH * share / sum(shares))
    return lefts


def _columns(labels: dict[Node, Label], edges: list[Edge]) -> dict[int, list[Node]]:
    """Nodes of each column in an order that keeps strands short: a few sweeps towards the mean of their neighbours."""
    columns: dict[int, list[Node]] = {}
    for node in labels:
        columns.setdefault(node[0], []).append(node)
    columns = dict(sorted(columns.items()))
    for sweep in range(SWEEPS):
        height = {node: (at + 0.5) / len(nodes) for nodes in columns.values() for at, node in enumerate(nodes)}
        order = list(columns) if sweep % 2 == 0 else list(reversed(columns))
        for column in order[1:]:
            pulls = {
                node: [
                    height[edge.start if edge.end == node else edge.end]
                    for edge in edges
                    if node in (edge.start, edge.end)
                ]
                for node in columns[column]
            }
            columns[column].sort(key=lambda node: sum(pulls[node]) / max(1, len(pulls[node])))
            height.update({node: (at + 0.5) / len(columns[column]) for at, node in enumerate(columns[column])})
    return columns


def _title(column: int, depth: int) -> str:
    return {0: "Reports", depth: "Accounts", depth - 1: "Origins"}.get(column, "Carried by")


def _strand(edge: Edge, spots: Spots, labels: dict[Node, Label], lefts: list[float]) -> Markup:
    (x1, y1), (x2, y2) = spots[edge.start], spots[edge.end]
    room = lefts[edge.start[0] + 1] - x1
    lines = _lines(labels[edge.start], room)
    x1 += min(max(_length(line) for line in lines) * LETTER + 20, room - 26)
    bend = max(18.0, (x2 - x1) * 0.5)
    return Markup('<path class="{}" d="M{:.0f} {:.1f}C{:.0f} {:.1f} {:.0f} {:.1f} {:.0f} {:.1f}"/>').format(
        "faded" if edge.faded else f"a{edge.hue}", x1, y1, x1 + bend, y1, x2 - bend, y2, x2 - 7, y2
    )


def _lines(label: Label, room: float) -> list[str]:
    """The words on at most two lines that fit the column."""
    letters = max(8, int((room - 20) / ACCOUNT_LETTER if label.last else (room - 58) / LETTER))
    return wrap(label.text, letters, max_lines=2, placeholder=" …") or ["…"]


def _length(line: str) -> float:
    """How long a line is in letters; capitals are a quarter wider (a masthead in capitals ran into its strand)."""
    return len(line) + 0.25 * sum(sign.isupper() for sign in line[1:])


def _words(label: Label, at: tuple[float, float], room: float) -> Markup:
    lines = _lines(label, room)
    kind = f"a{label.hue}" + (" faded" if label.faded else "") + (" account" if label.last else "")
    x, y = at[0] + 12, at[1] + 5 - 9 * (len(lines) - 1)
    spans = Markup("").join(
        Markup('<tspan x="{:.0f}" y="{:.1f}">{}</tspan>').format(x, y + 18 * at_line, line)
        for at_line, line in enumerate(lines)
    )
    return Markup(
        '<circle class="{0}" cx="{1:.0f}" cy="{2:.1f}" r="4.5"/><text class="{0}">{3}<title>{4}</title></text>'
    ).format(kind, at[0], at[1], spans, label.text)
