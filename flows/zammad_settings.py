"""What a town may set of its Zammad."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, HttpUrl


class ZammadSystem(BaseModel):
    """A Zammad 6 or later; groups and states by the names they have there.

    The token comes from GUICHET_TOKEN_<NAME> or from `token_file`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["zammad"]
    url: HttpUrl
    groups: tuple[str, ...] = Field(min_length=1)
    token_file: Path | None = None
    category_attribute: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,99}$")] = "categorie_rh"
    closed_states: tuple[str, ...] = ("closed",)
    collect_every_seconds: int = Field(default=60, ge=2)
    at_once: int = Field(default=2, ge=1)
    grace_seconds: int = Field(default=300, ge=1)
    """Longer than the delay of the search index, and than four attempts at a mail (150 s)."""
    follow_seconds: int = Field(default=30, ge=2)
    """How long one reply waits for its mail to leave before it is looked up later."""
