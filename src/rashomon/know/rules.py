"""Resolutions that touch a kind of launch: what they cover, never whether they were broken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from rashomon.know.base import Knowledge
from rashomon.know.roster import Rule

ABOVE = {
    "srbm": "ballistic_missile", "mrbm": "ballistic_missile", "irbm": "ballistic_missile", "icbm": "ballistic_missile",
    "slbm": "ballistic_missile", "ballistic_missile": "projectile",
}
"""The classes above a class, for callers that give the bare concept of a claim."""


class Touched(msgspec.Struct, frozen=True):
    """A rule and how it meets the concept: "covered" or, for classes that may fly on a ballistic booster, "perhaps"."""

    rule: Rule
    how: str


def rules_for(country: str, concepts: Sequence[str], day: date | None, knowledge: Knowledge) -> list[Rule]:
    """Return the rules in force on a day that cover the concepts (or a class above them), the newest last.

    A cruise missile, an anti-aircraft missile or artillery is covered by none; so is a bare "projectile", which may be
    anything. A pack's concept with its `within` may be given whole. Covering is about the class, no verdict of law.
    """
    return [touched.rule for touched in rules_touching(country, concepts, day, knowledge) if touched.how == "covered"]


def rules_touching(country: str, concepts: Sequence[str], day: date | None, knowledge: Knowledge) -> list[Touched]:
    """Return the rules as `rules_for` does and those that perhaps cover the concepts (hypersonic gliders)."""
    classes = set(concepts)
    for concept in concepts:
        above = concept
        while above := ABOVE.get(above, ""):
            classes.add(above)
    text = day.isoformat() if day else "9999-12-31"
    found = []
    for rule in knowledge.rows("rule", Rule):
        if rule.country != country or rule.since > text or (rule.until and rule.until <= text):
            continue
        if classes & set(rule.covers):
            found.append(Touched(rule, "covered"))
        elif classes & set(rule.perhaps):
            found.append(Touched(rule, "perhaps"))
    return sorted(found, key=lambda touched: (touched.rule.since, touched.rule.resolution, touched.rule.clause))
