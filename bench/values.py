"""How well times and numbers are read: python bench/values.py [--errors] (needs the shared data folder).

Times: the share of gold DATE and TIME expressions of held-out TimeBank and AQUAINT documents (one in four; the platinum
part is not in the copy at hand) whose moments we give exactly, and duckling's English examples. Numbers: the tests of
quantulum3, duckling, and the bounds of tests/text/bounds.tsv. Nothing of the data is written anywhere.
"""

from __future__ import annotations

import argparse
import calendar
import hashlib
import html
import json
import os
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from rashomon.text.annotate import annotate
from rashomon.text.annotation import AnnotatedSentence, Token
from rashomon.text.network import Annotator, load_annotator
from rashomon.text.numbers import NumberSpan, quantities
from rashomon.text.sentences import sentences
from rashomon.text.times import Anchor, TimeMention, times
from rashomon.text.units import unit_at
from rashomon.text.words import words

HERE = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("RASHOMON_SHARED", HERE.parent / "shared"))
LANGUAGE = SHARED / "data" / "language"


def bare(text: str, start: int = 0, end: int | None = None) -> AnnotatedSentence:
    """A sentence with words but no syntax, the hardest case for both readers."""
    stop = len(text) if end is None else end
    tokens = tuple(Token(a, b, text[a:b], text[a:b].lower(), "", -1, "") for a, b in words(text, start, stop))
    return AnnotatedSentence(start, stop, tokens, (), (), ())


class Tally:
    """Right and wrong answers of one data set, with the wrong ones for the error analysis."""

    def __init__(self, name: str) -> None:
        self.name, self.right, self.all = name, 0, 0
        self.errors: list[str] = []

    def add(self, right: bool, note: str) -> None:
        self.all += 1
        self.right += right
        if not right:
            self.errors.append(note)

    def show(self, errors: bool) -> None:
        print(f"{self.name:<46} {self.right:>5} of {self.all:<5} {self.right / max(1, self.all):.3f}")
        if errors:
            for note in self.errors:
                print("    ", note)


# --- TimeML ---------------------------------------------------------------------------------------------------


def held_out(name: str) -> bool:
    """One document in four, by its name alone."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 4 == 0


def timeml(path: Path) -> tuple[str, date | None, list[tuple[int, int, str, str]]]:
    """The text of a TimeML file, its day, and its time expressions: start, end, type, value."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    found = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', raw, re.S)
    body = raw[raw.index("<TEXT>") + 6 : raw.index("</TEXT>")]
    text, spans, open_at = "", [], (0, "", "")
    for part in re.split(r"(<[^>]+>)", body):
        if part.startswith("<TIMEX3"):
            kind, value = re.search(r'type="([^"]*)"', part), re.search(r'value="([^"]*)"', part)
            open_at = (len(text), kind[1] if kind else "", value[1] if value else "")
        elif part.startswith("</TIMEX3"):
            spans.append((open_at[0], len(text), open_at[1], open_at[2]))
        elif not part.startswith("<"):
            text += html.unescape(part)
    return text, date.fromisoformat(found[1]) if found else None, spans


def interval(value: str) -> tuple[datetime, datetime] | None:
    """First and last moment of a TIMEX3 value, None for those that are no stretch of the calendar."""
    day = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):?(\d\d)(?::\d\d)?Z?|T(MO|AF|EV|NI|MI|DT)|T(\d\d))?", value)
    if day:
        year, month, number = int(day[1]), int(day[2]), int(day[3])
        start = datetime(year, month, number)
        if day[4] or day[7]:
            start += timedelta(hours=int(day[4] or day[7]), minutes=int(day[5] or 0))
            return start, start
        return start, start + timedelta(days=1) - timedelta(seconds=1)
    week = re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value)
    if week:
        monday = datetime.fromisocalendar(int(week[1]), int(week[2]), 1)
        first = monday + timedelta(days=5 if week[3] else 0)
        return first, monday + timedelta(days=7) - timedelta(seconds=1)
    month_value = re.fullmatch(r"(\d{4})-(\d\d)", value)
    if month_value:
        year, month = int(month_value[1]), int(month_value[2])
        return datetime(year, month, 1), datetime(year, month, calendar.monthrange(year, month)[1], 23, 59, 59)
    quarter = re.fullmatch(r"(\d{4})-Q(\d)", value)
    if quarter:
        year, month = int(quarter[1]), 3 * int(quarter[2])
        return datetime(year, month - 2, 1), datetime(year, month, calendar.monthrange(year, month)[1], 23, 59, 59)
    if re.fullmatch(r"\d{4}", value):
        return datetime(int(value), 1, 1), datetime(int(value), 12, 31, 23, 59, 59)
    if re.fullmatch(r"\d{3}", value):
        return datetime(int(value) * 10, 1, 1), datetime(int(value) * 10 + 9, 12, 31, 23, 59, 59)
    return None


def same_stretch(mention: TimeMention, gold: tuple[datetime, datetime], value: str) -> bool:
    """Whether a mention has the gold stretch; a part of a day must lie in the gold day (TIMEX3 gives it no hours)."""
    if mention.value is None:
        return False
    first, last = mention.value.earliest.replace(tzinfo=None), mention.value.latest.replace(tzinfo=None)
    if re.search(r"T(MO|AF|EV|NI|MI|DT)$", value):
        return mention.kind == "part_of_day" and first.date() == gold[0].date()
    if mention.kind == "span" and gold[0].date() == gold[1].date() and gold[0].date() in (first.date(), last.date()):
        return True  # TIMEX3 marks the two ends of "April 24 and 25" apart
    if mention.kind == "part_of_day" or (mention.kind == "clock" and gold[0] != gold[1]):
        return first.date() == gold[0].date() == gold[1].date()
    if mention.value.approximate and mention.kind == "relative" and (gold[1] - gold[0]).days <= 8:
        return first <= gold[1] and gold[0] <= last
    return first.date() == gold[0].date() and last.date() == gold[1].date() and (gold[0] != gold[1] or first == gold[0])


def tempeval(dev: bool, annotator: Annotator | None = None) -> tuple[Tally, Tally]:
    """Value accuracy over gold dates and times, and recall of their spans; with syntax where an annotator is given."""
    valued, spanned = Tally("times: TimeBank/AQUAINT values"), Tally("times: TimeBank/AQUAINT spans found")
    for path in sorted((LANGUAGE / "tempeval3" / "TBAQ-cleaned").rglob("*.tml")):
        if held_out(path.name) == dev or "testpipeline" in path.parts:
            continue
        text, day, gold = timeml(path)
        anchor = Anchor(day=day)
        spans = sentences(text)
        read = annotate([(text, spans)], annotator)[0].sentences if annotator else [bare(text, a, b) for a, b in spans]
        mentions = [mention for one in read for mention in times(one, anchor)]
        for start, end, kind, value in gold:
            stretch = interval(value)
            if kind not in ("DATE", "TIME") or stretch is None:
                continue
            near = [m for m in mentions if m.start < end and start < m.end]
            around = " ".join(text[max(0, start - 60) : end + 50].split())
            spanned.add(bool(near), f"{day} {text[start:end]!r} in: {around}")
            right = any(same_stretch(m, stretch, value) for m in near)
            got = [
                (m.kind, f"{m.value.earliest:%Y-%m-%dT%H:%M}/{m.value.latest:%m-%d}" if m.value else None) for m in near
            ]
            valued.add(right, f"{day} {text[start:end]!r} gold {value} got {got} in: {around}")
    return valued, spanned


# --- duckling -------------------------------------------------------------------------------------------------


def examples(dimensions: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The English examples of duckling, without those that must not be read."""
    with (LANGUAGE / "duckling-examples" / "duckling_examples.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["lang"] in ("EN", "EN/US") and row["dim"] in dimensions and not row["neg"]:
                yield row


# Reports write the names of days and months with capitals, phone users do not.
_CALENDAR_WORDS = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|christmas)\b"
)
_MOMENT = r"\((\d+), (\d+), (\d+), (\d+), (\d+), (\d+)\)"


def _moment(parts: tuple[str, ...]) -> datetime:
    year, month, day, hour, minute, second = (int(part) for part in parts)
    return datetime(year, month, day, hour, minute, second)


def duckling_times() -> Tally:
    """Dates, intervals and clocks; holidays of other calendars and computer jargon are out of scope."""
    tally = Tally("times: duckling en")
    now = datetime(2013, 2, 12, 4, 30)
    for row in examples(("Time",)):
        expression = row["value_expr"]
        if not expression or "Holiday" in expression or "Open" in expression or "datetime" not in expression:
            continue
        found = [_moment(parts) for parts in re.findall(_MOMENT, expression)]
        grain = expression.split()[-1]
        if grain in ("Second", "Quarter") or not found or row["text"].isdigit():
            continue
        text = _CALENDAR_WORDS.sub(lambda match: match.group().capitalize(), row["text"])
        sentence = bare("will meet " + text)
        mentions = [m for m in times(sentence, Anchor(now.date(), now.replace(tzinfo=None), "")) if m.value is not None]
        right = any(_is_duckling(m, found, grain) for m in mentions)
        got = [(m.value.earliest.isoformat()[:16], m.value.latest.isoformat()[:16]) for m in mentions if m.value]
        tally.add(right, f"{text!r} gold {expression} got {got}")
    return tally


def _is_duckling(mention: TimeMention, found: list[datetime], grain: str) -> bool:
    if mention.value is None:
        return False
    first, last = mention.value.earliest.replace(tzinfo=None), mention.value.latest.replace(tzinfo=None)
    if mention.value.earliest.utcoffset():
        first, last = (m.astimezone(None).replace(tzinfo=None) for m in (mention.value.earliest, mention.value.latest))
    if mention.kind == "part_of_day":  # the hours of a morning are a convention
        return first.date() == found[0].date()
    if len(found) == 2:
        return first.date() == found[0].date() and abs((found[1] - last).total_seconds()) <= 86400
    if grain in ("Hour", "Minute"):
        return abs((first - found[0]).total_seconds()) < 60 or (mention.value.approximate and first <= found[0] <= last)
    return first.date() == found[0].date() or (mention.value.approximate and first <= found[0] <= last)


def duckling_numbers() -> Tally:
    tally = Tally("numbers: duckling en")
    for row in examples(("Numeral", "Distance", "Ordinal", "AmountOfMoney", "Duration")):
        gold = _duckling_number(row)
        if gold is None:
            continue
        spans = quantities(bare(row["text"]))
        got = [(s.value.low, s.value.high, s.value.unit, s.role) for s in spans]
        tally.add(
            any(_same_number(span, *gold) for span in spans), f"{row['dim']} {row['text']!r} gold {gold} got {got}"
        )
    return tally


_DURATIONS = {"Second": 1 / 60, "Minute": 1.0, "Hour": 60.0, "Day": 1.0, "Week": 7.0, "Month": 1.0, "Year": 1.0}
_LENGTHS = {"Kilometre": 1.0, "Mile": 1.609344, "Metre": 0.001, "Centimetre": 1e-5, "Foot": 0.0003048, "Inch": 2.54e-5,
            "Yard": 0.0009144, "Millimetre": 1e-6}  # fmt: skip


def _duckling_number(row: dict[str, Any]) -> tuple[float | None, float | None] | None:
    expression = row["value_expr"] or ""
    number = r"\(?(-?[\d.]+(?:e\d+)?)\)?"
    plain = re.fullmatch(rf"\(?(?:NumeralValue|OrdinalData) {number}\)?", expression)
    if plain:
        value = float(plain[1])
        return (value, value) if value >= 0 else None  # reports count from nothing upward
    duration = re.fullmatch(r"\(DurationData (\d+) (\w+)\)", expression)
    if duration and duration[2] in _DURATIONS:
        value = float(duration[1]) * _DURATIONS[duration[2]]
        return value, value
    for form, ends in (("simple", (0, 0)), ("above", (0, None)), ("under", (None, 0)), ("between", (0, 1))):
        match = re.fullmatch(rf"\({form} (\w+) (?:{number}|\(([\d.]+), ?([\d.]+)\))\)", expression)
        if match and (row["dim"] == "AmountOfMoney" or match[1] in _LENGTHS):
            factor = _LENGTHS.get(match[1], 1.0)
            values = [float(part) * factor for part in match.groups()[1:] if part]
            if len(values) == 1 and form == "between":
                return None
            low, high = (None if end is None else values[end] for end in ends)
            return low, high
    return None


def _same_number(span: NumberSpan, low: float | None, high: float | None) -> bool:
    """Equal ends, one percent of slack; strict and weak bounds of duckling are one."""

    def near(a: float | None, b: float | None) -> bool:
        if a is None or b is None:
            return a is b
        return abs(a - b) <= max(1.001 if low != high else 0.0, 0.01 * abs(b))

    return near(span.value.low, low) and near(span.value.high, high)


def quantulum() -> Tally:
    tally = Tally("numbers: quantulum3")
    folder = LANGUAGE / "quantulum3-tests" / "quantulum3" / "_lang" / "en_US" / "tests"
    for row in json.loads((folder / "quantities.json").read_text(encoding="utf-8")):
        spans = quantities(bare(row["req"]))
        for gold in row["res"]:
            value, doubt = float(gold["value"]), float(gold.get("uncertainty") or 0.0)
            if value < 0 or re.search(r"10\s*[\^⁰-⁹−-]|×\s*10", gold["surface"]):
                continue  # below nothing, powers of ten: not what reports write
            factor = _unit_factor(gold["surface"])
            pairs = {(value - doubt, value + doubt), ((value - doubt) * factor, (value + doubt) * factor)}
            right = any(
                _same_number(span, low, high) or _same_number(span, value, value)
                for span in spans
                for low, high in pairs
            )
            # an "at least" of ours is a plain number to quantulum
            ends = [end for span in spans for end in (span.value.low, span.value.high) if end is not None]
            right = right or any(abs(end - aim) <= 0.01 * abs(aim) for end in ends for aim in (value, value * factor))
            got = [(s.value.low, s.value.high, s.value.unit, s.role) for s in spans]
            tally.add(right, f"{row['req']!r} gold {value}±{doubt} {gold['unit']} {gold['surface']!r} got {got}")
    return tally


def _unit_factor(surface: str) -> float:
    sentence = bare(surface)
    for place in range(len(sentence.tokens)):
        unit = unit_at(sentence.tokens, place, True)
        if unit is not None:
            return unit.factor
    return 1.0


def bounds() -> Tally:
    """Our own cases: text, the words, role, low, high, unit, approximate, noun; "" is unbounded or nothing.

    Those that are not read yet stand in a file of their own, as the other is a test.
    """
    tally = Tally("numbers: tests/text/bounds.tsv")
    kept = [HERE / "tests" / "text" / name for name in ("bounds.tsv", "bounds_missed.tsv")]
    for line in [line for file in kept for line in file.read_text(encoding="utf-8").splitlines()[1:]]:
        cells = line.split("\t")
        tally.add(is_case(cells), f"{cells} got {[_cells(bare(cells[0]), s) for s in quantities(bare(cells[0]))]}")
    return tally


def is_case(cells: list[str]) -> bool:
    """Whether the reader gives exactly the quantity of one line of bounds.tsv."""
    sentence = bare(cells[0])
    return any(_cells(sentence, span) == cells[1:] for span in quantities(sentence))


def _cells(sentence: AnnotatedSentence, span: NumberSpan) -> list[str]:
    value = span.value
    ends = ["" if end is None else f"{end:g}" if abs(end) < 1e6 else f"{end:.0f}" for end in (value.low, value.high)]
    noun = sentence.tokens[span.noun].text if span.noun >= 0 else ""
    text = sentence_text(sentence, span.start, span.end)
    return [text, span.role, *ends, value.unit, "yes" if value.approximate else "", noun]


def sentence_text(sentence: AnnotatedSentence, start: int, end: int) -> str:
    """The words between two offsets, joined as they stood."""
    parts, last = "", start
    for token in sentence.tokens:
        if start <= token.start and token.end <= end:
            parts += " " * (token.start - last) + token.text
            last = token.end
    return parts


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print every miss")
    parser.add_argument("--dev", action="store_true", help="the other three quarters of TimeBank/AQUAINT")
    parser.add_argument("--syntax", action="store_true", help="times over the annotator's trees, not over bare words")
    chosen = parser.parse_args(arguments)
    if not LANGUAGE.is_dir():
        print(f"no data at {LANGUAGE}; set RASHOMON_SHARED", file=sys.stderr)
        return 1
    valued, spanned = tempeval(chosen.dev, load_annotator() if chosen.syntax else None)
    for tally in (valued, spanned, duckling_times(), quantulum(), duckling_numbers(), bounds()):
        tally.show(chosen.errors)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
