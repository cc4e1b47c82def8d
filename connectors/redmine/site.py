"""What a site tells us of its Redmine."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Markup(StrEnum):
    """How the site formats texts; its API does not say."""

    COMMON_MARK = "common_mark"
    TEXTILE = "textile"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Site:
    """The names a site chose. `projects` are identifiers; their subprojects are not followed.

    `key_field` is the issue field that takes our keys. A requester's address comes from
    `email_field` (an issue field) where it is filled, else from their account, else from their
    login and `mail_domain`. `grace` is how long a write may still be running there.
    """

    projects: tuple[str, ...]
    key_field: str = "TriageKey"
    email_field: str = ""
    mail_domain: str = ""
    markup: Markup = Markup.COMMON_MARK
    follow_requester: bool = True
    grace: timedelta = timedelta(seconds=120)
