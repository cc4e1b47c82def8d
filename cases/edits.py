"""How much of a draft an officer changed."""

from difflib import SequenceMatcher


def share_changed(before: str, after: str) -> float:
    """Give the share of words, of both texts together, that are not common to both: 0 to 1."""
    if before == after:
        return 0.0
    return 1 - SequenceMatcher(None, before.split(), after.split()).ratio()
