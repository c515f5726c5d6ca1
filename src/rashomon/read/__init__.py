"""Reports from files, folders, addresses and records, with credits, blocks and offsets into their own text."""

from rashomon.read.records import document_of, read_paths

__all__ = ["document_of", "read_paths"]
