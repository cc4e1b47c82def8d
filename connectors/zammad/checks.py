"""Is this Zammad ready for us? Each line is for a person to read."""

from collections.abc import Iterable

from connectors.base import Check, ConnectorError, NotAllowed, NotFound
from connectors.json_http import JsonHttp
from connectors.zammad import records
from connectors.zammad.records import EXPANDED
from connectors.zammad.search import index_answers
from connectors.zammad.shapes import Account, Attribute, AttributeList, NamedList, TicketList
from connectors.zammad.site import Site

_NEEDED = frozenset({"read", "change", "create"})


async def check(http: JsonHttp, site: Site, categories: Iterable[str]) -> tuple[Check, ...]:
    """Test address and token; when they hold, clock, rights, groups, index and attribute."""
    reached, me = await _reached(http)
    if me is None:
        return (reached,)
    return (
        reached,
        *http.check_clock(),
        await _agent(http),
        *(_group(me, group) for group in site.groups),
        await _index(http),
        await _category(http, site, frozenset(categories)),
    )


async def _reached(http: JsonHttp) -> tuple[Check, Account | None]:
    what = "Adresse et jeton"
    try:
        me = await records.account(http)
    except NotFound:
        advice = "L’adresse ne mène pas à l’API de Zammad : la vérifier."
        return Check(what, ok=False, advice=advice), None
    except NotAllowed as error:
        # Without credentials, and where tokens are switched off, Zammad answers 403.
        advice = f"{error} Vérifier le jeton, et que Zammad admet l’accès par jeton."
        return Check(what, ok=False, advice=advice), None
    except ConnectorError as error:
        return Check(what, ok=False, advice=str(error)), None
    return Check(what, ok=True), me


async def _agent(http: JsonHttp) -> Check:
    what = "Droits du jeton"
    try:
        http.shaped(await http.get("/ticket_priorities"), NamedList)
    except ConnectorError as error:
        advice = f"{error} Donner au compte et au jeton la permission ticket.agent."
        return Check(what, ok=False, advice=advice)
    return Check(what, ok=True)


def _group(me: Account, group: str) -> Check:
    what = f"Groupe « {group} »"
    access = frozenset(me.groups.get(group, ()))
    if "full" in access or access >= _NEEDED:
        return Check(what, ok=True)
    advice = (
        "Vérifier le nom du groupe et donner au compte lui-même (non par un rôle) l’accès "
        "« full », ou lecture, création et modification."
    )
    return Check(what, ok=False, advice=advice)


async def _index(http: JsonHttp) -> Check:
    what = "Recherche (Elasticsearch)"
    try:
        answers = await index_answers(http)
    except ConnectorError as error:
        return Check(what, ok=False, advice=str(error))
    advice = (
        "L’index ne répond pas : chaque lecture parcourt tous les tickets. Installer "
        "Elasticsearch ou reconstruire l’index."
    )
    return Check(what, ok=answers, advice="" if answers else advice)


async def _category(http: JsonHttp, site: Site, categories: frozenset[str]) -> Check:
    what = f"Attribut « {site.category_attribute} »"
    try:
        attribute, known = await _attribute(http, site)
    except ConnectorError as error:
        return Check(what, ok=False, advice=str(error))
    if not known:
        advice = "Créer cet attribut de l’objet Ticket, puis appliquer les changements."
        return Check(what, ok=False, advice=advice)
    if attribute is None or attribute.data_option is None or "select" not in attribute.data_type:
        return Check(what, ok=True)
    absent = sorted(categories - attribute.data_option.values)
    advice = f"Ajouter aux valeurs de l’attribut : {', '.join(absent)}." if absent else ""
    return Check(what, ok=not absent, advice=advice)


async def _attribute(http: JsonHttp, site: Site) -> tuple[Attribute | None, bool]:
    """Find the attribute where the account may see it, else whether any ticket shows it."""
    try:
        answer = await http.get("/object_manager_attributes")
    except NotAllowed:
        return None, await _shown_by_a_ticket(http, site)
    for attribute in http.shaped(answer, AttributeList).root:
        named = (attribute.object, attribute.name) == ("Ticket", site.category_attribute)
        if named and attribute.active:
            return attribute, True
    return None, False


async def _shown_by_a_ticket(http: JsonHttp, site: Site) -> bool:
    params = EXPANDED | {"page": "1", "per_page": "1"}
    listed = http.shaped(await http.get("/tickets", params), TicketList).root
    if not listed:
        return True
    record = await records.fetch_ticket(http, listed[0].id)
    return site.category_attribute in (record.model_extra or {})
