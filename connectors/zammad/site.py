"""What a site tells us of its Zammad."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Site:
    """The names a site chose; states and groups by their names there.

    `grace` is how long a write may still be on its way: the delay of the search index, and
    Zammad's four attempts at sending a mail. `follow` is how long a reply waits for its mail.
    """

    groups: tuple[str, ...]
    category_attribute: str = "categorie_rh"
    closed_states: tuple[str, ...] = ("closed",)
    merged_state: str = "merged"
    grace: timedelta = timedelta(seconds=300)
    follow: timedelta = timedelta(seconds=30)
    look_every: timedelta = timedelta(seconds=2)
