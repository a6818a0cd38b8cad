"""Identifiers of people in what a study holds, found as proposals for the researcher.

``scan_text`` finds them in one text; ``scan_study`` in everything that a study holds and suggests what to write
instead. Nothing here decides anything. What was found is kept as places, never as words.
"""

from qualcode.collection.identities.hits import Hit, HitKind
from qualcode.collection.identities.places import Proposal, scan_study
from qualcode.collection.identities.scanning import scan_text, without_identifiers, without_names

__all__ = ["Hit", "HitKind", "Proposal", "scan_study", "scan_text", "without_identifiers", "without_names"]
