"""Packs are checked on load: whoever writes one is told what is wrong and where."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import msgspec
import pytest

from rashomon.errors import PackError
from rashomon.packs.form import FieldForm, FillForm, FrameForm, KindForm, SidesForm
from rashomon.packs.load import BUILT_IN, load_pack, load_packs

OUTBREAK = Path(__file__).parent / "outbreak"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "packs.md"
TABLES: dict[type[msgspec.Struct], str] = {
    KindForm: "## Kinds: `[[kinds]]`", SidesForm: "### `[sides]`: who acts for whom",
    FieldForm: "## Fields: `[[fields]]`", FrameForm: "## Frames: `[[frames]]`",
    FillForm: "## Fills: `[[frames.fills]]`",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the outbreak pack that a test may spoil."""
    return Path(shutil.copytree(OUTBREAK, tmp_path / "outbreak"))


def spoil(folder: Path, old: str, new: str, file: str = "pack.toml") -> None:
    """Replace the first occurrence of some text in one of the pack's files."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("form", TABLES)
def test_every_option_stands_on_the_page_for_writers_of_packs(form: type[msgspec.Struct]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    section = page.split(f"{TABLES[form]}\n")[1].split("\n#")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    told = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert set(form.__struct_fields__) - told <= {"fills"}  # which has a table of its own


@pytest.mark.parametrize("name", BUILT_IN)
def test_built_in_packs_load(name: str) -> None:
    (pack,) = load_packs((name,))
    assert pack.name == name
    assert pack.frames


@pytest.mark.parametrize("name", BUILT_IN)
def test_built_in_frames_have_names_of_their_own(name: str) -> None:
    (pack,) = load_packs((name,))
    names = [frame.name for frame in pack.frames]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("name", ["disaster", "armed_attack"])
def test_every_concept_has_words_for_a_reader(name: str) -> None:
    (pack,) = load_packs((name,))
    assert {concept.name for concept in pack.concepts} <= set(pack.lookups["labels"])


@pytest.mark.parametrize(("old", "new", "message"), [
    ('field = "deaths"', 'field = "death"', r"unknown field 'death' @ .*pack\.toml \$\.frames\[5\]\.fills\[0\]\.field"),
    ('take = "count"', 'take = "number"', r"unknown take 'number' @ .*\$\.frames\[2\]"),
    ('nouns = ["@outbreak"]', 'nouns = ["@plague"]', r"unknown word class '@plague' @ .*\$\.frames\[0\]"),
    ('value = "term"', 'value = "word"', r"unknown value type 'word' @ .*\$\.fields\[0\]\.value"),
    ('cholera = "bacterial_disease"', 'cholera = "bacteria"', r"unknown parent 'bacteria' @ .*\$\.concepts\.cholera"),
    ('days_apart = 30.0', 'days_apart = "a month"', r"\$\.kinds\[0\]\.days_apart"),
    ('gate = [', 'gates = [', r"gate"),
])
def test_an_error_names_its_place(old: str, new: str, message: str, folder: Path) -> None:
    spoil(folder, old, new)
    with pytest.raises(PackError, match=message):
        load_pack(folder)


def test_a_word_of_an_unknown_concept_is_named(folder: Path) -> None:
    spoil(folder, "\tmeasles", "\tmeasle", "words.tsv")
    with pytest.raises(PackError, match=r"unknown concept 'measle' @ .*words\.tsv entry"):
        load_pack(folder)


def test_a_line_without_tabs_is_named(folder: Path) -> None:
    spoil(folder, "cholera\tdisease\tcholera", "cholera disease", "words.tsv")
    with pytest.raises(PackError, match=r"words\.tsv line 3"):
        load_pack(folder)


def test_all_errors_are_told_at_once(folder: Path) -> None:
    spoil(folder, 'field = "deaths"', 'field = "death"')
    spoil(folder, 'take = "count"', 'take = "number"')
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    assert len(str(caught.value).splitlines()) == 2


def test_a_folder_without_a_pack_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"cannot read the pack"):
        load_pack(tmp_path)
