"""Paths in, documents out, through the built-in readers and those of extensions; needs no model and no shelf."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rashomon.errors import UnreadableError
from rashomon.extend import Extensions
from rashomon.model import Document, Skipped
from rashomon.read.records import read_paths
from rashomon.settings import Settings


def read_documents(
    paths: Sequence[str], settings: Settings, extensions: Extensions
) -> tuple[list[Document], list[Skipped]]:
    """Read the reports at these paths, in their order, files with the suffix of a further reader through that one."""
    if not extensions.readers:
        return read_paths(paths, settings)
    documents: dict[str, Document] = {}
    skipped: list[Skipped] = []
    for path in paths:
        reader = extensions.readers.get(Path(path).suffix.casefold()) if "://" not in path else None
        if reader is None:
            found, left = read_paths([path], settings)
            skipped += left
        else:
            try:
                found = list(reader(Path(path), settings))
            except (UnreadableError, OSError) as error:
                skipped.append(Skipped(path, str(error)))
                continue
        for document in found:
            first = documents.setdefault(document.id, document)
            if first is not document:
                skipped.append(Skipped(document.path, f"the same report as {first.path}"))
    return list(documents.values()), skipped
