"""What a search in official texts gives."""

from dataclasses import dataclass

from cases.model import Passage
from knowledge.extracts import Extract


@dataclass(frozen=True, slots=True)
class Found:
    """A passage, and the extract it stands in; `partial` when an exception may stand unquoted."""

    passage: Passage
    extract: Extract
    partial: bool = False
