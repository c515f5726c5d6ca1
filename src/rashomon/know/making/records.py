"""Outlets, rules, earlier launches and the list of sources."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, datetime, timedelta
from pathlib import Path

from rashomon.know.base import Source
from rashomon.know.making.tables import csv_rows, own_rows, parts, put_rows
from rashomon.know.roster import Launch, Outlet, Rule


def write_records(connection: sqlite3.Connection, data: Path) -> None:
    """Write outlets, rules, launches and sources."""
    put_rows(connection, "outlet", [
        Outlet(row["name"], row["kind"], row["country"], tuple(parts(row["domains"])), tuple(parts(row["aliases"])),
               tuple(parts(row["carries"]))) for row in own_rows("outlets")])
    put_rows(connection, "rule", [
        Rule(row["resolution"], row["clause"], row["adopted"], row["since"], row["until"], row["country"],
             tuple(parts(row["covers"])), tuple(parts(row["perhaps"])), row["binding"], row["summary"],
             row["checked"]) for row in own_rows("rules")])
    launches = [*_cns(data), *_japan(data), *_csis(data)]
    launches.sort(key=lambda launch: (launch.day, launch.source, launch.concept))
    put_rows(connection, "launch", launches)
    put_rows(connection, "source", [Source(row["name"], row["origin"], row["licence"], row["note"])
                                    for row in own_rows("sources")])


CNS_CLASSES = {"SRBM": "srbm", "MRBM": "mrbm", "IRBM": "irbm", "ICBM": "icbm", "SLBM": "slbm",
               "SLV": "space_launch_vehicle", "HGV": "hypersonic_missile", "Unknown": "ballistic_missile"}


def _cns(data: Path) -> list[Launch]:
    folder = data / "domain/cns_nagix"
    missiles = json.loads((folder / "missile.en.json").read_text(encoding="utf-8"))
    sites = json.loads((folder / "facility.en.json").read_text(encoding="utf-8"))["facilities"]
    bins = json.loads((folder / "test.en.json").read_text(encoding="utf-8"))["timeBins"]
    counts: dict[tuple[str, str, str, str], int] = {}
    for row in (row for year in bins for row in year["data"]):
        missile = missiles.get(row["missile"], {"name": "", "type": "Unknown"})
        site = sites.get(row["facility"], {"name": ""})["name"]
        key = (_korean_day(row["date"], row["time"]), CNS_CLASSES[missile["type"]], site, missile["name"])
        counts[key] = counts.get(key, 0) + 1
    return [Launch("KP", day, count, concept, "" if site == "Unknown" else site, "" if name == "Unknown" else name,
                   "CNS") for (day, concept, site, name), count in counts.items()]


def _korean_day(day: str, time: str) -> str:
    """Return the day in Korea; the source counts in UTC and writes "21:40", "9:05" or "12:29 (UTC)"."""
    hour, _, rest = time.partition(":")
    if not (hour.isdigit() and rest[:2].isdigit()):
        return day
    moment = datetime.fromisoformat(day) + timedelta(hours=int(hour) + 9, minutes=int(rest[:2]))
    return moment.date().isoformat()


JAPAN_CLASSES = {"ballistic": "ballistic_missile", "possible-ballistic": "ballistic_missile", "icbm-class": "icbm"}


def _japan(data: Path) -> list[Launch]:
    seen: dict[str, Launch] = {}
    for row in csv_rows(data / "domain/mod_japan_launch_reports/launch_reports_compact.csv"):
        concept = JAPAN_CLASSES.get(row["weapon"], row["weapon"].replace("-", "_"))
        if concept in ("other", ""):
            concept = "projectile"
        launch = Launch("KP", row["launch_date_jst"], int(row["count"] or 0), concept, "", "", "Japan MOD")
        key = f"{launch.day} {row['times_jst'].split(';')[0]}"
        if key not in seen or launch.count > seen[key].count:  # later releases on one launch replace earlier ones
            seen[key] = launch
    return list(seen.values())


CSIS_CLASSES = (
    ("submarine", "slbm"), ("intercontinental", "icbm"), ("intermediate", "irbm"), ("medium", "mrbm"),
    ("short-range ballistic", "srbm"), ("cruise", "cruise_missile"), ("satellite", "space_launch_vehicle"),
    ("surface-to-air", "surface_to_air_missile"), ("anti-aircraft", "surface_to_air_missile"),
    ("multiple", "artillery_rocket"), ("mlrs", "artillery_rocket"), ("artillery", "artillery_rocket"),
    ("ballistic missile", "ballistic_missile"), ("missile", "projectile"),
)


def _csis(data: Path) -> list[Launch]:
    made = []
    for row in csv_rows(data / "domain/csis_provocations/processed_1958_present.csv"):
        words = row["event"].casefold()
        concept = next((concept for word, concept in CSIS_CLASSES if word in words), "")
        if row["type"].startswith("Nuclear") or "nuclear test" in words:
            concept = "nuclear_test"
        launched = row["type"].startswith(("Missile", "Nuclear")) or "launch" in words or concept == "cruise_missile"
        if concept and launched and "engine" not in words and "deployment" not in words:
            made.append(Launch("KP", date.fromisoformat(row["date"][:10]).isoformat(), 0, concept, "", "", "CSIS"))
    return made
