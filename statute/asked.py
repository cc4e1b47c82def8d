"""How tickets ask the question that a rule answers."""

import re
from dataclasses import dataclass

from statute.plain import pattern

_SENTENCE_END = re.compile(r"[.?!;\n]+")
_NEVER = "(?!)"


def any_of(*stems: str) -> str:
    """Join lists of stems into one."""
    return "|".join(stems)


@dataclass(frozen=True, slots=True)
class Asked:
    """Word stems, parted by |: a ticket asks with one of `about`, one of `asking`, no `unless`.

    Stems are patterns in ordinary French; accents, capitals and doubled letters do not count.
    """

    about: str
    asking: str
    unless: str = _NEVER

    def is_in(self, text: str, *, likely: bool) -> bool:
        """Tell whether simplified text asks this.

        When the subject is `likely`, topic and question may stand in different sentences.
        """
        if pattern(self.unless).search(text):
            return False
        about, asking = pattern(self.about), pattern(self.asking)
        parts = [text] if likely else _SENTENCE_END.split(text)
        return any(about.search(part) and asking.search(part) for part in parts)
