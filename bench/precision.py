"""Samples for judging precision by hand: claims on real news that mentions missiles, events on news that does not.

    python -m bench.precision claims --seed 1            100 random claims of missile_test and diplomacy
    python -m bench.precision events                     every event found in 200 articles of other topics
    python -m bench.precision events --pack diplomacy    a line for each event of one pack there, and their number
    python -m bench.precision claims --skip 20           the same from the next 20 articles of each stream

What is printed is for one judge's eyes; only counts go into PRECISION.md, as the articles belong to their publishers.
The shared folder is found through RASHOMON_SHARED or beside the checkout. Without it,
nothing is measured, and it says so.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.stories import shared
from rashomon.model import Answer, Claim, Document
from rashomon.model.value import Actor, Place, Quantity, Term, Value, When, Words
from rashomon.read.records import read_paths
from rashomon.run.kit import Kit, make_kit
from rashomon.run.local import answer_documents
from rashomon.settings import Settings

WORD = "missile"
JUDGED_PACKS = frozenset({"missile_test", "diplomacy"})
EACH_STREAM = 20
OTHER_TOPICS = {"newswcl50": 20, "basil": 40, "whenitson": 60, "giveme5w1h": 40, "timeline17": 40}
SURROUNDINGS = 260
REAL_EVENTS = ("IraqWar", "LibyaWar", "haiti")  # wars and an earthquake: the packs are right to find events there


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the sample asked for; status 0 also where the data is absent, with the reason on standard error."""
    parser = argparse.ArgumentParser(description="Draw samples for judging precision by hand.")
    parser.add_argument("what", choices=("claims", "events"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--skip", type=int, default=0, help="leave out this many articles of each stream")
    parser.add_argument("--pack", default="", help="events of this pack only, one line each, and how many of each kind")
    options = parser.parse_args(arguments)
    data = shared()
    stories = data / "data" / "stories" if data else None
    if stories is None or not (stories / "whenitson_2016").is_dir():
        print("precision: skipped, as the shared data is not here (set RASHOMON_SHARED)", file=sys.stderr)
        return 0
    kit = make_kit()
    if options.what == "claims":
        show_claims(missile_articles(stories, options.skip), kit, options.seed, options.count)
    else:
        show_events(other_articles(stories), kit, options.pack)
    return 0


def missile_articles(stories: Path, skip: int = 0) -> list[Document]:
    """Return the first articles, by file name and by date, of each stream whose text names a missile."""
    chosen: list[Document] = []
    for stream in (whenitson(stories), kcna(stories)):
        naming = [one for one in stream if WORD in one.text.casefold()]
        chosen += naming[skip : skip + EACH_STREAM]
    return chosen


def other_articles(stories: Path) -> list[Document]:
    """Return about 200 articles that do not name a missile: evenly spread over each set, in its own order."""
    streams = {
        "newswcl50": newswcl50(stories), "basil": basil(stories), "whenitson": whenitson(stories),
        "giveme5w1h": giveme5w1h(stories), "timeline17": timeline17(stories),
    }
    others = {name: [one for one in stream if WORD not in one.text.casefold()] for name, stream in streams.items()}
    return [one for name, stream in others.items() for one in spread(stream, OTHER_TOPICS[name])]


def whenitson(stories: Path) -> list[Document]:
    """Posts of a reposting site, with the boilerplate of 159 outlets."""
    with tempfile.TemporaryDirectory() as place:
        with tarfile.open(stories / "whenitson_2016" / "posts_2016.tar.xz") as archive:
            archive.extractall(place, filter="data")
        # Reading a page costs 20 ms; a quarter of the stream holds more than is drawn.
        files = sorted(Path(place).rglob("*.md"))
        naming = [file for file in files if WORD in file.read_text(encoding="utf-8", errors="replace").casefold()]
        return read_paths([str(file) for file in sorted({*naming, *files[::16]})], Settings())[0]


def kcna(stories: Path) -> list[Document]:
    """A state agency's items in order of their dates."""
    items = json.loads((stories / "kcna_2024" / "kcna_headlines_2024-11-11.json").read_text(encoding="utf-8"))
    ordered = sorted(items, key=lambda one: (one["date"], one["headline"]))
    # Some items stand there several times under other addresses; one error would count as often.
    single = {one["story_text"]: one for one in reversed(ordered)}.values()
    return as_documents("kcna", (
        {
            "text": one["story_text"], "title": one["headline"], "url": one["link"], "outlet": "KCNA",
            "published": datetime.fromtimestamp(one["date"] / 1000, UTC).isoformat(),
        }
        for one in reversed(single) if WORD in (one["headline"] + one["story_text"]).casefold()
    ))


def basil(stories: Path) -> list[Document]:
    """American politics, three outlets on each event."""
    with tarfile.open(stories / "basil" / "basil_articles_annotations.tar.xz") as archive:
        names = sorted(one for one in archive.getnames() if one.startswith("articles/") and one.endswith(".json"))
        articles = [json.load(handle) for name in names if (handle := archive.extractfile(name))]
    return as_documents("basil", (
        {
            "text": "\n".join(" ".join(part) for part in one["body-paragraphs"]), "title": one.get("title", ""),
            "outlet": one["source"], "published": one["date"],
        }
        for one in articles
    ))


def newswcl50(stories: Path) -> list[Document]:
    """Nine political events in five outlets; tokens are put together again with blanks."""
    texts: dict[str, dict[int, list[str]]] = {}
    for line in (stories / "newswcl50" / "NewsWCL50.conll").read_text(encoding="utf-8").splitlines():
        cells = line.split()
        if line.startswith("#") or len(cells) < 5 or cells[3] == "\\n":
            continue
        texts.setdefault(cells[0], {}).setdefault(int(cells[1]), []).append(cells[3])
    return as_documents("newswcl50", (
        {"text": "\n".join(joined(words) for _, words in sorted(found.items())), "title": ""}
        for _, found in sorted(texts.items())
    ))


def giveme5w1h(stories: Path) -> list[Document]:
    """Articles of many outlets and categories."""
    files = sorted((stories / "giveme5w1h").glob("*/data/*.json"))
    articles = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    return as_documents("giveme5w1h", (
        {
            "text": one.get("text") or "", "title": one.get("title") or "", "outlet": one.get("source_domain") or "",
            "published": one.get("date_publish") or "",
        }
        for one in articles
    ))


def timeline17(stories: Path, whole: bool = False) -> list[Document]:
    """Sixty reports each on influenza, a pop star's death, a revolution; whole: all, on wars and disasters too."""
    articles: list[dict[str, Any]] = []
    for file in sorted((stories / "timeline17").glob("*/articles.jsonl.xz")):
        if whole or not file.parent.name.startswith(REAL_EVENTS):
            with lzma.open(file, "rt", encoding="utf-8") as handle:
                articles += [json.loads(line) | {"topic": file.parent.name} for line in handle][: None if whole else 60]
    return as_documents("timeline17", (
        {"text": one["text"], "title": "", "outlet": one["topic"], "published": one["time"]} for one in articles
    ))


def show_claims(documents: Sequence[Document], kit: Kit, seed: int, count: int) -> None:
    """Print a random draw of claims with value, voices, stance, frame and the words around them."""
    answer = answer_documents(documents, kit)
    packs = {frame.kind: pack.name for pack in kit.packs for frame in pack.frames}
    claims = sorted(
        {claim.id: claim for event in answer.events for claim in event.claims
         if packs.get(claim.kind) in JUDGED_PACKS}.values(),
        key=lambda claim: (claim.span.document, claim.span.start, claim.field, claim.id),
    )
    named = {one.id: one for one in answer.documents}
    print(f"# {len(documents)} articles, {len(claims)} claims:", dict(Counter(packs[one.kind] for one in claims)))
    drawn = random.Random(seed).sample(claims, min(count, len(claims)))
    print(f"# seed {seed}, {len(drawn)} drawn:", dict(Counter(packs[one.kind] for one in drawn)))
    for number, claim in enumerate(sorted(drawn, key=lambda one: (one.span.document, one.span.start)), 1):
        print(f"\n[{number}] {_name(named[claim.span.document])}\n  {_claim_line(claim)}")
        print(f"  {_around(named[claim.span.document].text, claim)}")


def show_events(documents: Sequence[Document], kit: Kit, only: str = "") -> None:
    """Print each event found in each article by itself, with its claims; of the pack `only`, just the labels."""
    print(f"# {len(documents)} articles")
    counted: Counter[str] = Counter()
    packs = {frame.kind: pack.name for pack in kit.packs for frame in pack.frames}
    for document in documents:
        answer: Answer = answer_documents([document], kit)
        for event in answer.events:
            if only:
                if packs[event.kind] == only:
                    counted[event.kind] += 1
                    print(f"{_name(document)} {event.kind}: {event.label}")
                continue
            counted[packs[event.kind]] += 1
            claims = [claim for claim in event.claims if claim.span.document == document.id]
            print(f"\n<{sum(counted.values())}> {_name(document)} {packs[event.kind]} {event.kind}: {event.label}")
            for claim in claims:
                print(f"    {_claim_line(claim)}")
            for start, end in sorted({claim.sentence for claim in claims})[:3]:
                print("    |", " ".join(document.text[start:end].split())[:500])
        sys.stdout.flush()
    print("# events:", dict(counted))


def _claim_line(claim: Claim) -> str:
    voices = " < ".join(f"{voice.name}({voice.manner})" for voice in claim.chain)
    return (f"{claim.kind}.{claim.field} = {_shown(claim.value)} | '{claim.text}' | {voices} | {claim.stance.polarity}"
            f" {claim.stance.certainty} {claim.status} | {claim.maker}")


def _shown(value: Value) -> str:
    match value:
        case Quantity():
            return f"{value.low:g}..{'' if value.high is None else format(value.high, 'g')} {value.unit}" \
                if value.low is not None else f"..{value.high} {value.unit}"
        case When():
            return f"{value.earliest.isoformat()[:16]}/{value.latest.isoformat()[:16]}"
        case Place():
            return f"{value.name} ({value.country}) {value.relation} {[part.name for part in value.parts] or ''}"
        case Actor():
            return f"{value.name} ({value.country})"
        case Term():
            return f"{value.concept} {value.name} {value.country}"
        case Words():
            return value.text


def _around(text: str, claim: Claim) -> str:
    start, end = claim.sentence
    before, after = text[max(0, start - SURROUNDINGS) : start], text[end : end + SURROUNDINGS // 2]
    return " ".join(f"{before} >>> {text[start:end]} <<< {after}".split())


def _name(document: Document) -> str:
    return f"{Path(document.path).name} {document.published and document.published.date()} {document.outlet}"


def as_documents(name: str, records: Iterable[dict[str, Any]]) -> list[Document]:
    """Read records as the user's own JSONL is read."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / f"{name}.jsonl"
        file.write_text("\n".join(json.dumps(one) for one in records), encoding="utf-8")
        return read_paths([str(file)], Settings())[0]


def spread(documents: Sequence[Document], count: int) -> Sequence[Document]:
    """Return about `count` of the documents at even steps, from the first on."""
    return documents[:: max(1, len(documents) // count)][:count]


def joined(words: Sequence[str]) -> str:
    """Put tokens together as they were written, near enough."""
    text = ""
    for word in words:
        bare = word in {".", ",", ";", ":", "!", "?", ")", "%", "’", "”", "n't"} or word.startswith("'")
        text += word if bare or not text or text[-1] in "($“" else f" {word}"
    return text


if __name__ == "__main__":
    raise SystemExit(main())
