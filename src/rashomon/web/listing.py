"""The ledger as a table: what a filter in an address asks for, months along time, a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from rashomon.keep.read import EventFilter, EventLine
from rashomon.tell.table import cell

LEDGER_PAGE: Final = 100
MOST_PAGES: Final = 1000
SORTS: Final = ("changed", "when", "disputed")
COLUMNS: Final = (
    "event", "kind", "pack", "label", "main", "earliest", "latest", "place", "country", "lat", "lon", "reports",
    "disputed_fields", "findings", "opened_by_entry", "changed_by_entry",
)  # fmt: skip


def filter_of(asked: Mapping[str, str]) -> tuple[EventFilter, dict[str, str], list[str]]:
    """Return the filter that an address asks for, what its form shows again, and what could not be understood."""
    faults: list[str] = []
    since, until = _day(asked.get("since", ""), "from", faults), _day(asked.get("until", ""), "to", faults)
    sort = asked.get("sort", "changed")
    page = asked.get("page", "0")
    number = min(int(page), MOST_PAGES) if page.isascii() and page.isdigit() and len(page) < 6 else 0
    shown = {name: asked.get(name, "")[:100] for name in ("kind", "pack", "country", "since", "until", "words", "view")}
    shown |= {
        "sort": sort if sort in SORTS else "changed", "page": str(number),
        "disputed": "1" if asked.get("disputed") else "", "stories": "1" if asked.get("stories") else "",
    }  # fmt: skip
    if shown["view"] == "time":
        shown["sort"] = "when"
    wanted = EventFilter(
        kind=shown["kind"], pack=shown["pack"], country=shown["country"].upper()[:2], since=since,
        until=until + timedelta(days=1) if until else None, disputed=bool(shown["disputed"]),
        stories=bool(shown["stories"]), words=shown["words"], sort=shown["sort"],
    )  # fmt: skip
    return wanted, shown, faults


def months_of(lines: Sequence[EventLine]) -> list[tuple[str, list[EventLine]]]:
    """Return the events by month, the latest first; those whose day nobody said come last."""
    months: dict[str, list[EventLine]] = {}
    for line in sorted(lines, key=lambda one: one.earliest.timestamp() if one.earliest else 0.0, reverse=True):
        months.setdefault(f"{line.earliest:%B %Y}" if line.earliest else "No day said", []).append(line)
    return list(months.items())


def ledger_csv(lines: Sequence[EventLine]) -> str:
    """Return one event a row under a header; cells that a spreadsheet would run start with an apostrophe."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in lines:
        row = (
            line.id, line.kind, line.pack, line.label, int(line.main), _stamp(line.earliest), _stamp(line.latest),
            line.place, line.country, line.lat, line.lon, line.documents, line.disputed, line.findings, line.opened,
            line.changed,
        )  # fmt: skip
        writer.writerow(["" if content is None else cell(content) for content in row])
    return sheet.getvalue()


def _day(stated: str, name: str, faults: list[str]) -> datetime | None:
    if not stated:
        return None
    try:
        return datetime.strptime(stated[:10], "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        faults.append(f"“{stated[:20]}” is no day for “{name}”: a day is written 2026-06-09.")
        return None


def _stamp(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
