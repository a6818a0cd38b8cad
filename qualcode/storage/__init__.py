"""The study file: the only importer of sqlite3. ``store.Store`` is the interface."""
