"""Extract: documents in, claims out."""
