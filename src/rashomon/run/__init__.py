"""Run: the one place where the verbs meet."""
