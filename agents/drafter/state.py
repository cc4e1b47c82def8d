"""What the drafter's graph carries from node to node."""

from __future__ import annotations

from typing import TypedDict

from pydantic import BaseModel, Field

from agents.checker.state import Checked
from cases.model import Classification, Draft, ModelCall, Outcome, Ticket


class ModelLetter(BaseModel):
    """What a model is asked to write: the middle of the letter, no greeting, no signature."""

    body: str = Field(min_length=20, max_length=4000)


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
