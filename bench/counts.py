"""Counts: killed and injured of an incident, exactly; its day, give or take one; its town.

    python -m bench.counts              the part that is reported, a fixed sample of 220 incidents
    python -m bench.counts --errors     misses by class, of the part that may be looked at

Each incident's reports are read together, as a desk would; what is compared with the database is the main event's
tally (`weigh/tally`), its day and its place. No figure counts as none, as in the database.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

import msgspec

from bench.measure import Measure, command, skipped
from bench.shootings import ABSENT, Incident, incidents
from rashomon.know.base import Knowledge
from rashomon.know.folding import fold
from rashomon.know.places import resolve_place
from rashomon.model import Answer, Event, Place
from rashomon.run.kit import Kit, make_kit
from rashomon.run.local import answer_documents
from rashomon.weigh.tally import day_of, tally

STANDING = 220
ASKED = {"killed": 0.92, "injured": 0.85, "date": 0.90, "city": 0.85}
COUNTED = ("killed", "injured")
PACK = "armed_attack"


class Read(msgspec.Struct, frozen=True):
    """What the product makes of one incident's reports: the main event, and what is compared."""

    incident: Incident
    answer: Answer
    event: Event | None
    killed: int
    injured: int
    right: dict[str, bool]


def read(incident: Incident, kit: Kit) -> Read:
    """Read the incident's reports together and hold the main event against the key."""
    answer = answer_documents(incident.documents, kit)
    event = main_event(answer)
    figures = {field: _figure(event, field, (answer, kit)) for field in COUNTED}
    right = {field: figures[field] == getattr(incident, field) for field in COUNTED}
    right["date"] = event is not None and _same_day(event, answer, incident)
    right["city"] = event is not None and same_town(event.where, incident, kit.knowledge)
    return Read(incident, answer, event, figures["killed"], figures["injured"], right)


def main_event(answer: Answer) -> Event | None:
    """The attack that most of the reports are about; a disaster or another kind does not count."""
    attacks = [event for event in answer.events if event.pack == PACK]
    return max(attacks, key=lambda one: (one.main, len(one.documents), len(one.claims)), default=None)


def _figure(event: Event | None, field: str, rest: tuple[Answer, Kit]) -> int:
    answer, kit = rest
    form = next((one for pack in kit.packs if pack.name == PACK for one in pack.fields if one.name == field), None)
    found = tally(event.claims, form, answer.documents) if event is not None and form is not None else None
    return int(found.low or 0) if found is not None else 0


def _same_day(event: Event, answer: Answer, incident: Incident) -> bool:
    """Whether the day is the key's, give or take one; the day of publication where the reports state none."""
    found = day_of(event, answer.documents)
    return found is not None and abs(found[0] - incident.day) <= timedelta(days=1)


def same_town(where: Place | None, incident: Incident, knowledge: Knowledge) -> bool:
    """Whether the place is the key's town, by name or by id; a county or state that holds it is not.

    The key writes some towns with their quarter or suburb in brackets, "Cincinnati (Westwood)": either will do.
    """
    if where is None:
        return False
    places = where.parts or (where,)
    city, _, quarter = incident.city.rstrip(")").partition(" (")
    names = [f"{city} County"] if quarter == "county" else [city, quarter] if quarter else [city]
    keys = [resolve_place(name, knowledge, country="US", inside=[incident.state]) for name in names]
    refs, folded = {key.ref for key in keys if key is not None}, {fold(name) for name in names}
    return any(
        bool(folded & {fold(part) for part in place.name.split(", ")} or refs & {place.ref, *place.within})
        for place in places
    )


def measure(sample: int | None) -> list[Measure]:
    """Exact figures, days and towns over a fixed sample of the reported part."""
    found = incidents(look=False, sample=sample or STANDING)
    if found is None:
        return [skipped(f"counts/{name}", ABSENT, asked) for name, asked in ASKED.items()]
    kit = make_kit()
    reads = [read(one, kit) for one in found]
    size = f"{len(reads)} incidents, {sum(len(one.documents) for one in found)} reports"
    return [
        Measure(f"counts/{name}", sum(one.right[name] for one in reads) / len(reads), asked, size, _note(name, reads))
        for name, asked in ASKED.items()
    ]


def _note(name: str, reads: Sequence[Read]) -> str:
    if name != "date":
        return ""
    stated = sum(one.event is not None and one.event.when is not None for one in reads)
    return f"{stated} stated, else the first publication"


def errors(sample: int | None) -> None:
    """Print the misses of the looked-at part by field and class."""
    found = incidents(look=True, sample=sample or STANDING)
    if found is None:
        print(ABSENT, file=sys.stderr)
        return
    kit = make_kit()
    reads = [read(one, kit) for one in found]
    for name in ASKED:
        print(f"== {name}: {sum(one.right[name] for one in reads)} of {len(reads)}")
        classes: dict[str, list[str]] = defaultdict(list)
        for one in reads:
            if not one.right[name]:
                classes[_class(one, name)].append(_told(one, name))
        for label, rows in sorted(classes.items(), key=lambda item: -len(item[1])):
            print(f"-- {label}: {len(rows)}")
            print("\n".join(f"   {row}" for row in rows))


def _class(one: Read, name: str) -> str:
    if all(not each.strip() for each in _texts(one)) or not one.answer.documents:
        return "no report was let in"
    if one.event is None:
        return "no attack found"
    if name in COUNTED:
        ours, key = getattr(one, name), getattr(one.incident, name)
        return "none found" if not ours else "too few" if ours < key else "too many" if key else "found where none"
    value = one.event.when if name == "date" else one.event.where
    return "unknown" if value is None else "another"


def _texts(one: Read) -> Sequence[str]:
    return [document.text for document in one.answer.documents]


def _told(one: Read, name: str) -> str:
    incident, event = one.incident, one.event
    if name in COUNTED:
        claims = [each for each in event.claims if each.field == name] if event else []
        shown = [f"{each.text!r}({each.maker.partition('/')[2]},{each.stance.polarity[0]})" for each in claims]
        return f"{incident.id} ours {getattr(one, name)} key {getattr(incident, name)}: {' '.join(shown)}"
    if name == "date":
        when = event.when if event else None
        published = ", ".join(str(each.day) for each in incident.documents)
        return f"{incident.id} ours {when and (when.earliest, when.latest)} key {incident.day}, published {published}"
    where = event.where if event else None
    return f"{incident.id} ours {where and (where.name, where.ref)} key {incident.city}, {incident.state}"


if __name__ == "__main__":
    sys.exit(command(__doc__, measure, errors))
