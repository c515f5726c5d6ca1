"""Gather: reports in, copies and events out."""
