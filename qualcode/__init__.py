"""qualcode: qualitative data analysis after Miles & Huberman, from transcript to findings chapter."""

__version__ = "0.1.0"
