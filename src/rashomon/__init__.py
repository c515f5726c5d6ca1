"""Rashomon: many reports of one happening, laid side by side.

    import rashomon

    answer = rashomon.report(["a.html", "b.html", "https://example.org/c"])
    for event in answer.events:
        for lineup in event.lineups:
            print(event.label, lineup.name, lineup.verdict, [position.text for position in lineup.positions])

Importing the package is light; the model and the reference shelf are opened by the first call.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rashomon._version import __version__

if TYPE_CHECKING:
    from os import PathLike

    from rashomon.errors import RashomonError
    from rashomon.extend import Extensions
    from rashomon.model import Answer
    from rashomon.run.kit import Kit, make_kit
    from rashomon.settings import Settings

__all__ = ["Extensions", "Kit", "RashomonError", "Settings", "__version__", "make_kit", "render", "report"]

_HOMES = {
    "Extensions": "rashomon.extend", "Kit": "rashomon.run.kit", "RashomonError": "rashomon.errors",
    "Settings": "rashomon.settings", "make_kit": "rashomon.run.kit",
}


def report(
    paths: Sequence[str | PathLike[str]],
    *,
    settings: Settings | None = None,
    extensions: Extensions | None = None,
    kit: Kit | None = None,
) -> Answer:
    """Read the reports and lay their accounts side by side: the same objects as `rashomon report` tells of.

    paths: files, folders, http(s) addresses, "-" for standard input. kit: one made by `make_kit` before, for several
    calls; settings and extensions are its own then. Reports that cannot be read are in `answer.skipped` with the
    reason; raises RashomonError only where the installation or the settings are at fault.
    """
    from rashomon.run.kit import make_kit
    from rashomon.run.local import answer_paths

    return answer_paths([str(path) for path in paths], kit or make_kit(settings, extensions))


def render(answer: Answer, form: str, kit: Kit | None = None) -> str | bytes:
    """Return the answer as a page: form "html", "json", "csv", "geojson", or that of an extension in the kit."""
    from rashomon.run.kit import make_kit

    kit = kit or make_kit()
    return kit.extensions.renderers[form](answer, kit.knowledge, kit.packs)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
