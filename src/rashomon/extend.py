"""The extension points, all of them: plain functions in one frozen struct. Built-ins come through the same door.

    from pathlib import Path
    from rashomon import Extensions, report

    def to_markdown(answer, knowledge, packs):
        return "\\n".join(f"- {event.label}" for event in answer.events)

    answer = report(["reports/"], extensions=Extensions(renderers={"md": to_markdown}, packs=(Path("my_pack"),)))

A package on the index offers its own to the command line too, under the entry point group `rashomon`: each entry
names an `Extensions` value or a function that returns one. What comes later replaces what came before of that name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import entry_points
from pathlib import Path

import msgspec

from rashomon.errors import RashomonError
from rashomon.know.base import Knowledge
from rashomon.model import Answer, Document, Finding
from rashomon.packs.form import Pack
from rashomon.settings import Settings

Reader = Callable[[Path, Settings], Iterable[Document]]
"""A file in, its reports out. Raises UnreadableError with the reason when there is nothing to read in it."""

Check = Callable[[Answer], Iterable[Finding]]
"""An answer with its line-ups in, findings out; must not depend on anything but the answer."""

Renderer = Callable[[Answer, Knowledge, Sequence[Pack]], str | bytes]
"""An answer, the reference shelf and the packs (labels, units, order of fields) in, a page out; named by `--format`."""

GROUP = "rashomon"


class Extensions(msgspec.Struct, frozen=True):
    """readers: by the suffix of a file name with its dot (".pdf"); checks and renderers: by name; packs: folders."""

    readers: Mapping[str, Reader] = {}
    checks: Mapping[str, Check] = {}
    renderers: Mapping[str, Renderer] = {}
    packs: tuple[Path, ...] = ()


def joined(*several: Extensions) -> Extensions:
    """Return all of them as one; what comes later replaces a reader, check or renderer of the same name."""
    readers: dict[str, Reader] = {}
    checks: dict[str, Check] = {}
    renderers: dict[str, Renderer] = {}
    for one in several:
        readers.update(one.readers)
        checks.update(one.checks)
        renderers.update(one.renderers)
    return Extensions(readers, checks, renderers, tuple(dict.fromkeys(pack for one in several for pack in one.packs)))


def installed() -> Extensions:
    """Return what installed packages offer under the entry point group `rashomon`; raises RashomonError naming it."""
    found: list[Extensions] = []
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            offered = entry.load()
            offered = offered() if callable(offered) else offered
        except Exception as error:  # whatever a stranger's package raises while it loads, its name belongs in the error
            raise RashomonError(f"the extension {entry.name} ({entry.value}) does not load: {error}") from error
        if not isinstance(offered, Extensions):
            raise RashomonError(f"the extension {entry.name} ({entry.value}) is no rashomon.Extensions")
        found.append(offered)
    return joined(*found)
