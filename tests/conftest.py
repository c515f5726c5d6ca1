"""What tests of several rooms share: the kit and the example's answer, made once; the command line in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # makes `bench` importable where only the package is installed

EXAMPLE = [str(ROOT / "examples" / f"{letter}.txt") for letter in "abcd"]


class Ran(msgspec.Struct, frozen=True):
    """What a command did: exit status, standard output and standard error."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Standard output as JSON."""
        return msgspec.json.decode(self.out)


Command = Callable[..., Ran]


@pytest.fixture(scope="session")
def kit() -> Any:
    """Packs, shelf and model, loaded once for all tests."""
    from rashomon.run.kit import make_kit

    return make_kit()


@pytest.fixture(scope="session")
def frames_alone(kit: Any) -> Any:
    """The kit without the field tagger, for tests of what the rules leave alone."""
    return msgspec.structs.replace(kit, settings=msgspec.structs.replace(kit.settings, tagged=False))


@pytest.fixture(scope="session")
def example_answer(kit: Any) -> Any:
    """The answer on the four dispatches of `examples/`."""
    from rashomon.run.local import answer_paths

    return answer_paths(EXAMPLE, kit)


@pytest.fixture
def rashomon(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run the command line in this process: `rashomon("report", "a.txt", "--format", "json")`."""
    from rashomon.cli import main

    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["rashomon", *map(str, arguments)])
        capfd.readouterr()
        status: object = 0
        try:
            main()
        except SystemExit as stop:
            status = stop.code or 0
        out, err = capfd.readouterr()
        return Ran(int(str(status)), out, err)

    return run
