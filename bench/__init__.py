"""Measuring: accuracy with pinned floors, speed, and tables of what was checked by hand. Not shipped."""
