"""The settings of a Redmine."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, HttpUrl

from connectors.redmine import Markup

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,99}$")]


class RedmineSystem(BaseModel):
    """A Redmine 6. `projects` are identifiers, `markup` the text formatting of its settings.

    The API key comes from GUICHET_TOKEN_<NAME> or from `token_file`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["redmine"]
    url: HttpUrl
    projects: tuple[Identifier, ...] = Field(min_length=1)
    token_file: Path | None = None
    key_field: str = "TriageKey"
    email_field: str = ""
    mail_domain: str = ""
    markup: Markup = Markup.COMMON_MARK
    follow_requester: bool = True
    collect_every_seconds: int = Field(default=60, ge=2)
    at_once: int = Field(default=4, ge=1)
    grace_seconds: int = Field(default=120, ge=1)
