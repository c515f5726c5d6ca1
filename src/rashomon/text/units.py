"""Units of measure: lengths in km, masses in kg, short times in minutes; what was written stays beside the value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from rashomon.text.annotation import Token
from rashomon.text.dates import lowered
from rashomon.text.wordlists import word_set


class Unit(msgspec.Struct, frozen=True):
    """A unit as written: its normal name, what one of it is in that name, and its kind; last: token index, exclusive.

    kind: measure, percent, money, age, or times (multiplication).
    """

    name: str
    factor: float
    kind: str
    last: int


def _table(*rows: tuple[str, str, float]) -> dict[str, tuple[str, float]]:
    return {word: (name, factor) for words, name, factor in rows for word in words.split("|")}


# International mile and nautical mile, foot, inch, yard, pound: exact by definition (NIST SP 811).
_MEASURES: Final = _table(
    ("km|kms|kilometer|kilometers|kilometre|kilometres|klick|klicks", "km", 1.0),
    ("mile|miles|mi|statute mile|statute miles", "km", 1.609344),
    ("nautical mile|nautical miles|nm|nmi|nautical-mile|sea mile|sea miles", "km", 1.852),
    ("m|meter|meters|metre|metres", "km", 0.001),
    ("foot|feet|ft", "km", 0.0003048),
    ("yard|yards|yd", "km", 0.0009144),
    ("inch|inches", "km", 0.0000254),
    ("cm|centimeter|centimeters|centimetre|centimetres", "km", 0.00001),
    ("mm|millimeter|millimeters|millimetre|millimetres", "km", 0.000001),
    ("kg|kgs|kilogram|kilograms|kilogramme|kilogrammes|kilo|kilos", "kg", 1.0),
    ("g|gram|grams|gramme|grammes", "kg", 0.001),
    ("mg|milligram|milligrams", "kg", 0.000001),
    ("tonne|tonnes|metric ton|metric tons|metric tonne|metric tonnes|ton|tons|mt", "kg", 1000.0),
    ("pound|pounds|lb|lbs", "kg", 0.45359237),
    ("ounce|ounces|oz", "kg", 0.028349523125),
    (
        "km/h|kmh|kph|kmph|kilometers per hour|kilometres per hour|km per hour|kilometers an hour|kilometres an hour",
        "km/h",
        1.0,
    ),
    ("mph|miles per hour|miles an hour", "km/h", 1.609344),
    ("knot|knots", "km/h", 1.852),
    ("m/s|meters per second|metres per second|meters a second|metres a second", "km/h", 3.6),
    ("second|seconds|sec|secs", "minute", 1 / 60),
    ("minute|minutes|min|mins", "minute", 1.0),
    ("hour|hours|hr|hrs", "minute", 60.0),
    ("day|days", "day", 1.0),
    ("week|weeks", "day", 7.0),
    ("fortnight|fortnights", "day", 14.0),
    ("month|months", "month", 1.0),
    ("year|years|yr|yrs", "year", 1.0),
    ("decade|decades", "year", 10.0),
    ("century|centuries", "year", 100.0),
    ("square kilometer|square kilometers|square kilometre|square kilometres|sq km|km2|km²", "km2", 1.0),
    ("square mile|square miles|sq mi|sq mile|sq miles", "km2", 2.589988110336),
    ("hectare|hectares|ha", "km2", 0.01),
    ("acre|acres", "km2", 0.0040468564224),
    ("square meter|square meters|square metre|square metres|m2|m²|sq m", "km2", 0.000001),
    ("square foot|square feet|sq ft", "km2", 0.00000009290304),
    ("liter|liters|litre|litres|l", "litre", 1.0),
    ("gallon|gallons", "litre", 3.785411784),
    ("barrel|barrels", "barrel", 1.0),
    ("kiloton|kilotons|kt", "kiloton", 1.0),
    ("megaton|megatons", "kiloton", 1000.0),
    ("watt|watts|w", "watt", 1.0),
    ("kilowatt|kilowatts|kw", "watt", 1e3),
    ("megawatt|megawatts|mw", "watt", 1e6),
    ("gigawatt|gigawatts|gw", "watt", 1e9),
    ("degree|degrees|°", "degree", 1.0),
    ("celsius|degrees celsius|degree celsius|°c|degrees c", "celsius", 1.0),
    ("fahrenheit|degrees fahrenheit|°f|degrees f", "fahrenheit", 1.0),
    ("hz|hertz", "hertz", 1.0),
)
_SHORT: Final = word_set("m g l w nm mt ha h f c mi ft yd kt mm cm mg mw kw gw sec min")
_MONEY: Final = _table(
    ("dollar|dollars|usd|us dollar|us dollars|buck|bucks", "USD", 1.0),
    ("cent|cents", "USD", 0.01),
    ("euro|euros|eur", "EUR", 1.0),
    ("pound sterling|pounds sterling|gbp|quid", "GBP", 1.0),
    ("yen|jpy", "JPY", 1.0),
    ("won|krw", "KRW", 1.0),
    ("yuan|renminbi|rmb|cny", "CNY", 1.0),
    ("rupee|rupees|inr", "INR", 1.0),
    ("rouble|roubles|ruble|rubles|rub", "RUB", 1.0),
    ("franc|francs|chf", "CHF", 1.0),
    ("lira|try", "TRY", 1.0),
    ("peso|pesos|mxn", "MXN", 1.0),
    ("riyal|riyals|rial|rials", "SAR", 1.0),
    ("rand|zar", "ZAR", 1.0),
)
SYMBOLS: Final = {
    "$": "USD", "us$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₩": "KRW", "₹": "INR", "₽": "RUB", "a$": "AUD",
    "c$": "CAD", "hk$": "HKD", "rs": "INR", "usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF", "inr": "INR",
    "jpy": "JPY", "krw": "KRW",
}  # fmt: skip
_PERCENT: Final = word_set("% percent per cent pct percentage") - {"per", "cent", "percentage"}
LENGTH_WORDS: Final = frozenset(("km",))


def unit_at(tokens: Sequence[Token], at: int, glued: bool = False) -> Unit | None:
    """The unit that is written at a token, a hyphen before it allowed ("670-kilometer"); None where there is none.

    glued: the number ends where the token starts; one-letter units need that or a figure ("5 m").
    """
    place = at
    if place < len(tokens) and tokens[place].text in ("-", "–", "‑") and place + 1 < len(tokens):
        place += 1
        if tokens[place].start != tokens[place - 1].end:
            return None
    if place >= len(tokens):
        return None
    words = [lowered(token) for token in tokens[place : place + 3]]
    if words[0] in _PERCENT:
        last = place + 1
        if words[1:2] in (["point"], ["points"]):
            last += 1
        return Unit("percent", 1.0, "percent", last)
    if words[:2] == ["per", "cent"]:
        return Unit("percent", 1.0, "percent", place + 2)
    if words[:2] in (["percentage", "points"], ["percentage", "point"]):
        return Unit("percent", 1.0, "percent", place + 2)
    return _measure(tokens, place, words, glued)


def _measure(tokens: Sequence[Token], place: int, words: list[str], glued: bool) -> Unit | None:
    for size in (3, 2, 1):
        if len(words) < size:
            continue
        tight = all(tokens[place + step].end == tokens[place + step + 1].start for step in range(size - 1))
        spellings = [" ".join(words[:size])] + (["".join(words[:size])] if tight else [])
        for spelling in spellings:
            if spelling in _MEASURES and not (spelling in _SHORT and not glued and not _is_unit_word(tokens, place)):
                name, factor = _MEASURES[spelling]
                return Unit(name, factor, "measure", place + size)
            if spelling in _MONEY:
                name, factor = _MONEY[spelling]
                return Unit(name, factor, "money", place + size)
    if words[0] in ("times", "fold", "x", "-fold"):
        return Unit("times", 1.0, "times", place + 1)
    return None


def _is_unit_word(tokens: Sequence[Token], at: int) -> bool:
    """A short unit after a space counts only where the sentence does not go on as with a name ("5 m high", "10 g")."""
    return tokens[at].text.islower() or tokens[at].text in ("MW", "GW", "kW", "NM")
