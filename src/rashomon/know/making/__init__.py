"""Turns open data and our own tables into the reference shelf; needed only to renew it."""
