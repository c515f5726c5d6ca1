"""Keep: the ledger."""
