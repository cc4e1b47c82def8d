"""What the parts of the settings share."""

import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from cases.model import Classification
from connectors.base import Triage


def _schedule(cron: str) -> str:
    if cron and not re.fullmatch(r"[\d*/,A-Za-z-]+( [\d*/,A-Za-z-]+){4}", cron):
        raise PydanticCustomError("cron", "not a schedule")
    return cron


Cron = Annotated[str, AfterValidator(_schedule)]
"""Five cron fields, hours of Paris; empty: never by itself."""


class Section(BaseModel):
    """A part of the settings."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Tag = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class TriageSection(Section):
    """What is written back: category id -> queue and tags, urgency -> priority; absent: as is.

    A ticket on a sensitive matter gets no tag: not every system hides its tags from requesters.
    """

    write_category: bool = True
    queues: dict[str, str] = Field(default_factory=dict)
    priorities: dict[Literal["normale", "haute", "critique"], int] = Field(default_factory=dict)
    tags: dict[str, tuple[Tag, ...]] = Field(default_factory=dict)

    def over(self, general: Self) -> Self:
        """Give the general settings with each key that was given here in place of theirs."""
        return general.model_copy(update={key: getattr(self, key) for key in self.model_fields_set})

    def wished(self, found: Classification) -> Triage:
        """Say what to write on a ticket classified so."""
        return Triage(
            category=found.category if self.write_category else None,
            priority=self.priorities.get(found.urgency.value),
            queue=self.queues.get(found.category),
            tags=() if found.sensitive else self.tags.get(found.category, ()),
        )


class SystemSection(Section):
    """What all ticketing systems share. `triage`: what differs here from the general `[triage]`."""

    collect_every_seconds: int = Field(default=60, ge=2)
    at_once: int = Field(default=4, ge=1)
    triage: TriageSection = TriageSection()

    def beside(self, folder: Path) -> Self:
        """Give these settings with their paths taken from `folder`."""
        paths = {key: folder / value for key, value in self if isinstance(value, Path)}
        return self.model_copy(update=paths)
