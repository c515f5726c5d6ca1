"""Rashomon: many reports of one happening, laid side by side."""

from rashomon._version import __version__

__all__ = ["__version__"]
