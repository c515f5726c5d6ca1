"""Everything a run stands on, built once and passed: packs, reference shelf, annotator, settings, extensions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import msgspec

from rashomon.extend import Extensions
from rashomon.extract.lexicon import Lexicon, lexicons_of
from rashomon.know.base import Knowledge, load_knowledge
from rashomon.packs.form import Pack
from rashomon.packs.load import load_pack, load_packs
from rashomon.run.builtin import with_built_ins
from rashomon.settings import Settings
from rashomon.text.annotate import Annotator, load_annotator


class Kit(msgspec.Struct, frozen=True):
    """The tools of a run; immutable, safe to share between threads, one for each worker process."""

    packs: tuple[Pack, ...]
    knowledge: Knowledge
    annotator: Annotator
    settings: Settings
    extensions: Extensions
    lexicons: tuple[Lexicon, ...] = ()


def make_kit(settings: Settings | None = None, extensions: Extensions | None = None) -> Kit:
    """Build the kit; raises PackError, KnowledgeError or WeightsError, each naming the file that is at fault."""
    settings = settings or Settings()
    extensions = with_built_ins(extensions or Extensions())
    packs = chosen_packs(settings.packs, extensions.packs)
    return Kit(
        packs=packs,
        lexicons=lexicons_of(packs),
        knowledge=load_knowledge(),
        annotator=load_annotator(Path(settings.weights) if settings.weights else None, settings.threads),
        settings=settings,
        extensions=extensions,
    )


def weighing_kit(settings: Settings | None = None, extensions: Extensions | None = None) -> Kit:
    """Build a kit for work on what was read before (weighing, judging, showing): packs and shelf, but no annotator.

    Light: the network is not loaded. To annotate with it is a bug and fails.
    """
    settings = settings or Settings()
    extensions = with_built_ins(extensions or Extensions())
    packs = chosen_packs(settings.packs, extensions.packs)
    return Kit(
        packs=packs, lexicons=lexicons_of(packs), knowledge=load_knowledge(), annotator=cast(Annotator, None),
        settings=settings, extensions=extensions,
    )


def chosen_packs(names: Sequence[str], more: Sequence[Path] = ()) -> tuple[Pack, ...]:
    """Return the packs of these names or folders (all built-in ones when empty), then those of extensions."""
    return (*load_packs(names), *(load_pack(folder) for folder in more))
