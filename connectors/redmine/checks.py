"""Is this Redmine ready for us? Each line is for a person to read."""

from collections.abc import Iterable

from connectors.base import BadAnswer, Check, ConnectorError, NotFound
from connectors.json_http import JsonHttp
from connectors.redmine.fields import folded
from connectors.redmine.people import PERMISSIONS, advice, ourselves, permissions
from connectors.redmine.records import fetch_project
from connectors.redmine.shapes import IssuePage, ListedIssue, Named, Priorities, Project, User
from connectors.redmine.site import Site


async def check(http: JsonHttp, site: Site, categories: Iterable[str]) -> tuple[Check, ...]:
    """Test the address and the key; when they hold, each project, our rights and its fields."""
    what = "Adresse et clé d’API"
    try:
        us = await ourselves(http)
    except (BadAnswer, NotFound):
        advice = "L’adresse ne mène pas à l’API de Redmine : la vérifier, sans « .json » ni chemin."
        return (Check(what, ok=False, advice=advice),)
    except ConnectorError as error:
        return (Check(what, ok=False, advice=f"{error} L’API REST doit être activée."),)
    lines = [Check(what, ok=True), await _priorities(http)]
    for project in site.projects:
        lines += await _project(http, site, us, project, tuple(categories))
    return tuple(lines)


async def _priorities(http: JsonHttp) -> Check:
    """List the numbers that may be written, which no page of Redmine shows."""
    try:
        answer = await http.get("/enumerations/issue_priorities.json")
        known = http.shaped(answer, Priorities).issue_priorities
    except ConnectorError as error:
        return Check("Priorités", ok=False, advice=str(error))
    shown = ", ".join(f"{p.id} ({p.name})" for p in known if p.active)
    return Check(f"Priorités : {shown}", ok=True)


async def _project(
    http: JsonHttp, site: Site, us: User, identifier: str, categories: tuple[str, ...]
) -> list[Check]:
    what = f"Projet « {identifier} »"
    include = ("issue_categories", "issue_custom_fields", "enabled_modules")
    try:
        project = await fetch_project(http, identifier, *include)
        tickets = await _tickets(http, identifier)
        granted = await permissions(http, us, project)
    except ConnectorError as error:
        help_with = "Vérifier l’identifiant du projet et y faire entrer le compte du guichet."
        return [Check(what, ok=False, advice=f"{error} {help_with}")]
    return [
        Check(what, ok=True),
        _rights(site, identifier, granted),
        _key(site, identifier, project, tickets),
        _categories(identifier, project.issue_categories, categories),
    ]


async def _tickets(http: JsonHttp, identifier: str) -> tuple[ListedIssue, ...]:
    answer = await http.get("/issues.json", {"project_id": identifier, "limit": "100"})
    return http.shaped(answer, IssuePage).issues


def _rights(site: Site, identifier: str, granted: frozenset[str]) -> Check:
    needed = set(PERMISSIONS) - (set() if site.follow_requester else {"add_issue_watchers"})
    missing = needed - granted
    why = (
        " Sans observateurs, un demandeur resté au réglage de départ de Redmine "
        "ne reçoit aucun courriel de la réponse."
        if "add_issue_watchers" in missing
        else ""
    )
    said = f"{advice(missing)}{why}" if missing else ""
    return Check(f"Droits dans le projet « {identifier} »", ok=not missing, advice=said)


def _key(site: Site, identifier: str, project: Project, tickets: tuple[ListedIssue, ...]) -> Check:
    what = f"Champ « {site.key_field} » du projet « {identifier} »"
    known = site.key_field in {field.name for field in project.issue_custom_fields}
    # The project names its fields to whoever asks; only a ticket shows which ones we see.
    blind = [t.id for t in tickets if site.key_field not in {f.name for f in t.custom_fields}]
    if known and not blind:
        return Check(what, ok=True)
    where = f" Il manque au ticket {blind[0]}." if known else ""
    advice = (
        "Créer ce champ personnalisé de demande (texte, tous les trackers du projet), "
        f"visible et modifiable par le rôle du compte du guichet.{where}"
    )
    return Check(what, ok=False, advice=advice)


def _categories(identifier: str, held: Iterable[Named], wanted: tuple[str, ...]) -> Check:
    known = {folded(category.name) for category in held}
    absent = sorted(name for name in wanted if folded(name) not in known)
    advice = f"Créer dans le projet les catégories : {', '.join(absent)}." if absent else ""
    return Check(f"Catégories du projet « {identifier} »", ok=not absent, advice=advice)
