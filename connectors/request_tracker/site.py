"""What a site tells us of its Request Tracker."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Site:
    """The names a site chose. `bot_user` is the login whose token we use.

    `tags_field`: the custom field that holds tags; empty where there is none.
    `grace` is how long a write may still be running there: at least its own request limit.
    """

    queues: tuple[str, ...]
    bot_user: str
    category_field: str = "Category"
    key_field: str = "TriageKey"
    tags_field: str = ""
    closed_statuses: tuple[str, ...] = ("resolved", "rejected")
    grace: timedelta = timedelta(seconds=120)
