"""Is this Redmine ready for us? Each line is for a person to read."""

from collections.abc import Iterable

from connectors.base import BadAnswer, Check, ConnectorError, NotFound
from connectors.json_http import JsonHttp
from connectors.redmine.api import (
    PERMISSIONS,
    Site,
    advice,
    fetch_project,
    folded,
    ourselves,
    permissions,
)
from connectors.redmine.shapes import IssuePage, ListedIssue, Priorities, Project, User


async def check(http: JsonHttp, site: Site, categories: Iterable[str]) -> tuple[Check, ...]:
    """Test the address and the key; when they hold, each project, our rights and its fields."""
    what = "Adresse et clé d’API"
    try:
        us = await ourselves(http)
    except (BadAnswer, NotFound):
        advice = "L’adresse ne mène pas à l’API de Redmine : la vérifier, sans « .json » ni chemin."
        return (Check.of(what, advice),)
    except ConnectorError as error:
        return (Check.of(what, f"{error} L’API REST doit être activée."),)
    lines = [Check.of(what, ""), *http.check_clock(), await _priorities(http)]
    for project in site.projects:
        lines += await _project(http, site, us, project, tuple(categories))
    return tuple(lines)


async def _priorities(http: JsonHttp) -> Check:
    """List the numbers that may be written, which no page of Redmine shows."""
    try:
        known = await http.get_as(Priorities, "/enumerations/issue_priorities.json")
    except ConnectorError as error:
        return Check.of("Priorités", str(error))
    listed = ", ".join(f"{p.id} ({p.name})" for p in known.issue_priorities if p.active)
    return Check.of(f"Priorités : {listed}", "")


async def _project(
    http: JsonHttp, site: Site, us: User, identifier: str, categories: tuple[str, ...]
) -> list[Check]:
    what = f"Projet « {identifier} »"
    include = ("issue_categories", "issue_custom_fields", "enabled_modules")
    try:
        project = await fetch_project(http, identifier, *include)
        params = {"project_id": identifier, "limit": "100"}
        tickets = (await http.get_as(IssuePage, "/issues.json", params)).issues
        granted = await permissions(http, us, project)
    except ConnectorError as error:
        help_with = "Vérifier l’identifiant du projet et y faire entrer le compte du guichet."
        return [Check.of(what, f"{error} {help_with}")]
    needed = set(PERMISSIONS) - (set() if site.follow_requester else {"add_issue_watchers"})
    missing = needed - granted
    why = (
        " Sans observateurs, un demandeur resté au réglage de départ de Redmine "
        "ne reçoit aucun courriel de la réponse."
        if "add_issue_watchers" in missing
        else ""
    )
    known = {folded(category.name) for category in project.issue_categories}
    absent = sorted(name for name in categories if folded(name) not in known)
    return [
        Check.of(what, ""),
        Check.of(
            f"Droits dans le projet « {identifier} »", f"{advice(missing)}{why}" if missing else ""
        ),
        _key(site, identifier, project, tickets),
        Check.of(
            f"Catégories du projet « {identifier} »",
            f"Créer dans le projet les catégories : {', '.join(absent)}." if absent else "",
        ),
    ]


def _key(site: Site, identifier: str, project: Project, tickets: tuple[ListedIssue, ...]) -> Check:
    what = f"Champ « {site.key_field} » du projet « {identifier} »"
    known = site.key_field in {field.name for field in project.issue_custom_fields}
    # The project names its fields to whoever asks; only a ticket shows which ones we see.
    blind = [t.id for t in tickets if site.key_field not in {f.name for f in t.custom_fields}]
    if known and not blind:
        return Check.of(what, "")
    where = f" Il manque au ticket {blind[0]}." if known else ""
    advice = (
        "Créer ce champ personnalisé de demande (texte, tous les trackers du projet), "
        f"visible et modifiable par le rôle du compte du guichet.{where}"
    )
    return Check.of(what, advice)
