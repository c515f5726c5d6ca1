"""Weigh: claims of one event in, line-ups and findings out."""
