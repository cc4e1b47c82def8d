"""The shapes of Redmine's REST answers, as far as we read them."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,18}$")]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)


class Named(_Shape):
    """Anything others refer to by number and name: a user, a project, a category."""

    id: Id
    name: str = ""


class Status(Named):
    """A status; only Redmine tells which ones mean that a ticket is over."""

    is_closed: bool


class FieldValue(Named):
    """A custom field on one ticket; several values when it takes several."""

    value: str | list[str] | None = None


class Detail(_Shape):
    """One change in a journal: property `attr`, `cf` or `attachment`, `name` its field or id."""

    property: str
    name: str
    new_value: str | None = None


class Journal(_Shape):
    """One thing that happened to a ticket: a note, changes, or both."""

    id: Id
    user: Named | None = None
    notes: str | None = ""
    created_on: AwareDatetime
    private_notes: bool
    details: tuple[Detail, ...] = ()

    @property
    def is_public_note(self) -> bool:
        """Whether the requester can read words in it."""
        return bool(self.notes) and not self.private_notes


class File(_Shape):
    """An attachment: listed, never opened."""

    id: Id
    filename: str = ""
    filesize: int | None = None
    content_type: str | None = ""


class Issue(_Shape):
    """One ticket, with what was asked to be included. The lists come only then."""

    id: Id
    project: Named
    status: Status
    priority: Named
    author: Named | None = None
    assigned_to: Named | None = None
    category: Named | None = None
    subject: str | None = ""
    description: str | None = ""
    custom_fields: tuple[FieldValue, ...] = ()
    created_on: AwareDatetime
    updated_on: AwareDatetime
    attachments: tuple[File, ...] = ()
    journals: tuple[Journal, ...] = ()
    watchers: tuple[Named, ...] = ()


class IssueAnswer(_Shape):
    """One ticket as it comes."""

    issue: Issue


class ListedIssue(_Shape):
    """A ticket in a list."""

    id: Id
    updated_on: AwareDatetime
    custom_fields: tuple[FieldValue, ...] = ()


class IssuePage(_Shape):
    """A page of a list of tickets."""

    issues: tuple[ListedIssue, ...]
    total_count: int


class Membership(_Shape):
    """Somebody's roles in a project: a user's or a group's."""

    project: Named
    roles: tuple[Named, ...] = ()
    group: Named | None = None


class MembershipPage(_Shape):
    """A page of the members of a project."""

    memberships: tuple[Membership, ...]
    total_count: int


class User(_Shape):
    """An account. `mail` is there unless its owner hides it, which is Redmine's default."""

    id: Id
    login: str = ""
    admin: bool = False
    firstname: str = ""
    lastname: str = ""
    mail: str | None = ""
    memberships: tuple[Membership, ...] = ()


class UserAnswer(_Shape):
    """One account as it comes."""

    user: User


class Role(Named):
    """A role and what it permits."""

    permissions: tuple[str, ...]


class RoleAnswer(_Shape):
    """One role as it comes."""

    role: Role


class Project(Named):
    """A project, with what was asked to be included."""

    identifier: str = ""
    is_public: bool = False
    issue_categories: tuple[Named, ...] = ()
    issue_custom_fields: tuple[Named, ...] = ()
    enabled_modules: tuple[Named, ...] = ()


class ProjectAnswer(_Shape):
    """One project as it comes."""

    project: Project


class Priority(Named):
    """A priority; one that is no longer active takes no ticket."""

    active: bool = True


class Priorities(_Shape):
    """All priorities."""

    issue_priorities: tuple[Priority, ...]


class Complaints(_Shape):
    """What a refused write answers."""

    errors: tuple[str, ...]
