"""What an engine that takes in report after report keeps at hand between two of them: bounded, and never needed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from rashomon.gather.alignment import Prepared, prepare
from rashomon.gather.oddity import Vocabulary
from rashomon.gather.window import Window
from rashomon.model import Report

MOST: Final = 512
"""Reports kept ready to be compared, about 60 kB each."""


class Memory:
    """Reports prepared for comparison, the latest used, and the ranks of words; made once by an engine.

    window: the reports of the last days, for an engine that gives every report its story, also where no pack reads it.
    """

    def __init__(self, most: int = MOST, window: Window | None = None) -> None:
        self.window = window
        self.vocabulary = Vocabulary()
        self._most = most
        self._prepared: OrderedDict[str, Prepared] = OrderedDict()

    def prepared(self, reports: Sequence[Report]) -> list[Prepared]:
        """Return the reports ready to be compared, in their order."""
        found: list[Prepared] = []
        for report in reports:
            name = report.document.id
            one = self._prepared.get(name)
            # An undated report is dated by its kin and comes back with another day: the text alone is not the key.
            if one is None or one.document != report.document:
                one = prepare(report)
            self._prepared[name] = one
            self._prepared.move_to_end(name)
            found.append(one)
        while len(self._prepared) > self._most:
            self._prepared.popitem(last=False)
        return found
