"""What the parts of the settings share."""

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field


class Section(BaseModel):
    """A part of the settings."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SystemSection(Section):
    """What all ticketing systems share."""

    collect_every_seconds: int = Field(default=60, ge=2)
    at_once: int = Field(default=4, ge=1)

    def beside(self, folder: Path) -> Self:
        """Give these settings with their paths taken from `folder`."""
        paths = {key: folder / value for key, value in self if isinstance(value, Path)}
        return self.model_copy(update=paths)
