"""What the classifier's graph carries from node to node."""

from __future__ import annotations

from typing import TypedDict

from pydantic import BaseModel, Field

from agents.classifier.danger import Alarm
from agents.classifier.refusal import Verdict
from agents.classifier.sensitivity import Signs
from agents.team import Guess
from cases.model import Classification, ModelCall, Ticket, Urgency


class Named(BaseModel):
    """One category a model considered."""

    category: str
    confidence: float


class ModelAnswer(BaseModel):
    """What a model is asked to say; nothing in it is believed before it is checked."""

    category: str
    confidence: float
    alternatives: list[Named] = Field(default_factory=list, max_length=10)
    urgency: Urgency
    reason: str = Field(max_length=400)


class State(TypedDict, total=False):
    """From the ticket to its classification."""

    ticket: Ticket
    corrected: str
    signs: Signs
    alarm: Alarm | None
    verdict: Verdict
    urgency: Urgency
    guess: Guess
    sensitive: bool
    said: ModelAnswer | None
    calls: tuple[ModelCall, ...]
    classification: Classification
