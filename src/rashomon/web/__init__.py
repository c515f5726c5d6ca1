"""Web: the newsroom's page over a ledger, and its JSON API. Needs the extra `serve`."""
