"""The shelf opens fast, says where it comes from, and names the file when it is no shelf."""

from __future__ import annotations

import pickle
import shutil
import sqlite3
import time
from pathlib import Path

import pytest

from rashomon.errors import KnowledgeError
from rashomon.know.base import Knowledge, load_knowledge
from rashomon.know.places import resolve_place


def test_opens_in_under_a_third_of_a_second() -> None:
    started = time.perf_counter()
    load_knowledge()
    assert time.perf_counter() - started < 0.3


def test_is_small_enough_to_ship(shelf: Knowledge) -> None:
    assert shelf.path.stat().st_size <= 25_000_000


def test_every_source_has_a_licence(shelf: Knowledge) -> None:
    names = {source.name for source in shelf.sources()}
    assert {"GeoNames", "Natural Earth", "CLDR", "Wikidata", "Rashomon"} <= names
    assert all(source.licence and source.origin for source in shelf.sources())


def test_a_worker_process_opens_its_own(shelf: Knowledge) -> None:
    other = pickle.loads(pickle.dumps(shelf))
    assert other.connection is not shelf.connection
    assert resolve_place("Sinpo", other) == resolve_place("Sinpo", shelf)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"nowhere\.sqlite"):
        load_knowledge(tmp_path / "nowhere.sqlite")


def test_something_else_is_no_shelf(tmp_path: Path) -> None:
    path = tmp_path / "letter.sqlite"
    path.write_text("Dear reader, this is a letter and no database at all.\n" * 40, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"letter\.sqlite"):
        load_knowledge(path)


def test_cut_short_is_noticed(tmp_path: Path, shelf: Knowledge) -> None:
    path = tmp_path / "half.sqlite"
    path.write_bytes(shelf.path.read_bytes()[: 6 * 1024 * 1024])
    with pytest.raises(KnowledgeError, match=r"half\.sqlite"):
        load_knowledge(path)


def test_another_format_is_refused(tmp_path: Path, shelf: Knowledge) -> None:
    path = tmp_path / "future.sqlite"
    shutil.copy(shelf.path, path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'format'")
    with pytest.raises(KnowledgeError, match="format 99"):
        load_knowledge(path)


def test_a_damaged_box_names_the_file(tmp_path: Path, shelf: Knowledge) -> None:
    path = tmp_path / "worn.sqlite"
    shutil.copy(shelf.path, path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE box SET body = x'00ff00ff' WHERE section = 'names'")
    with pytest.raises(KnowledgeError, match=r"worn\.sqlite"):
        resolve_place("Sinpo", load_knowledge(path))
