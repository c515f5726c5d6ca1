"""How accounts reached us, as a drawing: reports on the left, the voices they cite, the origin, the account it gives.

Server-side SVG without script, style attributes or links out; every text is escaped and made visible.
"""

from __future__ import annotations

import msgspec
from markupsafe import Markup, escape

from rashomon.tell.accounts import Line, Row
from rashomon.tell.visible import one_line

WIDTH = 1080
ROW = 46
TOP = 34
LETTER = 7.4
Node = tuple[int, str]


class Edge(msgspec.Struct, frozen=True):
    """A strand between two nodes: colour, and whether it is an echo (a copy) or no longer held."""

    start: Node
    end: Node
    hue: int
    faded: bool


def flow(row: Row) -> Markup:
    """Draw one field: a strand from each report over its relays to the origin and to the account; "" without accounts."""
    strands = [([*_path(line)], account.heading, line) for account in row.accounts for line in account.lines]
    if not strands:
        return Markup("")
    depth = max(2, *(len(path) for path, _, _ in strands))
    edges: dict[tuple[Node, Node], Edge] = {}
    labels: dict[Node, tuple[str, int, bool]] = {}
    for path, heading, line in strands:
        faded = line.copy or line.struck
        nodes = _placed(path, depth)
        last = (depth, heading + (" (replaced)" if line.struck else ""))
        for node, text in zip(nodes, path, strict=True):
            hue, old = (labels[node][1], labels[node][2]) if node in labels else (0, True)
            labels[node] = (text, hue or (line.hue if node[0] == depth - 1 else 0), old and faded)
        labels[last] = (last[1], line.hue, line.struck)
        for start, end in zip(nodes, [*nodes[1:], last], strict=True):
            known = edges.get((start, end))
            edges[(start, end)] = Edge(start, end, line.hue, faded and (known is None or known.faded))
    return _draw(row, depth, labels, edges)


def _path(line: Line) -> list[str]:
    return [line.outlet, *line.between, line.outlet + " itself" if line.own else one_line(line.claim.origin.name)]


def _placed(path: list[str], depth: int) -> list[Node]:
    """Reports in the first column, origins in the last before the account, relays from the left in between."""
    return [(0 if at == 0 else depth - 1 if at == len(path) - 1 else at, text) for at, text in enumerate(path)]


def _draw(
    row: Row, depth: int, labels: dict[Node, tuple[str, int, bool]], edges: dict[tuple[Node, Node], Edge]
) -> Markup:
    columns: dict[int, list[Node]] = {}
    for node in labels:
        columns.setdefault(node[0], []).append(node)
    tallest = max(len(nodes) for nodes in columns.values())
    height = TOP + tallest * ROW + 6
    step = WIDTH / (depth + 1)
    spot: dict[Node, tuple[float, float]] = {}
    for column in sorted(columns):
        nodes = columns[column]
        if column:
            # Keep strands short: a node stands near the middle of those that lead to it.
            nodes = sorted(nodes, key=lambda node: _pull(node, edges, spot))
        room = (height - TOP) / len(nodes)
        for at, node in enumerate(nodes):
            spot[node] = (column * step + 8, TOP + room * (at + 0.5))
    parts = [
        Markup('<svg class="flow" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(
            WIDTH,
            round(height),
            f"How the accounts of {row.label} reached the reports; the claims below say the same in words.",
        )
    ]
    parts += [_title(column, depth, step) for column in range(depth + 1) if column in columns]
    for edge in sorted(edges.values(), key=lambda one: not one.faded):
        parts.append(_strand(edge, spot, labels, step))
    for node, (text, hue, faded) in labels.items():
        parts.append(_label(text, spot[node], (hue, faded, node[0] == depth), step))
    return Markup("").join([*parts, Markup("</svg>")])


def _pull(node: Node, edges: dict[tuple[Node, Node], Edge], spot: dict[Node, tuple[float, float]]) -> float:
    heights = [spot[edge.start][1] for edge in edges.values() if edge.end == node and edge.start in spot]
    return sum(heights) / len(heights) if heights else 0.0


def _title(column: int, depth: int, step: float) -> Markup:
    name = (
        "Reports"
        if column == 0
        else "Accounts"
        if column == depth
        else "Origins"
        if column == depth - 1
        else "Carried by"
    )
    return Markup('<text class="head" x="{:.0f}" y="14">{}</text>').format(column * step + 8, name)


def _strand(
    edge: Edge, spot: dict[Node, tuple[float, float]], labels: dict[Node, tuple[str, int, bool]], step: float
) -> Markup:
    (x1, y1), (x2, y2) = spot[edge.start], spot[edge.end]
    text = labels[edge.start][0]
    x1 += min(_width(text, 15) + 20, step - 40)
    bend = max(24.0, (x2 - x1) * 0.5)
    kind = "faded" if edge.faded else f"a{edge.hue}"
    return Markup('<path class="{}" d="M{:.0f} {:.1f}C{:.0f} {:.1f} {:.0f} {:.1f} {:.0f} {:.1f}"/>').format(
        kind, x1, y1, x1 + bend, y1, x2 - bend, y2, x2 - 6, y2
    )


def _label(text: str, at: tuple[float, float], look: tuple[int, bool, bool], step: float) -> Markup:
    hue, faded, last = look
    size = 19 if last else 15
    fits = int((step - 52) / (LETTER * size / 15))
    shown = one_line(text, max(8, fits))
    kind = f"a{hue}" + (" faded" if faded else "") + (" account" if last else "")
    return Markup(
        '<circle class="{0}" cx="{1:.0f}" cy="{2:.1f}" r="4"/><text class="{0}" x="{3:.0f}" y="{4:.1f}">{5}<title>{6}</title></text>'
    ).format(kind, at[0], at[1], at[0] + 12, at[1] + size * 0.34, escape(shown), escape(one_line(text)))


def _width(text: str, size: int) -> float:
    return len(text) * LETTER * size / 15
