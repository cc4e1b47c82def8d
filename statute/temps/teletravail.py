"""Télétravail: days a week, end, allowance."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.facts import OUI
from statute.outcome import Count, Euros, Outcome, Step, Value, Verdict

MOTIFS = {"santé ou handicap": "sante", "grossesse": "grossesse", "proche aidant": "aidant"}
LIVRE_IV = date(2026, 8, 1)
"""The day the regulatory Book IV of the code replaced décret 2016-151."""


def jours(
    jour: date,
    jours_par_semaine: Decimal | None = None,
    jours_de_teletravail_demandes: Decimal | None = None,
) -> Outcome:
    """On request and with the chief's agreement: three days a week at most, two on site."""
    au_plus = AMOUNTS.on("teletravail.jours_par_semaine", jour)
    sur_site = AMOUNTS.on("teletravail.jours_sur_site", jour)
    named: dict[str, Value] = {}
    possibles = Count(au_plus, "jour")
    if jours_par_semaine is not None:
        travailles = Fraction(jours_par_semaine)
        possibles = Count(max(Fraction(0), min(au_plus, travailles - sur_site)), "jour")
        named["travailles"] = Count(travailles, "jour")
    if jours_de_teletravail_demandes is None:
        words = "semaine" if named else "en_general"
        return Outcome(words=words, values=(possibles,), named=named)
    demandes = Fraction(jours_de_teletravail_demandes)
    named["demandes"] = Count(demandes, "jour")
    if demandes > possibles.number:
        return Outcome(Verdict.NON, "trop", (possibles,), named)
    return Outcome(Verdict.CELA_DEPEND, "possible", (possibles,), named)


def plus_de_jours(motif_de_plus_de_teletravail: str | None = None) -> Outcome:
    """Name the ground on which the three days may be passed, and for how long at a time."""
    if motif_de_plus_de_teletravail is None:
        return Outcome(words="en_general")
    return Outcome(Verdict.CELA_DEPEND, words=MOTIFS[motif_de_plus_de_teletravail])


def fin(
    jour: date,
    preavis_de_fin_du_teletravail: date | None = None,
    periode_d_adaptation: str | None = None,
) -> Outcome:
    """End on notice: two months, one while adapting; since Book IV the length is not known."""
    verdict = Verdict.A_VERIFIER if jour >= LIVRE_IV else None
    if preavis_de_fin_du_teletravail is None:
        return Outcome(verdict, words="en_general")
    usual, short = (
        months_after(preavis_de_fin_du_teletravail, int(AMOUNTS.on(f"teletravail.{name}", jour)))
        for name in ("mois_de_preavis", "mois_de_preavis_en_adaptation")
    )
    named: dict[str, Value] = {"preavis": preavis_de_fin_du_teletravail}
    if periode_d_adaptation is None:
        return Outcome(verdict, words="dates", values=(usual, short), named=named)
    adapting = periode_d_adaptation == OUI
    words, day = ("adaptation", short) if adapting else ("date", usual)
    return Outcome(verdict, words=words, values=(day,), named=named)


def allocation(
    jour: date,
    jours_de_teletravail: int | None = None,
    demi_journees_de_teletravail: int | None = None,
) -> Outcome:
    """Pay an amount a day, half for half a day, up to the cap of the year."""
    par_jour = AMOUNTS.on("teletravail.allocation_par_jour", jour)
    plafond = AMOUNTS.on("teletravail.allocation_par_an", jour)
    named: dict[str, Value] = {
        "annee": str(jour.year),
        "jours_au_plus": Count(plafond / par_jour, "jour"),
    }
    if jours_de_teletravail is None and demi_journees_de_teletravail is None:
        return Outcome(words="en_general", values=(Euros(par_jour), Euros(plafond)), named=named)
    days = (jours_de_teletravail or 0) + Fraction(demi_journees_de_teletravail or 0, 2)
    faits, due = Count(days, "jour"), Euros(min(days * par_jour, plafond))
    steps = (Step("jours", faits), Step("avant_plafond", Euros(days * par_jour)), Step("due", due))
    return Outcome(words="due", values=(due,), named={**named, "faits": faits}, steps=steps)
