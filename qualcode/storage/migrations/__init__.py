"""Numbered migrations: the n-th script leads from schema version n-1 to n."""
