"""Is this GLPI ready for us? Each line is for a person to read."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from connectors.base import Check, ConnectorError, NotAllowed, NotFound
from connectors.glpi.dialect import Dialect
from connectors.glpi.records import Account
from connectors.glpi.site import Site

DRIFT = timedelta(minutes=2)
"""By how much the two clocks may differ."""

# The bits of GLPI's rights, and what they are called on the page of a profile.
RIGHTS = {
    ("ticket", 2): "modifier les tickets",
    ("ticket", 8192): "attribuer les tickets",
    ("ticket", 65536): "changer la priorité",
    ("followup", 4096): "ajouter un suivi à tous les tickets",
    ("followup", 8192): "voir les suivis privés",
}


async def check(dialect: Dialect, site: Site, categories: Iterable[str]) -> tuple[Check, ...]:
    """Test address and account; when they hold, rights, clock, tickets, categories and groups."""
    what = "Adresse et compte"
    try:
        account = await dialect.account()
    except NotFound:
        advice = "L’adresse ne mène pas à l’API de GLPI : la vérifier, et activer l’API."
        return (Check(what, ok=False, advice=advice),)
    except ConnectorError as error:
        return (Check(what, ok=False, advice=str(error)),)
    return (
        Check(what, ok=True),
        _place(account),
        *_rights(account),
        _clock(account, datetime.now(UTC)),
        _zone(account, site),
        await _tickets(dialect),
        await _categories(dialect, site, categories),
        await _groups(dialect),
        await _people(dialect, account),
    )


def _place(account: Account) -> Check:
    what = f"Compte « {account.name} », profil « {account.profile} », entité « {account.entity} »"
    known = bool(account.profile and account.entity)
    advice = "" if known else "Donner au compte un profil dans l’entité des tickets RH."
    return Check(what, ok=known, advice=advice)


def _rights(account: Account) -> list[Check]:
    """Compare the profile's rights where the API tells them."""
    if account.rights is None:
        return []
    absent = [
        name for (right, bit), name in RIGHTS.items() if not account.rights.get(right, 0) & bit
    ]
    advice = f"Donner au profil du compte : {', '.join(absent)}." if absent else ""
    return [Check("Droits du profil", ok=not absent, advice=advice)]


def _clock(account: Account, now: datetime) -> Check:
    what = "Horloge"
    if account.now is None:
        return Check(what, ok=False, advice="GLPI ne donne pas son heure : vérifier sa version.")
    drift = account.now - now
    if abs(drift) <= DRIFT:
        return Check(what, ok=True)
    minutes = round(drift.total_seconds() / 60)
    advice = (
        f"L’heure de GLPI diffère de {minutes} min de celle d’ici : régler les horloges, "
        "ou le fuseau (« zone ») de ce système."
    )
    return Check(what, ok=False, advice=advice)


def _zone(account: Account, site: Site) -> Check:
    """Compare the zone GLPI writes dates in, where it says, with the one configured."""
    what = f"Fuseau « {site.zone.key} »"
    told = account.now and account.now.utcoffset()
    here = account.now and account.now.astimezone(site.zone).utcoffset()
    advice = "" if told == here else "Mettre dans « zone » le fuseau horaire du serveur GLPI."
    return Check(what, ok=told == here, advice=advice)


async def _tickets(dialect: Dialect) -> Check:
    what = "Tickets"
    try:
        await dialect.tickets(None, 0)
    except ConnectorError as error:
        return Check(what, ok=False, advice=f"{error} Donner au profil la lecture des tickets.")
    return Check(what, ok=True)


async def _categories(dialect: Dialect, site: Site, categories: Iterable[str]) -> Check:
    what = "Catégories"
    try:
        known = await dialect.categories()
    except ConnectorError as error:
        return Check(what, ok=False, advice=str(error))
    wanted = {site.categories.get(category, category) for category in categories}
    absent = sorted(name for name in wanted if not any(c.is_named(name) for c in known))
    advice = f"Créer dans GLPI, ou nommer dans « categories » : {', '.join(absent)}."
    return Check(what, ok=not absent, advice=advice if absent else "")


async def _groups(dialect: Dialect) -> Check:
    what = "Groupes"
    try:
        await dialect.groups()
    except ConnectorError as error:
        return Check(what, ok=False, advice=f"{error} Donner au profil la lecture des groupes.")
    return Check(what, ok=True)


async def _people(dialect: Dialect, account: Account) -> Check:
    what = "Adresses des demandeurs"
    try:
        known = await dialect.person(account.id)
    except NotAllowed:
        known = None
    except ConnectorError as error:
        return Check(what, ok=False, advice=str(error))
    advice = "" if known else "Donner au profil la lecture des utilisateurs."
    return Check(what, ok=known is not None, advice=advice)
