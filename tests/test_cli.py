"""The command line: formats, files, exit status, pipes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rashomon import __version__
from tests.conftest import EXAMPLE, Command


def test_the_version(rashomon: Command) -> None:
    assert rashomon("version").out.strip() == __version__


def test_a_report_on_the_terminal_names_the_dispute_and_its_voices(rashomon: Command) -> None:
    ran = rashomon("report", *EXAMPLE)
    assert ran.status == 0
    assert "disputed" in ran.out
    assert "Joint Chiefs of Staff" in ran.out
    assert "Suga" in ran.out
    assert "\x1b[" not in ran.out


def test_the_suffix_of_the_file_chooses_the_format(tmp_path: Path, rashomon: Command) -> None:
    for name, begins in (("a.html", "<!doctype html"), ("a.json", "{"), ("a.csv", "claim,"), ("a.geojson", "{")):
        ran = rashomon("report", EXAMPLE[0], "--out", tmp_path / name)
        assert (ran.status, ran.out) == (0, "")
        assert (tmp_path / name).read_text(encoding="utf-8-sig").lstrip().casefold().startswith(begins)


def test_an_unknown_format_is_wrong_usage_and_names_the_known_ones(rashomon: Command) -> None:
    ran = rashomon("report", EXAMPLE[0], "--format", "pdf")
    assert ran.status == 2
    assert "terminal, csv, geojson, html, json" in ran.err


def test_a_suffix_that_is_no_format_is_wrong_usage_and_writes_nothing(tmp_path: Path, rashomon: Command) -> None:
    ran = rashomon("report", EXAMPLE[0], "--out", tmp_path / "accounts.docx")
    assert ran.status == 2
    assert ".docx" in ran.err
    assert all(suffix in ran.err for suffix in (".html", ".json", ".csv", ".geojson", ".txt"))
    assert list(tmp_path.iterdir()) == []
    assert rashomon("report", EXAMPLE[0], "--out", tmp_path / "accounts.txt").status == 0
    assert "Missile launch" in (tmp_path / "accounts.txt").read_text(encoding="utf-8")


def test_an_unknown_pack_names_the_packs_that_there_are(rashomon: Command) -> None:
    ran = rashomon("report", EXAMPLE[0], "--pack", "nosuch")
    assert ran.status == 1
    assert "no pack 'nosuch'" in ran.err
    assert "missile_test, diplomacy, disaster, armed_attack" in ran.err


@pytest.mark.parametrize("line", ["report", "rapport x", "report x --nope", "read x --zone Nowhere", "pack check"])
def test_wrong_usage_is_status_2(line: str, rashomon: Command) -> None:
    ran = rashomon(*line.split())
    assert ran.status == 2
    assert "Traceback" not in ran.err


def test_a_file_that_cannot_be_written_is_status_1(tmp_path: Path, rashomon: Command) -> None:
    ran = rashomon("report", EXAMPLE[0], "--out", tmp_path / "no" / "folder.json")
    assert ran.status == 1
    assert "cannot write" in ran.err


def test_claims_are_lines_of_json_and_each_can_be_explained(rashomon: Command) -> None:
    lines = [json.loads(line) for line in rashomon("claims", EXAMPLE[0]).out.splitlines()]
    assert len(lines) >= 5
    chosen = lines[0]
    ran = rashomon("explain", chosen["id"], EXAMPLE[0])
    assert ran.status == 0
    assert chosen["id"] in ran.out
    assert chosen["maker"] in ran.out


def test_an_unknown_claim_is_status_1(rashomon: Command) -> None:
    ran = rashomon("explain", "c-nothing", EXAMPLE[0])
    assert ran.status == 1
    assert "c-nothing" in ran.err
    assert "Traceback" not in ran.err


def test_reading_prints_blocks_credits_and_day(rashomon: Command) -> None:
    lines = [json.loads(line) for line in rashomon("read", *EXAMPLE).out.splitlines()]
    assert [Path(line["path"]).name for line in lines] == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert lines[0]["outlet"] == "Inland Sea Newswire"
    assert lines[3]["blocks"][-1]["kind"] == "boilerplate"


def test_standard_input_is_a_report() -> None:
    text = Path(EXAMPLE[1]).read_bytes()
    command = [sys.executable, "-m", "rashomon", "read", "-"]
    ran = subprocess.run(command, input=text, capture_output=True, check=True)
    assert json.loads(ran.stdout)["title"].startswith("Not two missiles but one")


def test_a_reader_who_has_seen_enough_is_no_crash() -> None:
    program = f"{sys.executable} -m rashomon read {' '.join(EXAMPLE)} | head -c 10"
    ran = subprocess.run(["bash", "-o", "pipefail", "-c", program], capture_output=True, check=False)
    assert ran.returncode == 0
    assert ran.stderr == b""


def test_importing_the_package_loads_neither_model_nor_command_line() -> None:
    program = (
        "import sys, rashomon; heavy = {'numpy', 'onnxruntime', 'tokenizers', 'msgspec', 'click', 'trafilatura'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
