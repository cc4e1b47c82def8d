"""The words of the town's own staff, where the site gives its directory."""

from collections.abc import Iterable

from agents.folding import fold
from agents.privacy.words import name_words, not_a_name

_staff: frozenset[str] = frozenset()


def know_staff(names: Iterable[str]) -> None:
    """Take the names of the town's staff, for the whole process: they are hidden wherever met."""
    global _staff  # noqa: PLW0603 - one directory for the process, as there is one analyzer
    told = {fold(word) for name in names for word in name_words(name)}
    _staff = frozenset(word for word in told - not_a_name() if len(word) > len("le"))


def staff() -> frozenset[str]:
    """Give the folded words of the staff's names; none where the site gives no directory."""
    return _staff
