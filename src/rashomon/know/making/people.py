"""Persons with dated offices, bodies, institutions and missions."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from rashomon.know.folding import fold
from rashomon.know.making.tables import csv_rows, own_rows, parts, put_rows
from rashomon.know.roster import Body, Holding, Institution, Mission, OfficeKind, Person

REPLACED_BY_DATA = "wikidata"


def write_people(connection: sqlite3.Connection, data: Path) -> None:
    """Write persons, holdings, kinds of office, institutions, bodies and missions."""
    persons: dict[str, dict[str, object]] = {}
    holdings: list[Holding] = []
    for row in own_rows("persons"):
        ref = _person(persons, row["person"], row["country"], parts(row["aliases"]), row["native"])
        holdings.append(Holding(ref, row["office"], row["country"], row["start"], row["end"], "memory"))
    holdings = _checked_by_data(holdings, data, persons)
    held = {(holding.person, holding.office, holding.country) for holding in holdings}
    for person, office, country, start, end in _leaders(data):
        ref = _person(persons, person, country, [], "")
        if (ref, office, country) not in held and not _taken(holdings, office, country, start, end):
            holdings.append(Holding(ref, office, country, start, end, "wikidata"))
    put_rows(connection, "person", [
        Person(ref, str(made["name"]), str(made["country"]), tuple(made["aliases"]), str(made["native"]))  # type: ignore[arg-type]
        for ref, made in persons.items()])
    put_rows(connection, "holding", holdings)
    kinds = {row["office"]: row for row in own_rows("offices")}
    unknown = {holding.office for holding in holdings} - set(kinds)
    if unknown:
        raise SystemExit(f"persons.tsv: offices that offices.tsv does not have: {sorted(unknown)}")
    put_rows(connection, "office", [
        OfficeKind(row["office"], row["shown"], row["body"], tuple(parts(row["aliases"]))) for row in kinds.values()])
    put_rows(connection, "institution", [
        Institution(row["institution"], row["shown"], row["origin"], tuple(parts(row["aliases"])))
        for row in own_rows("institutions")])
    put_rows(connection, "body", [
        Body(f"body:{row['body']}", row["shown"], row["country"], row["institution"], row["origin"],
             tuple(parts(row["aliases"]))) for row in own_rows("bodies")])
    put_rows(connection, "mission", [
        Mission(row["sender"], row["host"], row["has"] == "yes", row["since"], row["until"], row["note"],
                row["source"]) for row in own_rows("missions")])


def _person(
    persons: dict[str, dict[str, object]], name: str, country: str, aliases: list[str], native: str
) -> str:
    ref = f"person:{fold(name).replace(' ', '_')}"
    if ref in persons and persons[ref]["country"] not in (country, "") and country:
        ref = f"{ref}_{country.lower()}"
    made = persons.setdefault(ref, {"name": name, "country": country, "aliases": [], "native": native})
    listed = made["aliases"]
    assert isinstance(listed, list)
    listed += [alias for alias in aliases if alias not in listed]
    made["native"] = made["native"] or native
    return ref


OFFICE_FILES = (
    ("japan-ministers/sources_minister-defence_wikidata.csv", "JP", "defense_minister"),
    ("north-korea/sources_wpoffice_foreign-minister_wikidata.csv", "KP", "foreign_minister"),
    ("north-korea/sources_wpoffice_premier_wikidata.csv", "KP", "premier"),
    ("south-korea-ministers/sources_wpoffice_cogs_wikidata.csv", "KR", "jcs_chairman"),
    ("south-korea-ministers/sources_wpoffice_cogs-enwiki_wikidata.csv", "KR", "jcs_chairman"),
)
US_OFFICES = {"President": "president", "Vice President": "vice_president", "Secretary of State": "foreign_minister",
              "Secretary of Defense": "defense_minister"}


def _checked_by_data(
    holdings: list[Holding], data: Path, persons: dict[str, dict[str, object]]
) -> list[Holding]:
    """Mark what the open data confirm (same month at the start) and add the holders they have and we lack."""
    rows: list[tuple[str, str, str, str, str]] = []
    folder = data / "domain/politicians"
    for name, country, office in OFFICE_FILES:
        for row in csv_rows(folder / name):
            rows.append((row.get("itemLabel") or row.get("name", ""), country, office,
                         row.get("startDate", ""), row.get("endDate", "")))
    for row in csv_rows(folder / "us-cabinet/holders21.csv"):
        if row["position"] in US_OFFICES:
            rows.append((row["person"], "US", US_OFFICES[row["position"]], row["start"], row["end"]))
    confirmed = {(fold(name), country, office, start[:7]) for name, country, office, start, _ in rows}
    made = []
    for holding in holdings:
        names = [str(persons[holding.person]["name"]), *persons[holding.person]["aliases"]]  # type: ignore[misc]
        seen = any((fold(name), holding.country, holding.office, holding.start[:7]) in confirmed for name in names)
        made.append(Holding(holding.person, holding.office, holding.country, holding.start, holding.end,
                            "wikidata" if seen else "memory"))
    for name, country, office, start, end in rows:
        if len(start) >= 10 and start >= "1990" and not _taken(made, office, country, start, end):
            made.append(Holding(_person(persons, name, country, [], ""), office, country, start, end, "wikidata"))
    return made


def _taken(holdings: list[Holding], office: str, country: str, start: str, end: str) -> bool:
    return any(
        holding.office == office and holding.country == country
        and holding.start < (end or "9999") and start < (holding.end or "9999")
        for holding in holdings)


LEADER_WORDS = (("Prime Minister", "prime_minister"), ("President", "president"), ("Chancellor", "chancellor"),
                ("Premier", "prime_minister"), ("King", "monarch"), ("Queen", "monarch"))


def _leaders(data: Path) -> list[tuple[str, str, str, str, str]]:
    codes = {fold(row["shown"]): row["code"] for row in own_rows("countries")}
    for row in own_rows("countries"):
        codes.update({fold(alias): row["code"] for alias in parts(row["aliases"])})
    made = []
    for row in csv_rows(data / "domain/politicians/world-leaders-2021/wikidata.csv"):
        code = codes.get(fold(row["country"]))
        label = row["positionLabel"]
        office = next((office for word, office in LEADER_WORDS if label.startswith(word)), "")
        if code and office and row["start_year"] and "Vice" not in label:
            # only years are known: the whole first and last year count, so a date inside is never called wrong
            end = f"{row['end_year']}-12-31" if row["end_year"] else ""
            made.append((row["officeholderLabel"].split(" (")[0], office, code, f"{row['start_year']}-01-01", end))
    return made
