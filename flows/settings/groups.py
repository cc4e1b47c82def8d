"""The groups of officers, by what they deal with."""

from collections.abc import Mapping

from pydantic import Field

from cases.access import Group
from flows.settings.mailbox import AddressOrNone
from flows.settings.sections import Section


class GroupSettings(Section):
    """A group: the categories it deals with, and whether it reads their sensitive cases.

    `email`: where its reminders go. `models` false: no model is shown a case of its categories.
    """

    label: str
    categories: frozenset[str] = Field(min_length=1)
    sensitive: bool = False
    email: AddressOrNone = ""
    models: bool = True


def groups_of(settings: Mapping[str, GroupSettings]) -> dict[str, Group]:
    """Give the groups in the words of the access rules, by identifier."""
    shown = {name: group.model_dump(exclude={"models"}) for name, group in settings.items()}
    return {name: Group(name, **group) for name, group in shown.items()}
