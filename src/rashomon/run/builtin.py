"""What Rashomon brings along, registered through the same door as anyone else's extensions.

Pages are imported when they are asked for: a JSON answer must not wait for the template engine.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.extend import Extensions, joined
from rashomon.know.base import Knowledge
from rashomon.model import Answer
from rashomon.packs.form import Pack


def with_built_ins(extensions: Extensions) -> Extensions:
    """Return the built-in extensions with these over them; a renderer of the same name replaces the built-in one."""
    return joined(built_ins(), extensions)


def built_ins() -> Extensions:
    """Return the renderers behind `--format`."""
    return Extensions(renderers={"html": _html, "json": _json, "csv": _csv, "geojson": _geojson})


def _html(answer: Answer, knowledge: Knowledge, packs: Sequence[Pack]) -> str:
    from rashomon.tell.html import render_html

    return render_html(answer, knowledge, packs)


def _json(answer: Answer, _knowledge: Knowledge, _packs: Sequence[Pack]) -> bytes:
    from rashomon.tell.view import to_json

    return to_json(answer)


def _csv(answer: Answer, _knowledge: Knowledge, _packs: Sequence[Pack]) -> str:
    from rashomon.tell.table import to_csv

    return to_csv(answer)


def _geojson(answer: Answer, _knowledge: Knowledge, _packs: Sequence[Pack]) -> bytes:
    from rashomon.tell.geojson import to_geojson

    return to_geojson(answer)
