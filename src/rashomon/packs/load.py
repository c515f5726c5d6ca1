"""Load packs and check them: every error names what is wrong and where ("what @ pack.toml $.fields[3]")."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from rashomon.errors import PackError
from rashomon.packs.form import NAMED, Concept, FieldForm, FrameForm, KindForm, Pack, SidesForm, Word

VALUE_TYPES = frozenset({"quantity", "term", "place", "time", "actor", "words"})
TAKES = frozenset({
    "count", "measure", "term", "place", "site", "sea", "time", "day", "actor", "words", "clause", "statement",
    "quote", "concept",
})
SITES = frozenset({"role", "theme", "trigger"})
BUILT_IN = ("missile_test", "diplomacy", "disaster", "armed_attack")


class PackFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of pack.toml; `concepts` maps each concept to its parent ("" for a root)."""

    name: str
    version: str
    title: str
    gate: tuple[str, ...]
    kinds: tuple[KindForm, ...]
    fields: tuple[FieldForm, ...]
    frames: tuple[FrameForm, ...]
    concepts: dict[str, str] = {}
    sides: SidesForm = SidesForm()


def load_packs(names: Sequence[str] = ()) -> tuple[Pack, ...]:
    """Return the built-in packs of these names (all when empty), or the packs in these folders; raises PackError."""
    folder = Path(__file__).parent
    chosen = names or tuple(name for name in BUILT_IN if (folder / name / "pack.toml").exists())
    for name in chosen:
        if not (folder / name / "pack.toml").exists() and not Path(name).is_dir():
            raise PackError(f"there is no pack {name!r}: name a folder with a pack.toml, or {', '.join(BUILT_IN)}")
    return tuple(load_pack(folder / name if (folder / name).is_dir() else Path(name)) for name in chosen)


def load_pack(folder: Path) -> Pack:
    """Return the checked pack in `folder`; raises PackError with all errors, a line each."""
    path = folder / "pack.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PackError(f"cannot read the pack: {error.strerror or error} @ {path}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{error} @ {path}") from error
    try:
        form = msgspec.convert(raw, PackFile)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at ")
        raise PackError(f"{message} @ {path} {place.strip('`') or '$'}") from error
    words = _read_words(folder / "words.tsv")
    lookups = _read_lookups(folder / "lookups.toml")
    pack = Pack(
        name=form.name, version=form.version, title=form.title, kinds=form.kinds, fields=form.fields,
        frames=form.frames, concepts=tuple(_tree(form.concepts, path)), words=words, gate=form.gate, lookups=lookups,
        sides=form.sides,
    )
    errors = list(check(pack))
    if errors:
        raise PackError("\n".join(f"{what} @ {folder / file} {place}" for what, file, place in errors))
    return pack


def check(pack: Pack) -> Iterable[tuple[str, str, str]]:
    """Yield (what, file, place) for every reference of the pack that leads nowhere."""
    fields = {form.name: form for form in pack.fields}
    kinds = {form.name: form for form in pack.kinds}
    concepts = {concept.name for concept in pack.concepts}
    groups = {word.group for word in pack.words}
    for index, field in enumerate(pack.fields):
        if field.value not in VALUE_TYPES:
            yield f"unknown value type {field.value!r}", "pack.toml", f"$.fields[{index}].value"
    for index, kind in enumerate(pack.kinds):
        for position, name in enumerate(kind.fields):
            if name not in fields:
                yield f"unknown field {name!r}", "pack.toml", f"$.kinds[{index}].fields[{position}]"
    for part in ("words", "envoys", "unnamed", "groups"):
        for position, word in enumerate(getattr(pack.sides, part)):
            if word.startswith("@") and word[1:] not in groups:
                yield f"unknown word class {word!r}", "pack.toml", f"$.sides.{part}[{position}]"
    for index, frame in enumerate(pack.frames):
        yield from _check_frame(frame, f"$.frames[{index}]", (fields, kinds, concepts, groups))
    for number, word in enumerate(pack.words, start=1):
        if word.concept and word.concept not in concepts:
            yield f"unknown concept {word.concept!r}", "words.tsv", f"entry {number} ({word.phrase})"


def _check_frame(
    frame: FrameForm,
    place: str,
    known: tuple[Mapping[str, FieldForm], Mapping[str, KindForm], set[str], set[str]],
) -> Iterable[tuple[str, str, str]]:
    fields, kinds, concepts, groups = known
    if frame.kind not in kinds:
        yield f"unknown kind {frame.kind!r}", "pack.toml", f"{place}.kind"
    if not (frame.verbs or frame.nouns or frame.adjectives):
        yield "a frame needs verbs, nouns or adjectives", "pack.toml", place
    classes = [*frame.verbs, *frame.nouns, *frame.adjectives,
               *frame.theme_words, *frame.theme_parts, *frame.theme_without, *frame.answered]
    for word in classes:
        if word.startswith("@") and word[1:] not in {*groups, *NAMED}:
            yield f"unknown word class {word!r}", "pack.toml", place
    for index, fill in enumerate(frame.fills):
        here = f"{place}.fills[{index}]"
        if fill.field not in fields:
            yield f"unknown field {fill.field!r}", "pack.toml", f"{here}.field"
        if fill.take not in TAKES:
            yield f"unknown take {fill.take!r}", "pack.toml", f"{here}.take"
        if fill.at not in SITES:
            yield f"unknown site {fill.at!r}", "pack.toml", f"{here}.at"
        if fill.at == "role" and not fill.roles:
            yield "a fill at a role needs roles", "pack.toml", here
        plain = fill.concept.isdigit() or (fill.field in fields and fields[fill.field].value == "words")
        if fill.concept and fill.take == "concept" and fill.concept not in concepts and not plain:
            yield f"unknown concept {fill.concept!r}", "pack.toml", f"{here}.concept"
        for word in (*fill.words, *fill.without):
            if word.startswith("@") and word[1:] not in {*groups, *NAMED}:
                yield f"unknown word class {word!r}", "pack.toml", here


def _tree(parents: Mapping[str, str], path: Path) -> Iterable[Concept]:
    for name in parents:
        chain: list[str] = []
        above = parents[name]
        while above:
            if above not in parents:
                raise PackError(f"unknown parent {above!r} @ {path} $.concepts.{name}")
            if above in chain or above == name:
                raise PackError(f"concept {name!r} lies within itself @ {path} $.concepts.{name}")
            chain.append(above)
            above = parents[above]
        yield Concept(name, tuple(chain))


def _read_words(path: Path) -> tuple[Word, ...]:
    if not path.exists():
        return ()
    words: list[Word] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"cannot read: {error} @ {path}") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 2 or len(cells) > 4 or not cells[0] or not cells[1]:
            raise PackError(f"expected phrase, class, concept, name parted by tabs @ {path} line {number}")
        words.extend(
            Word(phrase.strip().casefold(), cells[1], *([*cells[2:4], "", ""])[:2])
            for phrase in cells[0].split("|") if phrase.strip()
        )
    return tuple(words)


def _read_lookups(path: Path) -> dict[str, dict[str, str]]:
    if not path.exists():
        return {}
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), dict[str, dict[str, str]])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise PackError(f"{error} @ {path}") from error
