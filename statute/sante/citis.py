"""Accidents of service and occupational diseases of fonctionnaires: CITIS."""

from collections.abc import Mapping
from datetime import date

from statute.amounts import AMOUNTS
from statute.days import CalendarDays, months_after
from statute.facts import OUI
from statute.outcome import Outcome, Step, Text, Value, Verdict

MOIS_D_UNE_ANNEE = 12


def _amount(name: str, jour: date) -> int:
    return int(AMOUNTS.on(f"citis.{name}", jour))


def declaration(  # noqa: PLR0913, PLR0917  # four dated facts, each its own delay
    jour: date,
    aujourd_hui: date,
    date_de_l_accident: date | None = None,
    certificat_de_l_accident: date | None = None,
    constat_de_la_maladie_professionnelle: date | None = None,
    constat_de_la_rechute: date | None = None,
) -> Outcome:
    """Fifteen days for an accident or its certificate, two years for a disease, a month again.

    The day of sending counts; the delay is not prolonged over a week-end, which is the surest.
    """
    if constat_de_la_rechute is not None:
        last = months_after(constat_de_la_rechute, _amount("mois_pour_une_rechute", jour))
        return _due("rechute", last, aujourd_hui, {"constat": constat_de_la_rechute})
    if date_de_l_accident is not None:
        return _of_accident(jour, aujourd_hui, date_de_l_accident, certificat_de_l_accident)
    if constat_de_la_maladie_professionnelle is not None:
        months = MOIS_D_UNE_ANNEE * _amount("annees_pour_une_maladie", jour)
        last = months_after(constat_de_la_maladie_professionnelle, months)
        named: dict[str, Value] = {"constat": constat_de_la_maladie_professionnelle}
        return _due("maladie", last, aujourd_hui, named)
    return Outcome(words="en_general")


def _of_accident(
    jour: date, aujourd_hui: date, accident: date, certificate: date | None
) -> Outcome:
    delay = CalendarDays(_amount("jours_pour_declarer", jour))
    years = MOIS_D_UNE_ANNEE * _amount("annees_pour_le_constat", jour)
    last_certificate = months_after(accident, years)
    named: dict[str, Value] = {"accident": accident, "dernier_certificat": last_certificate}
    if certificate is not None and accident <= certificate <= last_certificate:
        named["certificat"] = certificate
        return _due("certificat", delay.after(certificate), aujourd_hui, named)
    return _due("accident", delay.after(accident), aujourd_hui, named, late="accident_passe")


def _due(
    words: str,
    last: date,
    aujourd_hui: date,
    named: Mapping[str, Value],
    late: str = "passee",
) -> Outcome:
    late_already = last < aujourd_hui
    return Outcome(
        verdict=Verdict.OUI if words == "certificat" and not late_already else None,
        words=words,
        values=(last,),
        named=named,
        steps=(Step("limite", last),),
        still_open=(late,) if late_already else (),
    )


def reponse_de_l_employeur(
    jour: date,
    dossier_de_citis_complet: date | None = None,
    date_de_l_accident: date | None = None,
    constat_de_la_maladie_professionnelle: date | None = None,
    enquete_ou_expertise: str | None = None,
) -> Outcome:
    """Give the delays of the decree, which was amended since they were read: always to check."""
    if dossier_de_citis_complet is None:
        return Outcome(Verdict.A_VERIFIER, "en_general")
    more = _amount("mois_de_plus", jour) if enquete_ou_expertise == OUI else 0
    days = {
        kind: months_after(dossier_de_citis_complet, _amount(f"mois_pour_{kind}", jour) + more)
        for kind in ("un_accident", "une_maladie")
    }
    named: dict[str, Value] = {"dossier": dossier_de_citis_complet, **days}
    named["enquete"] = Text("enquete" if more else "sans_enquete")
    if (date_de_l_accident is None) == (constat_de_la_maladie_professionnelle is None):
        return Outcome(Verdict.A_VERIFIER, "deux", tuple(days.values()), named)
    of = days["un_accident" if date_de_l_accident is not None else "une_maladie"]
    return Outcome(Verdict.A_VERIFIER, "une", (of,), named)
