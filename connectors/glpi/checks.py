"""Is this GLPI ready for us? Each line is for a person to read."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from connectors.base import Check, ConnectorError, NotAllowed, NotFound
from connectors.glpi.dialect import Dialect
from connectors.glpi.records import Account, Site

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
        return (Check.of(what, advice),)
    except ConnectorError as error:
        return (Check.of(what, str(error)),)
    place = f"Compte « {account.name} », profil « {account.profile} », entité « {account.entity} »"
    placed = bool(account.profile and account.entity)
    rights = []
    if account.rights is not None:
        held = account.rights
        absent = [name for (right, bit), name in RIGHTS.items() if not held.get(right, 0) & bit]
        advice = f"Donner au profil du compte : {', '.join(absent)}." if absent else ""
        rights.append(Check.of("Droits du profil", advice))
    # The zone GLPI writes dates in, where it says.
    theirs = account.now and account.now.utcoffset()
    here = account.now and account.now.astimezone(site.zone).utcoffset()
    zone = "" if theirs == here else "Mettre dans « zone » le fuseau horaire du serveur GLPI."
    return (
        Check.of(what, ""),
        Check.of(
            place, "" if placed else "Donner au compte un profil dans l’entité des tickets RH."
        ),
        *rights,
        _clock(account, datetime.now(UTC)),
        Check.of(f"Fuseau « {site.zone.key} »", zone),
        await Check.reading(
            "Tickets", dialect.tickets(None, 0), "Donner au profil la lecture des tickets."
        ),
        await _categories(dialect, site, categories),
        await Check.reading(
            "Groupes", dialect.groups(), "Donner au profil la lecture des groupes."
        ),
        await _people(dialect, account),
    )


def _clock(account: Account, now: datetime) -> Check:
    what = "Horloge"
    if account.now is None:
        return Check.of(what, "GLPI ne donne pas son heure : vérifier sa version.")
    drift = account.now - now
    if abs(drift) <= DRIFT:
        return Check.of(what, "")
    minutes = round(drift.total_seconds() / 60)
    advice = (
        f"L’heure de GLPI diffère de {minutes} min de celle d’ici : régler les horloges, "
        "ou le fuseau (« zone ») de ce système."
    )
    return Check.of(what, advice)


async def _categories(dialect: Dialect, site: Site, categories: Iterable[str]) -> Check:
    what = "Catégories"
    try:
        known = await dialect.categories()
    except ConnectorError as error:
        return Check.of(what, str(error))
    wanted = {site.categories.get(category, category) for category in categories}
    absent = sorted(name for name in wanted if not any(c.is_named(name) for c in known))
    advice = f"Créer dans GLPI, ou nommer dans « categories » : {', '.join(absent)}."
    return Check.of(what, advice if absent else "")


async def _people(dialect: Dialect, account: Account) -> Check:
    what = "Adresses des demandeurs"
    try:
        known = await dialect.person(account.id)
    except NotAllowed:
        known = None
    except ConnectorError as error:
        return Check.of(what, str(error))
    return Check.of(what, "" if known else "Donner au profil la lecture des utilisateurs.")
