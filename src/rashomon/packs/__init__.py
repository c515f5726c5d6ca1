"""Domain packs: data that tells the core what to look for."""
