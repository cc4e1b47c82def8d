"""Is this Zammad ready for us? Each line is for a person to read."""

from collections.abc import Iterable

from connectors.base import Check, ConnectorError, NotAllowed, NotFound
from connectors.json_http import JsonHttp
from connectors.zammad.api import EXPANDED, Site, fetch_ticket, index_answers
from connectors.zammad.shapes import Account, Attribute, ListedTicket, Named

_NEEDED = frozenset({"read", "change", "create"})
_GIVE_ACCESS = (
    "Vérifier le nom du groupe et donner au compte lui-même (non par un rôle) l’accès "
    "« full », ou lecture, création et modification."
)


async def check(http: JsonHttp, site: Site, categories: Iterable[str]) -> tuple[Check, ...]:
    """Test address and token; when they hold, clock, rights, groups, index and attribute."""
    what = "Adresse et jeton"
    try:
        me = await http.get_as(Account, "/users/me", EXPANDED)
    except NotFound:
        return (Check.of(what, "L’adresse ne mène pas à l’API de Zammad : la vérifier."),)
    except NotAllowed as error:
        # Without credentials, and where tokens are switched off, Zammad answers 403.
        advice = f"{error} Vérifier le jeton, et que Zammad admet l’accès par jeton."
        return (Check.of(what, advice),)
    except ConnectorError as error:
        return (Check.of(what, str(error)),)
    priorities = http.get_as(tuple[Named, ...], "/ticket_priorities")
    advice = "Donner au compte et au jeton la permission ticket.agent."
    groups = []
    for group in site.groups:
        access = frozenset(me.groups.get(group, ()))
        granted = "full" in access or access >= _NEEDED
        groups.append(Check.of(f"Groupe « {group} »", "" if granted else _GIVE_ACCESS))
    return (
        Check.of(what, ""),
        *http.check_clock(),
        await Check.reading("Droits du jeton", priorities, advice),
        *groups,
        await _index(http),
        await _category(http, site, frozenset(categories)),
    )


async def _index(http: JsonHttp) -> Check:
    what = "Recherche (Elasticsearch)"
    try:
        answers = await index_answers(http)
    except ConnectorError as error:
        return Check.of(what, str(error))
    advice = (
        "L’index ne répond pas : chaque lecture parcourt tous les tickets. Installer "
        "Elasticsearch ou reconstruire l’index."
    )
    return Check.of(what, "" if answers else advice)


async def _category(http: JsonHttp, site: Site, categories: frozenset[str]) -> Check:
    what = f"Attribut « {site.category_attribute} »"
    try:
        attribute, known = await _attribute(http, site)
    except ConnectorError as error:
        return Check.of(what, str(error))
    if not known:
        return Check.of(
            what, "Créer cet attribut de l’objet Ticket, puis appliquer les changements."
        )
    if attribute is None or attribute.data_option is None or "select" not in attribute.data_type:
        return Check.of(what, "")
    absent = sorted(categories - attribute.data_option.values)
    advice = f"Ajouter aux valeurs de l’attribut : {', '.join(absent)}." if absent else ""
    return Check.of(what, advice)


async def _attribute(http: JsonHttp, site: Site) -> tuple[Attribute | None, bool]:
    """Find the attribute where the account may see it, else whether any ticket shows it."""
    try:
        answer = await http.get("/object_manager_attributes")
    except NotAllowed:
        params = EXPANDED | {"page": "1", "per_page": "1"}
        listed = await http.get_as(tuple[ListedTicket, ...], "/tickets", params)
        if not listed:
            return None, True
        record = await fetch_ticket(http, listed[0].id)
        return None, site.category_attribute in (record.model_extra or {})
    for attribute in http.shaped(answer, tuple[Attribute, ...]):
        named = (attribute.object, attribute.name) == ("Ticket", site.category_attribute)
        if named and attribute.active:
            return attribute, True
    return None, False
