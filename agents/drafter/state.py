"""What the drafter's graph carries, what its model is asked, and how a letter is signed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar, TypedDict

from pydantic import BaseModel, Field

from agents.checker.state import Checked
from cases.model import Classification, Draft, Outcome, Ticket
from cases.model_call import ModelCall

ASKED = "Demande :"
EXACT = "Brouillon exact :"
TO_MEND = "À corriger dans ton essai précédent :"
"""Headings of the question: in capitals they would be hidden as names."""


class ModelLetter(BaseModel):
    """What a model is asked to write: the middle of the letter, no greeting, no signature."""

    SHAPE: ClassVar[str] = '{"body": ""}'
    body: str = Field(min_length=20, max_length=4000)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """How a letter is signed: the town, the team that signs, how to reach it.

    `notice` stands under the signature: that a tool prepared the letter and a person approved it.
    """

    town: str
    signature: str
    contact: str
    notice: str = ""


class State(TypedDict, total=False):
    """From what is known to the draft."""

    ticket: Ticket
    classification: Classification
    checked: Checked
    outcome: Outcome
    template_body: str
    model_body: str | None
    failures: tuple[str, ...]
    set_aside: tuple[str, ...]
    tries: int
    calls: tuple[ModelCall, ...]
    draft: Draft


@cache
def system_prompt() -> str:
    """Read the prompt as it is sent: without the comment that names its version."""
    written = Path(__file__).with_name("prompt.md").read_text(encoding="utf-8")
    return re.sub(r"<!--.*?-->\s*", "", written)
