"""The versioned prompt of the drafter, and the headings of what it is asked."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

ASKED = "Demande :"
EXACT = "Brouillon exact :"
TO_MEND = "À corriger dans ton essai précédent :"
"""Headings of the question: in capitals they would be hidden as names."""


@cache
def system_prompt() -> str:
    """Give the prompt as it is sent: without the comment that names its version."""
    written = Path(__file__).with_name("prompt.md").read_text(encoding="utf-8")
    return re.sub(r"<!--.*?-->\s*", "", written)
