"""What the employer says, and when, as a fixed-term contract comes to its end."""

from dataclasses import replace
from datetime import date

from statute.amounts import AMOUNTS
from statute.contrat.preavis import MOIS_D_UNE_ANNEE, Preavis, Scale
from statute.contrat.services import Gap, seniority
from statute.days import CalendarDays
from statute.facts import CDI, NON, OUI, Period
from statute.outcome import Count, Outcome, Step, Text, Value, Verdict

PROJET = "projet"
PERMANENT = "permanent"
TEMPORARY = frozenset({"saison", "accroissement", PROJET})
"""Cases of contract: the project has rules of its own, the interview is for permanent jobs."""


def annonce_avant_le_code(  # noqa: PLR0913, PLR0917  # six facts make the answer finer
    jour: date,
    duree_du_contrat: int | None = None,
    mois_de_services: int | None = None,
    type_de_contrat: str | None = None,
    date_de_fin: date | None = None,
    date_de_notification: date | None = None,
    handicap_reconnu: str | None = None,
    cdi_possible: str | None = None,
) -> Outcome | None:
    """Tell in time whether the contract goes on; eight days to answer, silence refuses."""
    if type_de_contrat == CDI:
        return None
    months = _longest(duree_du_contrat, mois_de_services)
    named = _answer(jour, date_de_notification)
    if months is None:
        return _whole_scale(jour, named)
    if handicap_reconnu == OUI:
        known = _announced(jour, months, date_de_fin, cdi_possible, named)
        return replace(known, verdict=Verdict.A_VERIFIER, still_open=("double_inconnu",))
    return _announced(jour, months, date_de_fin, cdi_possible, named)


def annonce(  # noqa: PLR0913, PLR0917  # each fact makes the answer finer
    jour: date,
    aujourd_hui: date,
    duree_du_contrat: int | None = None,
    mois_de_services: int | None = None,
    type_de_contrat: str | None = None,
    date_de_fin: date | None = None,
    date_de_notification: date | None = None,
    handicap_reconnu: str | None = None,
    cdi_possible: str | None = None,
    contrats: tuple[Period, ...] | None = None,
    cas_du_contrat: str | None = None,
) -> Outcome | None:
    """Keep those delays, over all contracts, doubled for a declared disability."""
    if type_de_contrat == CDI or cas_du_contrat == PROJET:
        return None
    months = _longest(duree_du_contrat, mois_de_services, _together(jour, contrats, date_de_fin))
    named = _answer(jour, date_de_notification)
    if months is None:
        return _whole_scale(jour, {**named, "entretien": entretien(jour)})
    named = {**named, "entretien": entretien(jour)}
    doubled = handicap_reconnu == OUI
    known = _announced(jour, months, date_de_fin, cdi_possible, named, doubled=doubled)
    passed = any(isinstance(day, date) and day < aujourd_hui for day in known.values)
    return replace(known, still_open=("passee",)) if passed else known


def entretien(jour: date) -> Count:
    """Give the length of contracts, in years, after which an interview precedes the decision."""
    months = int(AMOUNTS.on("fin_de_contrat.entretien_mois", jour))
    return Count(months // MOIS_D_UNE_ANNEE, "an")


def delay(jour: date, months: int, cdi_possible: str | None = None, *, doubled: bool) -> Preavis:
    """Give how long ahead the employer tells, by the months of contracts together."""
    notice = Scale.of("fin_de_contrat", jour).for_months(months)
    if _cdi_is_possible(jour, months, cdi_possible):
        notice = Preavis(months=int(AMOUNTS.on("fin_de_contrat.cdi_possible_mois", jour)))
    if not doubled:
        return notice
    return notice.doubled(int(AMOUNTS.on("fin_de_contrat.double_plafond_mois", jour)))


def _cdi_is_possible(jour: date, months: int, cdi_possible: str | None) -> bool:
    enough = months >= AMOUNTS.on("fin_de_contrat.services_pour_un_cdi_mois", jour)
    return cdi_possible == OUI or (enough and cdi_possible != NON)


def _longest(*known: int | None) -> int | None:
    return max((months for months in known if months is not None), default=None)


def _together(jour: date, contrats: tuple[Period, ...] | None, end: date | None) -> int | None:
    """Count the months of contracts together, up to the end of the last one."""
    if not contrats:
        return None
    until = end or max(one.last or jour for one in contrats)
    months = int(AMOUNTS.on("fin_de_contrat.cumul_interruption_mois", jour))
    return int(seniority(contrats, Gap(months, less_than=True, resignation_breaks=True), until))


def _answer(jour: date, notification: date | None) -> dict[str, Value]:
    """Name what the agent has to answer, until a day when the proposal was received."""
    named: dict[str, Value] = {"reponse": Text("reponse"), "jusqu_au": Text("")}
    if notification is not None:
        days = CalendarDays(int(AMOUNTS.on("fin_de_contrat.reponse_jours", jour)))
        named |= {
            "jusqu_au": Text("jusqu_au"),
            "recue": notification,
            "limite": days.after(notification),
        }
    return named


def _whole_scale(jour: date, named: dict[str, Value]) -> Outcome:
    cumul = Text("" if "recue" in named else "cumul")
    scale = Scale.of("fin_de_contrat", jour)
    return Outcome(words="en_general", named={**scale.named, **named, "cumul": cumul})


def _announced(  # noqa: PLR0913  # what is known
    jour: date,
    months: int,
    fin: date | None,
    cdi_possible: str | None,
    named: dict[str, Value],
    *,
    doubled: bool = False,
) -> Outcome:
    notice = delay(jour, months, cdi_possible, doubled=doubled)
    maybe = cdi_possible is None and _cdi_is_possible(jour, months, None) and not doubled
    served = Count(months, "mois")
    named = {
        **named,
        "mois": served,
        "delai": notice.count,
        "sinon": delay(jour, months, NON, doubled=False).count,
        "si_cdi": Text("si_cdi" if maybe else ""),
        "double": Text("double" if doubled else ""),
        "au_plus_tard": Text("au_plus_tard" if fin else ""),
    }
    steps: tuple[Step, ...] = (Step("contrats", served), Step("delai", notice.count))
    if fin is None:
        return Outcome(words="annonce", values=(notice.count,), named=named, steps=steps)
    latest = notice.before(fin)
    steps = (*steps, Step("au_plus_tard", latest))
    return Outcome(words="annonce", values=(latest,), named=named, steps=steps)


def fin_de_projet(
    jour: date,
    duree_du_contrat: int | None = None,
    date_de_fin: date | None = None,
    cas_du_contrat: str | None = None,
) -> Outcome | None:
    """Two months' notice up to three years of project, three beyond; eight days to answer."""
    if cas_du_contrat not in {None, PROJET}:
        return None
    step = int(AMOUNTS.on("fin_de_contrat.projet_palier_mois", jour))
    named: dict[str, Value] = {
        "suite": Text("suite"),
        "palier": Count(step // MOIS_D_UNE_ANNEE, "an"),
        "au_plus_tard": Text("au_plus_tard" if date_de_fin else ""),
    }
    if duree_du_contrat is None:
        return Outcome(words="projet_en_general", named=named)
    which = "court" if duree_du_contrat <= step else "long"
    notice = Preavis(months=int(AMOUNTS.on(f"fin_de_contrat.projet_{which}_mois", jour)))
    named |= {"duree": Count(duree_du_contrat, "mois"), "delai": notice.count}
    value = notice.before(date_de_fin) if date_de_fin else notice.count
    steps: tuple[Step, ...] = (Step("duree", named["duree"]), Step("delai", notice.count))
    if date_de_fin:
        steps = (*steps, Step("au_plus_tard", value))
    return Outcome(words="projet", values=(value,), named=named, steps=steps)


def reponse_de_l_agent(
    jour: date,
    aujourd_hui: date,
    type_de_contrat: str | None = None,
    date_de_notification: date | None = None,
) -> Outcome | None:
    """Give the agent eight days to accept another contract: silence refuses it (R332-31)."""
    if type_de_contrat == CDI:
        return None
    if date_de_notification is None:
        return Outcome(Verdict.NON, "en_general")
    days = CalendarDays(int(AMOUNTS.on("fin_de_contrat.reponse_jours", jour)))
    limit = days.after(date_de_notification)
    return Outcome(
        Verdict.NON,
        "date",
        (limit,),
        {"recue": date_de_notification},
        (Step("recue", date_de_notification), Step("limite", limit)),
        still_open=("passee",) if limit < aujourd_hui else (),
    )


def entretien_prealable(  # noqa: PLR0913, PLR0917  # each fact makes the answer finer
    jour: date,
    mois_de_services: int | None = None,
    duree_du_contrat: int | None = None,
    contrats: tuple[Period, ...] | None = None,
    date_de_fin: date | None = None,
    type_de_contrat: str | None = None,
    cas_du_contrat: str | None = None,
    cdi_possible: str | None = None,
) -> Outcome | None:
    """Meet the agent before deciding, if a CDI is possible or after three years (R332-29)."""
    if type_de_contrat == CDI:
        return None
    named: dict[str, Value] = {"entretien": entretien(jour)}
    if cdi_possible == OUI:
        return Outcome(Verdict.OUI, "obligatoire_cdi")
    if cas_du_contrat in TEMPORARY:
        return Outcome(Verdict.NON, "facultatif_hors_emploi_permanent")
    if cas_du_contrat not in {None, PERMANENT}:
        return Outcome(Verdict.A_VERIFIER, "a_verifier")
    together = _together(jour, contrats, date_de_fin)
    months = _longest(duree_du_contrat, mois_de_services, together)
    if months is None:
        return Outcome(words="en_general", named=named)
    served = Count(months, "mois")
    verdict, words = Verdict.NON, "facultatif"
    if months >= AMOUNTS.on("fin_de_contrat.entretien_mois", jour):
        verdict, words = Verdict.CELA_DEPEND, "si_permanent"
        if cas_du_contrat == PERMANENT:
            verdict, words = Verdict.OUI, "obligatoire"
    return Outcome(
        verdict,
        words,
        named={**named, "mois": served},
        steps=(Step("contrats", served), Step("seuil", entretien(jour))),
    )
