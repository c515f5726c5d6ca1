"""The ten yardsticks by name, what each costs to sample, and what others have published on the same or kindred data."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from types import ModuleType

import msgspec

from bench.measure import Measure, skipped


class Yardstick(msgspec.Struct, frozen=True):
    """module: of bench, whose `measure(sample)` gives the figures; sample: size of the gate's sample; peers: published.

    data: folders of the shared data, whose digests stand beside the gate's floors.
    """

    title: str
    module: str
    sample: int
    data: tuple[str, ...]
    peers: tuple[str, ...] = ()


YARDSTICKS = (
    Yardstick("counts", "counts", 40, ("stories/gva_longtail",)),
    Yardstick("same incident", "incidents", 40, ("stories/gva_longtail", "stories/giveme5w1h")),
    Yardstick("event coreference", "coreference", 4, ("stories/ecbplus", "stories/gvc")),
    Yardstick("copies", "copies", 200, ("stories/naver_2025_12", "stories/whenitson_2016")),
    Yardstick("who says what", "attribution", 6, ("language/polnear",)),
    Yardstick("times", "times", 8, ("language/tempeval3", "language/duckling-examples"), (
        "SUTime on TempEval-2, another set of the same kind: value F1 .664 over mentions"
        " (javadoc of edu.stanford.nlp.time.SUTimeMain)",
    )),
    Yardstick("numbers and units", "numbers", 1, ("language/quantulum3-tests", "language/duckling-examples")),
    Yardstick("places", "places", 60, ("language/geoparsing",), (
        "Mordecai 3, names given, trained on part of the set, on 967 names of LGL: exact .794, within 161 km .827;"
        " its model 3.5, mean over six sets of which LGL is one: .926 and .966 (its README; it asks a full GeoNames"
        " in Elasticsearch, 2 GB, and takes the outlet into account where told to)",
    )),
    Yardstick("how sure", "certainty", 60, ("language/factuality", "language/hedges"), (
        "hedged sentences, full CoNLL-2010 evaluation sets: Wikipedia .57, biomedical .82 (Morante et al. 2010)",
    )),
    Yardstick("page reading", "reading", 40, ("language/pages/trafilatura-eval",), (
        "trafilatura alone, measured in the same run: stands as what is asked",
    )),
)  # fmt: skip


def measured(one: Yardstick, sample: int | None) -> Sequence[Measure]:
    """The figures of a yardstick; one skipped measure where it is not there yet."""
    found = module_of(one)
    if found is None:
        return [skipped(one.title, f"no bench/{one.module}.py")]
    return list(found.measure(sample))


def module_of(one: Yardstick) -> ModuleType | None:
    """The module, or None where it is not there or measures nothing."""
    try:
        found = importlib.import_module(f"bench.{one.module}")
    except ModuleNotFoundError as error:
        if error.name != f"bench.{one.module}":
            raise
        return None
    return found if hasattr(found, "measure") else None
