"""Limits of work: a week and its mean, a day and its amplitude, rest between two days."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.french import NBSP
from statute.outcome import Count, Outcome, Step, Value, Verdict

HEURES_PAR_JOUR = 24
MINUTES_PAR_HEURE = 60


def garanties_minimales(jour: date, heures_par_semaine: Decimal | None = None) -> Outcome:
    """Bound a week, alone and on average; list every limit and pause when it is not passed."""
    if heures_par_semaine is None:
        return Outcome(words="en_general")
    named = {"faites": Count(Fraction(heures_par_semaine), "heure")}
    if heures_par_semaine > AMOUNTS.on("temps_de_travail.maximum_par_semaine", jour):
        return Outcome(Verdict.NON, words="semaine_trop_longue", named=named)
    if heures_par_semaine > AMOUNTS.on("temps_de_travail.maximum_moyen", jour):
        return Outcome(words="semaine_pas_longtemps", named=named)
    return Outcome(words="en_general")


def repos_entre_deux_journees(
    jour: date,
    fin_de_la_journee: Decimal | None = None,
    reprise_le_lendemain: Decimal | None = None,
) -> Outcome:
    """Give the first hour of work after a day that ended: eleven hours later."""
    if fin_de_la_journee is None:
        return Outcome(words="en_general")
    repos = AMOUNTS.on("temps_de_travail.repos_quotidien", jour)
    fin = Fraction(fin_de_la_journee)
    first = _horloge(fin + repos)
    named: dict[str, Value] = {"fin": _horloge(fin)}
    steps = (
        Step("fin", named["fin"]),
        Step("repos", Count(repos, "heure")),
        Step("reprise", first),
    )
    if reprise_le_lendemain is None:
        return Outcome(None, "repos_au_plus_tot", (first,), named, steps)
    rest = (Fraction(reprise_le_lendemain) - fin) % HEURES_PAR_JOUR
    named |= {"reprise": _horloge(Fraction(reprise_le_lendemain)), "ici": _duree(rest)}
    if rest < repos:
        return Outcome(Verdict.NON, "repos_trop_court", (first,), named, steps)
    return Outcome(Verdict.OUI, "repos_suffisant", (first,), named, steps)


def amplitude(
    jour: date,
    debut_de_la_journee: Decimal | None = None,
    fin_de_la_journee: Decimal | None = None,
) -> Outcome:
    """Bound a day from its first hour to its last, breaks in it."""
    if debut_de_la_journee is None or fin_de_la_journee is None:
        return Outcome(words="en_general")
    at_most = AMOUNTS.on("temps_de_travail.amplitude", jour)
    debut, fin = Fraction(debut_de_la_journee), Fraction(fin_de_la_journee)
    span = (fin - debut) % HEURES_PAR_JOUR
    last = _horloge(debut + at_most)
    named: dict[str, Value] = {
        "debut": _horloge(debut),
        "fin": _horloge(fin),
        "ici": _duree(span),
    }
    steps = (Step("debut", named["debut"]), Step("fin", named["fin"]), Step("ici", named["ici"]))
    if span > at_most:
        return Outcome(Verdict.NON, "amplitude_trop_longue", (last,), named, steps)
    return Outcome(Verdict.OUI, "amplitude_possible", (last,), named, steps)


def journee(jour: date, heures_par_jour: Decimal | None = None) -> Outcome:
    """Bound the hours worked in a day."""
    at_most = AMOUNTS.on("temps_de_travail.maximum_par_jour", jour)
    if heures_par_jour is None:
        return Outcome(words="en_general", values=(Count(at_most, "heure"),))
    named: dict[str, Value] = {"faites": Count(Fraction(heures_par_jour), "heure")}
    too_long = heures_par_jour > at_most
    words = "journee_trop_longue" if too_long else "journee_possible"
    verdict = Verdict.NON if too_long else Verdict.OUI
    return Outcome(verdict, words, (Count(at_most, "heure"),), named)


def moyenne(jour: date, moyenne_des_semaines: Decimal | None = None) -> Outcome:
    """Bound the mean of the hours of twelve weeks in a row; over how many it is told is unknown."""
    limit = Count(AMOUNTS.on("temps_de_travail.maximum_moyen", jour), "heure")
    if moyenne_des_semaines is None:
        return Outcome(words="en_general", values=(limit,))
    named: dict[str, Value] = {"ici": _duree(Fraction(moyenne_des_semaines))}
    steps = (Step("moyenne", named["ici"]), Step("maximum", limit))
    return Outcome(Verdict.A_VERIFIER, "moyenne_a_verifier", (limit,), named, steps)


def _horloge(hours: Fraction) -> str:
    """Write an hour of the clock: 23 h 30, minuit."""
    minutes = round(hours * MINUTES_PAR_HEURE) % (HEURES_PAR_JOUR * MINUTES_PAR_HEURE)
    if not minutes:
        return "minuit"
    return _written(*divmod(minutes, MINUTES_PAR_HEURE), "h")


def _duree(hours: Fraction) -> str:
    """Write a length: 8 heures, 12 h 30."""
    whole, minutes = divmod(round(hours * MINUTES_PAR_HEURE), MINUTES_PAR_HEURE)
    return _written(whole, minutes, "h" if minutes else "heures" if whole > 1 else "heure")


def _written(hours: int, minutes: int, unit: str) -> str:
    said = f"{hours}{NBSP}{unit}"
    return f"{said}{NBSP}{minutes:02}" if minutes else said
