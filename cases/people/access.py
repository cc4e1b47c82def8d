"""Who may see and do what: roles, their rights, groups, and the cases an account may open."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.store.database import reading
from cases.tables import cases


class Role(StrEnum):
    """What a person is at the page; one person may be several."""

    OFFICER = "officer"
    HEAD = "head"
    AUDITOR = "auditor"
    OPERATOR = "operator"
    ADMIN = "admin"


class Right(StrEnum):
    """What a page or a form asks of whoever comes."""

    READ = "read"
    """Cases within reach, texts, questions."""
    DECIDE = "decide"
    FIGURES = "figures"
    TRAIL = "trail"
    """The audit trail of all cases."""
    RUNS = "runs"
    """States and counts, no ticket text."""
    ACCOUNTS = "accounts"


RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.OFFICER: frozenset({Right.READ, Right.DECIDE}),
    Role.HEAD: frozenset({Right.READ, Right.DECIDE, Right.FIGURES}),
    Role.AUDITOR: frozenset({Right.READ, Right.FIGURES, Right.TRAIL}),
    Role.OPERATOR: frozenset({Right.RUNS}),
    Role.ADMIN: frozenset({Right.ACCOUNTS, Right.RUNS}),
}


def roles_with(right: Right, roles: Collection[Role]) -> frozenset[Role]:
    """Keep the roles that give a right."""
    return frozenset(role for role in roles if right in RIGHTS[role])


def rights_of(roles: Collection[Role]) -> frozenset[Right]:
    """Unite the rights of all of a person's roles."""
    return frozenset[Right]().union(*(RIGHTS[role] for role in roles))


@dataclass(frozen=True, slots=True)
class Group:
    """Officers who deal with some categories; with sensitive cases only where `sensitive`."""

    id: str
    label: str
    categories: frozenset[str]
    sensitive: bool = False
    email: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """The cases an account may open: all of them, or some categories and what is assigned to it.

    `plain`: categories without their sensitive cases; `delicate`: categories with them.
    """

    login: str
    everything: bool = False
    plain: frozenset[str] = frozenset()
    delicate: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()

    @property
    def clause(self) -> sa.ColumnElement[bool]:
        """The same, as a condition on the table of cases."""
        if self.everything:
            return sa.true()
        return sa.or_(
            cases.c.assignee == self.login,
            cases.c.assigned_group.in_(self.groups),
            cases.c.category.in_(self.delicate),
            sa.and_(cases.c.category.in_(self.plain), cases.c.sensitive.is_(False)),
        )


def scope_of(
    login: str,
    roles: Collection[Role],
    member_of: Collection[str],
    groups: Mapping[str, Group],
) -> Scope:
    """Compute an account's scope.

    Everything: where the town has no groups, for an auditor, for a head of no group. An officer
    of no group, in a town that has some, sees only what is assigned to them. Give the roles
    that count for what is done: reading as an auditor widens nothing that an officer decides.
    """
    mine = [groups[name] for name in member_of if name in groups]
    # Not `mine`: a head whose group left the settings would read everything from then on.
    head_of_all = Role.HEAD in roles and not member_of
    everything = not groups or Role.AUDITOR in roles or head_of_all
    return Scope(
        login,
        everything,
        plain=frozenset().union(*(group.categories for group in mine)),
        delicate=frozenset().union(*(group.categories for group in mine if group.sensitive)),
        groups=frozenset(group.id for group in mine),
    )


async def is_in_scope(engine: AsyncEngine, scope: Scope, case_id: str) -> bool:
    """Tell whether a case exists within scope."""
    query = sa.select(sa.exists().where(cases.c.id == case_id, scope.clause))
    async with reading(engine) as connection:
        return await connection.scalar(query) is True
