"""Who leaves in the year: the leave due, what is left of it, and its price if it is not taken."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.outcome import Count, Euros, KindOfDay, Outcome, Step, Value, Verdict
from statute.temps.conges_annuels import SEMAINE_ORDINAIRE, droit_annuel, droit_proratise
from statute.temps.report_indemnite_conges import limite_payable, prix_d_un_jour


def conges_au_depart(  # noqa: PLR0913, PLR0917  # a year's leave, from arrival to departure
    jour: date,
    date_de_depart: date,
    jours_de_conge_pris: Decimal,
    date_d_arrivee: date | None = None,
    jours_par_semaine: Decimal | None = None,
    remuneration_brute_mensuelle: Decimal | None = None,
    jours_sur_le_cet: Decimal | None = None,
) -> Outcome:
    """Take what was taken off the share of the year served; price what could not be taken."""
    due = droit_proratise(jour, date_d_arrivee, date_de_depart, jours_par_semaine)
    if due is None:
        due = droit_annuel(jour, jours_par_semaine or SEMAINE_ORDINAIRE)
    if due is None or not due.values or not isinstance(due.values[0], Count):
        return Outcome(Verdict.A_VERIFIER, words="entre_deux", named={"depart": date_de_depart})
    pris = Fraction(jours_de_conge_pris)
    reste = Fraction(due.values[0].number) - pris
    named: dict[str, Value] = {
        "depart": date_de_depart,
        "droit": due.values[0],
        "pris": Count(pris, "jour"),
        "trop": Count(max(Fraction(0), -reste), "jour"),
    }
    left = Count.days(max(Fraction(0), reste), KindOfDay.OUVRE)
    steps = (
        Step("droit", due.values[0]),
        Step("pris", Count.days(pris, KindOfDay.OUVRE)),
        Step("reste", left),
    )
    account = ("compte",) if jours_sur_le_cet else ()
    if reste < 0:
        return Outcome(Verdict.A_VERIFIER, "trop_pris", (), named, steps, account)
    if not reste:
        return Outcome(None, "tout_pris", (left,), named, steps, account)
    if remuneration_brute_mensuelle is None:
        return Outcome(None, "reste", (left,), named, steps, account)
    payes = min(reste, limite_payable(jour, jours_par_semaine))
    price = Euros(prix_d_un_jour(jour, remuneration_brute_mensuelle) * payes)
    named |= {"payes": Count(payes, "jour")}
    return Outcome(
        None, "reste_payable", (left, price), named, (*steps, Step("indemnite", price)), account
    )
