"""How codes are suggested: units, keywords, what codings teach, and the reasons shown. See ``docs/suggestions.md``.

The public calls are in ``qualcode.reduction.suggestion``.
"""
