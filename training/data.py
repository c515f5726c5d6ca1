"""The corpora as one kind of document: sentences of words with the labels that each corpus has.

Readers never write corpus text anywhere; they return it in memory.
"""

from __future__ import annotations

import hashlib
import html
import re
import tarfile
from pathlib import Path

from rashomon.text.words import words
from training.documents import Document, Relation, Sentence, Span
from training.factuality import read_factuality


def held_out(name: str, parts: int) -> bool:
    """A deterministic share (one in ``parts``) of a corpus that has no dev split of its own."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % parts == 0


# --- GUM -----------------------------------------------------------------------------------------------------


def read_gum(folder: Path, split: str) -> list[Document]:
    """Documents of a split of GUM (``splits.md``): part of speech, trees, lemmas."""
    listed: set[str] = set()
    current = ""
    for line in (folder / "splits.md").read_text("utf8").splitlines():
        if line.startswith("## "):
            current = line[3:].strip()
        elif line.strip().startswith("*") and current == split:
            listed.add(line.strip()[2:])
    documents = []
    with tarfile.open(folder / "gum-conllu.tar.xz") as archive:
        for member in archive:
            name = Path(member.name).stem
            handle = archive.extractfile(member) if member.name.endswith(".conllu") and name in listed else None
            if handle is not None:
                documents.append(Document(name, "gum", _conllu(handle.read().decode("utf8"))))
    return sorted(documents, key=lambda one: one.name)


def _conllu(text: str) -> list[Sentence]:
    sentences = []
    for block in text.split("\n\n"):
        sentence = Sentence([], [])
        tight = False  # no space after the word before
        inside = 0  # words still to come of a multi-word token
        tight_after = False
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            cells = line.split("\t")
            if "-" in cells[0]:
                first, last = map(int, cells[0].split("-"))
                inside, tight_after = last - first + 1, "SpaceAfter=No" in cells[9]
                continue
            if "." in cells[0]:
                continue
            sentence.words.append(cells[1])
            sentence.glued.append(tight)
            sentence.lemmas.append(cells[2])
            sentence.pos.append(cells[3])
            sentence.heads.append(int(cells[6]) - 1)
            sentence.relations.append(cells[7])
            tight = "SpaceAfter=No" in cells[9]
            if inside:
                inside -= 1
                tight = True if inside else tight_after
        if sentence.words:
            sentences.append(sentence)
    return sentences


# --- worldwide-ner -------------------------------------------------------------------------------------------


def read_worldwide(folder: Path, split: str) -> list[Document]:
    """Names of worldwide newswire; one file in ten, chosen by the hash of its name, is the dev part."""
    documents = []
    for path in sorted((folder / "processed_annotated").glob("*.tsv")):
        if held_out(path.name, 10) == (split == "dev"):
            blocks = re.split(r"\n\s*\n", path.read_text("utf8", errors="replace"))
            sentences = [one for block in blocks for part in _ended(block.splitlines()) if (one := _tagged(part)).words]
            documents.append(Document(path.name, "worldwide", sentences))
    return documents


def _ended(lines: list[str]) -> list[list[str]]:
    """A block cut after each full stop that a capital or a quote follows (many blocks are whole paragraphs)."""
    parts: list[list[str]] = [[]]
    for place, line in enumerate(lines):
        parts[-1].append(line)
        following = lines[place + 1][:1] if place + 1 < len(lines) else ""
        mark = line.partition("\t")[0].strip()
        if (mark in (".", "?", "!") and (following.isupper() or following in '"“‘')) or (
            mark in ("”", '"') and len(parts[-1]) > 1 and parts[-1][-2][:1] in ".?!" and following.isupper()
        ):
            parts.append([])
    return parts


def _tagged(lines: list[str]) -> Sentence:
    """A sentence from token-tab-label lines, its tokens split again the way the run time splits words."""
    sentence = Sentence([], [])
    previous = ""
    opened = False
    for line in lines:
        token, label = [*line.split("\t"), "O"][:2]  # a third column repeats names inside names
        token, label = token.strip(), label.strip()
        if not token:
            continue
        if token == "s" and previous in ("'", "’"):
            sentence.words[-1] += "s"
            sentence.glued[-1] = True
            continue
        begins = len(sentence.words)
        for place, (start, end) in enumerate(words(token)):
            word = token[start:end]
            sentence.glued.append(bool(sentence.words) and (place > 0 or _sticks(previous, word, opened)))
            sentence.words.append(word)
            if word in ('"', "“", "”"):
                opened = not opened
            previous = word
        mark, _, kind = label.partition("-")
        if not kind:
            continue
        last = sentence.names[-1] if sentence.names else None
        if mark in "IE" and last and last[1] == begins and last[2] == kind:
            sentence.names[-1] = (last[0], len(sentence.words), kind)
        else:
            sentence.names.append((begins, len(sentence.words), kind))
    return sentence


def _sticks(previous: str, word: str, opened: bool) -> bool:
    """A guess at the lost spacing of a tokenised corpus."""
    if word in (",", ".", ";", ":", "!", "?", ")", "%", "]", "”") or word.startswith(("'", "’", "n't")):
        return True
    if word == '"':
        return opened
    return previous in ("(", "$", "[", "“", "€", "£") or (previous == '"' and opened)


# --- running text with stand-off spans ----------------------------------------------------------------------


def sentences_of(text: str) -> tuple[list[Sentence], list[list[Span]]]:
    """A plain splitter for training text: sentences and the offsets of their words."""
    out: list[Sentence] = []
    offsets: list[list[Span]] = []
    for line in re.finditer(r"[^\n]+", text):
        spans = words(text, line.start(), line.end())
        begin = 0
        for place, (start, end) in enumerate(spans):
            done = place + 1 == len(spans)
            if not done and text[start:end] in (".", "?", "!", "...", "…", "''", '"', "”", "’", ")"):
                back = place
                while back > begin and text[spans[back][0] : spans[back][1]] in ("''", '"', "”", "’", ")", "'"):
                    back -= 1
                following = spans[place + 1]
                ended = text[spans[back][0] : spans[back][1]] in (".", "?", "!", "...", "…") and following[0] > end
                opens = text[following[0]].isupper() or text[following[0]] in "\"“‘'`([" or text[following[0]].isdigit()
                done = ended and opens
            if done:
                part = spans[begin : place + 1]
                glued = [index > 0 and part[index - 1][1] == span[0] for index, span in enumerate(part)]
                out.append(Sentence([text[a:b] for a, b in part], glued))
                offsets.append(part)
                begin = place + 1
    return out, offsets


def _word_spans(ranges: list[Span], flat: list[Span]) -> list[Span]:
    """Word spans that character ranges touch."""
    found = []
    for start, end in ranges:
        inside = [index for index, (a, b) in enumerate(flat) if a < end and b > start]
        if inside:
            found.append((inside[0], inside[-1] + 1))
    return found


def read_polnear(folder: Path, split: str) -> list[Document]:
    """Attributions of political news; where several people annotated an article, the first file counts."""
    documents = []
    chosen: dict[str, Path] = {}
    for path in sorted((folder / "data" / split / "attributions").glob("*.ann")):
        chosen.setdefault(path.stem.rpartition("_")[0], path)
    for stem, path in sorted(chosen.items()):
        text = (folder / "data" / split / "text" / f"{stem}.txt").read_text("utf8")
        sentences, offsets = sentences_of(text)
        flat = [span for part in offsets for span in part]
        spans: dict[str, list[Span]] = {}
        relations = []
        lines = path.read_text("utf8").splitlines()
        for line in lines:
            match = re.match(r"(T\d+)\t\S+ ([\d ;]+)\t", line + "\t")
            if match:
                ranges = [tuple(map(int, piece.split())) for piece in match[2].split(";")]
                spans[match[1]] = [(one[0], one[-1]) for one in ranges if len(one) >= 2]
        for line in lines:
            if re.match(r"E\d+\t", line):
                parts: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
                for cell in line.split("\t")[1].split()[1:]:
                    role, _, target = cell.partition(":")
                    role = role.rstrip("0123456789")
                    if role in parts:
                        parts[role] += _word_spans(spans.get(target, []), flat)
                if parts["Cue"] or parts["Content"]:
                    relations.append(Relation(parts["Source"], parts["Cue"], parts["Content"]))
        documents.append(Document(stem, "polnear", sentences, relations))
    return documents


def read_tempeval(folder: Path, split: str) -> list[Document]:
    """Time expressions of TimeBank and AQUAINT; one file in eight, by the hash of its name, is the dev part."""
    documents = []
    for path in sorted((folder / "TBAQ-cleaned").glob("[AT][Qi]*/*.tml")):
        if held_out(path.name, 8) != (split == "dev"):
            continue
        body = re.search(r"<TEXT>(.*?)</TEXT>", path.read_text("utf8", errors="replace"), re.DOTALL)
        text, ranges = _untagged(body[1] if body else "")
        sentences, offsets = sentences_of(text)
        for sentence, part in zip(sentences, offsets, strict=True):
            sentence.times = _word_spans([one for one in ranges if part[0][0] <= one[0] < part[-1][1]], part)
        documents.append(Document(path.name, "tempeval", sentences))
    return documents


def _untagged(body: str) -> tuple[str, list[Span]]:
    """Running text without tags (paragraphs joined into lines) and the offsets of its TIMEX3 elements."""
    body = re.sub(r"\n[ \t]*\n+", "\0", body).replace("\n", " ").replace("\0", "\n")
    text = ""
    ranges: list[Span] = []
    opened: list[int] = []
    for piece in re.split(r"(<[^>]+>)", body):
        if piece.startswith("<TIMEX3"):
            opened.append(len(text))
        elif piece.startswith("</TIMEX3") and opened:
            ranges.append((opened.pop(), len(text)))
        elif not piece.startswith("<"):
            text += html.unescape(piece)
    return text, [one for one in ranges if one[1] > one[0]]


READERS = {
    "gum": ("gum", read_gum),
    "worldwide": ("worldwide-ner", read_worldwide),
    "polnear": ("polnear", read_polnear),
    "tempeval": ("tempeval3", read_tempeval),
    "factuality": ("factuality", read_factuality),
}


def read(data: Path, task: str, split: str) -> list[Document]:
    """Documents of one corpus; ``data`` is the folder that holds the corpora, ``split`` is train, dev or test."""
    folder, reader = READERS[task]
    return reader(data / folder, split)
