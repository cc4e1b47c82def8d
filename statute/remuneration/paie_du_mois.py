"""A month's gross pay, bonuses apart: worked, or in sick, birth or therapeutic leave."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute import french
from statute.days import last_day_of_months
from statute.facts import CONTRACTUEL, Period
from statute.outcome import Count, Euros, KindOfDay, Outcome, Step, Text, Value, Verdict
from statute.remuneration.indemnites import residence_due
from statute.remuneration.mois_de_maladie import TRENTIEMES, MoisDeMaladie, month_of, sick_days_of
from statute.remuneration.remuneration import (
    QUOTITE_A_VERIFIER,
    TEMPS_COMPLET,
    difference_avec_le_smic,
    du_temps_de_travail,
    indice_paye,
    part_payee,
    traitement,
)
from statute.remuneration.supplement_familial import part_des_enfants, supplement
from statute.sante.conge_maladie_contractuels import Services
from statute.sante.dernier_arret import asks_for_notices
from statute.sante.paie_des_arrets import Rate, ScaleAt, fonctionnaires, leaves

MALADIE = "congé de maladie ordinaire"
ENFANT = "congé de maternité, de paternité ou d’adoption"
THERAPEUTIQUE = "temps partiel thérapeutique"
"""Choices of the fact `absence_du_mois`."""
SANS_INDEMNITE = "3"
"""The zone that adds nothing."""


@dataclass(frozen=True, slots=True)
class Emploi:
    """What fixes a full month: index, points of NBI, share of full time, zone, children.

    `part` is the share of full-time pay; `non_complet` when it is that of an incomplete job.
    """

    indice: Fraction
    nbi: int
    part: Fraction
    non_complet: bool
    zone: str
    enfants: int
    en_alternance: int = 0


@dataclass(frozen=True, slots=True)
class Mois:
    """A month's pay line by line, in euros; each line is exact."""

    traitement_plein: Fraction
    traitement_paye: Fraction
    traitement: Fraction
    nbi_pleine: Fraction
    nbi_payee: Fraction
    nbi: Fraction
    residence: Fraction
    supplement: Fraction
    carence: Fraction
    """Taken away."""
    differentielle: Fraction

    @property
    def total(self) -> Fraction:
        """Add the lines that are paid, less the unpaid day."""
        paid = self.traitement + self.nbi + self.residence + self.supplement + self.differentielle
        return paid - self.carence

    @property
    def steps(self) -> tuple[Step, ...]:
        """Write each line; those of nothing are left out, but what leads to the traitement."""
        always = ("traitement_plein", "traitement_paye", "traitement")
        of_nbi = ("nbi_pleine", "nbi_payee", "nbi")
        others = ("residence", "supplement", "carence", "differentielle")
        kept = (*always, *(name for name in (*of_nbi, *others) if getattr(self, name)))
        lines = tuple(Step(name, Euros(getattr(self, name))) for name in kept)
        return (*lines, Step("total", Euros(self.total)))


def composer(
    emploi: Emploi, jour: date, versee: Fraction = Fraction(1), *, carences: int = 0
) -> Mois:
    """Compose a month: the share that is paid cuts traitement and NBI, nothing else.

    Order of the third reading, section 3: index, NBI, share of full time, share by day, residence
    and supplement whole, less 1/30 an unpaid day, plus what lacks of the SMIC.
    """
    plein = traitement(emploi.indice, jour)
    nbi_pleine = traitement(emploi.nbi, jour)
    nbi = nbi_pleine * emploi.part
    residence = residence_due(emploi.indice + emploi.nbi, emploi.zone, jour) * emploi.part
    enfants = supplement(
        emploi.enfants,
        emploi.indice + emploi.nbi,
        jour,
        emploi.part,
        non_complet=emploi.non_complet,
    )
    un_jour = (plein * emploi.part + nbi + residence) / TRENTIEMES
    return Mois(
        traitement_plein=plein,
        traitement_paye=plein * emploi.part,
        traitement=plein * emploi.part * versee,
        nbi_pleine=nbi_pleine,
        nbi_payee=nbi,
        nbi=nbi * versee,
        residence=residence,
        supplement=enfants * part_des_enfants(emploi.enfants, emploi.en_alternance),
        carence=un_jour * carences,
        differentielle=difference_avec_le_smic(emploi.indice, jour) * emploi.part,
    )


def en_maladie(  # noqa: PLR0913, PLR0917  # each line of pay has its facts
    jour: date,
    statut: str | None = None,
    absence_du_mois: str | None = None,
    arrets_de_maladie: tuple[Period, ...] | None = None,
    mois_paye: date | None = None,
    mois_de_services: int | None = None,
    date_d_arrivee: date | None = None,
    indice_majore: int | None = None,
    points_de_nbi: int | None = None,
    zone_de_residence: str | None = None,
    enfants_a_charge: int | None = None,
    enfants_en_alternance: int | None = None,
    quotite: int | None = None,
    heures_a_temps_non_complet: Decimal | None = None,
) -> Outcome | None:
    """Compose a month by the rate of each of its sick days, the unpaid ones withheld."""
    if absence_du_mois not in {None, MALADIE}:
        return None
    if not arrets_de_maladie:
        asked = Outcome(missing=("arrets_de_maladie",))
        return asked if absence_du_mois else Outcome(words="en_general")
    services = (mois_de_services, date_d_arrivee)
    malade = _days(jour, statut, arrets_de_maladie, mois_paye, services)
    if isinstance(malade, Outcome):
        return malade
    contractuel = statut == CONTRACTUEL
    emploi = _emploi(
        jour,
        (indice_majore, None if contractuel else points_de_nbi),
        zone_de_residence,
        (enfants_a_charge, enfants_en_alternance),
        (quotite, heures_a_temps_non_complet),
    )
    if isinstance(emploi, Outcome):
        return emploi
    mois = composer(emploi, jour, malade.part, carences=malade.unpaid_days)
    half = bool(malade.at(Rate.HALF))
    doubtful = half and bool(mois.differentielle)
    if doubtful:
        mois = replace(mois, differentielle=Fraction(0))
    still_open = {
        "nbi_non_donnee": points_de_nbi is None and not contractuel,
        "contractuel": contractuel,
        "mi_traitement": half and not contractuel,
        "differentielle_a_verifier": doubtful,
        "au_jour_pres": malade.is_unsure,
        "temps_partiel_en_cours": quotite is not None,
    }
    outcome = _outcome(mois, emploi, still_open, doubtful=doubtful or malade.is_unsure)
    counted = {"jours_au_debut": malade.at(Rate.FIRST), "jours_a_moitie": malade.at(Rate.HALF)}
    days = (Step(name, Count.days(n, KindOfDay.CALENDAIRE)) for name, n in counted.items() if n)
    named = {
        **outcome.named,
        "mois": french.month(malade.first),
        **du_temps_de_travail(quotite, heures_a_temps_non_complet),
    }
    return replace(outcome, named=named, steps=(*days, *outcome.steps))


def _days(
    jour: date,
    statut: str | None,
    arrets: tuple[Period, ...],
    paid: date | None,
    services: tuple[int | None, date | None],
) -> MoisDeMaladie | Outcome:
    """Rate the sick days of the month of pay; what is missing, or to be checked, where it cannot.

    Services are months of the last leave's first day, or the day of arrival.
    """
    month = month_of(arrets, jour, paid)
    if month is None or statut is None:
        known = {"statut": statut, "mois_paye": month}
        return Outcome(missing=tuple(name for name, value in known.items() if value is None))
    scale_at = _scale(statut, arrets, last_day_of_months(month, 1), services)
    if isinstance(scale_at, Outcome):
        return scale_at
    days = sick_days_of(month, arrets, scale_at)
    if days.unrated or days.at(Rate.NOTHING):
        words = "au_dela_de_douze_mois" if days.unrated else "sans_traitement"
        return Outcome(Verdict.A_VERIFIER, words, named={"mois": french.month(month)})
    return days if days.days else Outcome(missing=("mois_paye",))


def _scale(
    statut: str,
    arrets: tuple[Period, ...],
    month_ends: date,
    services: tuple[int | None, date | None],
) -> ScaleAt | Outcome:
    """Give the scale of each leave; of a contractuel, by the services of its first day."""
    if (asked := asks_for_notices(arrets)) is not None:
        return asked
    if statut != CONTRACTUEL:
        return fonctionnaires
    leave = leaves(arrets)[-1]
    begins, ends = leave[0].first, leave[-1].last or month_ends
    served = Services.of(*services, begins)
    if served is None:
        return Outcome(missing=("mois_de_services",))
    if not served.are_sure(arrets, max(begins, min(ends, month_ends))):
        return Outcome(Verdict.A_VERIFIER, "palier_franchi")
    return served.scale_at


def pendant_le_conge_d_un_enfant(  # noqa: PLR0913, PLR0917  # each line of pay has its facts
    jour: date,
    statut: str | None = None,
    absence_du_mois: str | None = None,
    indice_majore: int | None = None,
    points_de_nbi: int | None = None,
    zone_de_residence: str | None = None,
    enfants_a_charge: int | None = None,
    enfants_en_alternance: int | None = None,
    heures_a_temps_non_complet: Decimal | None = None,
) -> Outcome | None:
    """Pay a whole month at full time, part time being suspended, in a birth or adoption leave."""
    if absence_du_mois is None:
        return Outcome(words="en_general")
    if absence_du_mois != ENFANT:
        return None
    emploi = _emploi(
        jour,
        (indice_majore, None if statut == CONTRACTUEL else points_de_nbi),
        zone_de_residence,
        (enfants_a_charge, enfants_en_alternance),
        (None, heures_a_temps_non_complet),
    )
    if isinstance(emploi, Outcome):
        return emploi
    still_open = {"nbi_non_donnee": points_de_nbi is None and statut != CONTRACTUEL}
    return _outcome(composer(emploi, jour), emploi, still_open)


def a_temps_partiel_therapeutique(  # noqa: PLR0913, PLR0917  # each line of pay has its facts
    jour: date,
    absence_du_mois: str | None = None,
    indice_majore: int | None = None,
    points_de_nbi: int | None = None,
    zone_de_residence: str | None = None,
    enfants_a_charge: int | None = None,
    enfants_en_alternance: int | None = None,
    heures_a_temps_non_complet: Decimal | None = None,
) -> Outcome | None:
    """Pay traitement, residence and children whole, whatever the quota; the NBI was not read."""
    if absence_du_mois is None:
        return Outcome(words="en_general")
    if absence_du_mois != THERAPEUTIQUE:
        return None
    emploi = _emploi(
        jour,
        (indice_majore, None),
        zone_de_residence,
        (enfants_a_charge, enfants_en_alternance),
        (None, heures_a_temps_non_complet),
    )
    if isinstance(emploi, Outcome):
        return emploi
    nbi = bool(points_de_nbi)
    still_open = {
        "nbi_non_donnee": points_de_nbi is None,
        "nbi_a_verifier": nbi,
        "deja_a_temps_partiel": True,
    }
    return _outcome(composer(emploi, jour), emploi, still_open, doubtful=nbi)


def sans_absence(  # noqa: PLR0913, PLR0917  # each line of pay has its facts
    jour: date,
    statut: str | None = None,
    absence_du_mois: str | None = None,
    indice_majore: int | None = None,
    points_de_nbi: int | None = None,
    zone_de_residence: str | None = None,
    enfants_a_charge: int | None = None,
    enfants_en_alternance: int | None = None,
    quotite: int | None = None,
    heures_a_temps_non_complet: Decimal | None = None,
) -> Outcome | None:
    """Add the lines of a worked month; those whose facts are not told are named, not added."""
    if absence_du_mois is not None:
        return None
    if indice_majore is None:
        return Outcome(words="en_general")
    emploi = _emploi(
        jour,
        (indice_majore, None if statut == CONTRACTUEL else points_de_nbi),
        zone_de_residence or SANS_INDEMNITE,
        (enfants_a_charge or 0, enfants_en_alternance),
        (quotite, heures_a_temps_non_complet),
    )
    if isinstance(emploi, Outcome):
        return emploi
    still_open = {
        "residence_non_donnee": zone_de_residence is None,
        "enfants_non_donnes": enfants_a_charge is None,
    }
    outcome = _outcome(composer(emploi, jour), emploi, still_open)
    temps = du_temps_de_travail(quotite, heures_a_temps_non_complet)
    return replace(outcome, named={**outcome.named, **temps})


def _emploi(
    jour: date,
    indice: tuple[int | None, int | None],
    zone: str | None,
    enfants: tuple[int | None, int | None],
    temps: tuple[int | None, Decimal | None],
) -> Emploi | Outcome:
    """Make the job of an index and NBI, a zone, children and those in turn, a quota and hours.

    What is missing, or to be checked, where they do not make one.
    """
    majore, nbi = indice
    a_charge, en_alternance = enfants
    if majore is None or zone is None or a_charge is None:
        known = {"indice_majore": majore, "zone_de_residence": zone, "enfants_a_charge": a_charge}
        return Outcome(missing=tuple(name for name, value in known.items() if value is None))
    part = part_payee(jour, *temps)
    if part is None:
        return QUOTITE_A_VERIFIER
    non_complet = (temps[1] or TEMPS_COMPLET) < TEMPS_COMPLET
    paye = indice_paye(majore, jour)
    return Emploi(paye, nbi or 0, part, non_complet, zone, a_charge, en_alternance or 0)


def _outcome(
    mois: Mois, emploi: Emploi, still_open: Mapping[str, bool], *, doubtful: bool = False
) -> Outcome:
    """Say a month's total and its lines; to be checked where a line rests on one source."""
    one_source = emploi.non_complet and emploi.enfants > 1
    optional = ("nbi", "residence", "supplement", "carence", "differentielle")
    named: dict[str, Value] = {
        "indice": Count(emploi.indice, ""),
        **{name: Euros(getattr(mois, name)) for name in (*optional, "traitement")},
        **{
            f"avec_{name}": Text(f"avec_{name}" if getattr(mois, name) else "") for name in optional
        },
    }
    return Outcome(
        Verdict.A_VERIFIER if doubtful or one_source else None,
        "brut",
        (Euros(mois.total),),
        named,
        mois.steps,
        still_open=(
            *(name for name, holds in still_open.items() if holds),
            *(("non_complet",) if one_source else ()),
            "primes",
        ),
    )
