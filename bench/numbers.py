"""Numbers and units: ``python -m bench.numbers [--errors]``.

quantulum3: the project's own test sentences (value, unit, uncertainty); duckling: its English examples of numbers,
distances, money and durations, read as bare phrases; bounds: three hundred cases of our own in tests/text/bounds.tsv
("at least six", "up to a dozen", "no fewer than"), where role, both ends, unit, approximation and noun must be right.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bench.measure import Measure, command, shared_folder, skipped
from bench.values import Tally, bounds, duckling_numbers, quantulum

ASKED = 0.93


def measure(sample: int | None = None) -> list[Measure]:
    """The shares read exactly; all three take seconds, so that the sample is the whole but for duckling's."""
    made = [_of(bounds(), "numbers/bounds", "own cases, also a test")]
    if shared_folder("language/quantulum3-tests") is None:
        made.append(skipped("numbers/quantulum3", "no language/quantulum3-tests in the shared data", ASKED))
    else:
        made.append(_of(quantulum(), "numbers/quantulum3", ""))
    if shared_folder("language/duckling-examples") is None:
        made.append(skipped("numbers/duckling en", "no language/duckling-examples in the shared data", ASKED))
    elif sample is None:
        made.append(_of(duckling_numbers(), "numbers/duckling en", "typed phrases, many not of the news"))
    return made


def _of(tally: Tally, name: str, note: str) -> Measure:
    return Measure(name, tally.right / max(1, tally.all), ASKED, f"{tally.all} numbers", note)


def errors(_sample: int | None) -> None:
    """Print every miss."""
    if shared_folder("language/quantulum3-tests") and shared_folder("language/duckling-examples"):
        for tally in (quantulum(), duckling_numbers()):
            tally.show(True)
    bounds().show(True)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    return command(__doc__, measure, errors, arguments)


if __name__ == "__main__":
    sys.exit(main())
