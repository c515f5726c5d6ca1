"""Exceptions are for bugs and bad configuration; what is odd about a report is a finding or a skipped entry."""

from __future__ import annotations


class RashomonError(Exception):
    """Any error that a user can mend; its text names the file and the place."""


class WeightsError(RashomonError):
    """The annotator's weights are missing, damaged or of another version."""


class PackError(RashomonError):
    """A domain pack is wrong; the text has the form "what @ file $.path"."""


class KnowledgeError(RashomonError):
    """The reference shelf is missing, damaged or of another version."""


class UnreadableError(RashomonError):
    """A report cannot be read; the caller lists it under `skipped` with this text as the reason."""


class LedgerError(RashomonError):
    """The ledger cannot be opened, written or followed; nothing that was acknowledged before is lost."""
