"""Trajets domicile-travail: forfait mobilités durables, share of the transport pass."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from statute import french
from statute.amounts import AMOUNTS, AmountUnknown
from statute.days import months_after
from statute.facts import Period
from statute.outcome import Count, Euros, Outcome, Span, Step, Text, Value, Verdict
from statute.remuneration.remuneration import MOIS_PAR_AN, TEMPS_COMPLET

PRES_DU_PLAFOND = Fraction(9, 10)
"""Our own margin: so near the last known cap, a fare that rose in between would reach it."""
MI_TEMPS = Fraction(1, 2)
"""Under half time, half is refunded."""
FORFAITS = ("premier", "deuxieme", "troisieme")


def forfait_unique(jour: date, jours_de_trajet: int | None = None) -> Outcome:
    """Before 2022: one amount, from a hundred days."""
    seuil = AMOUNTS.on("trajets_domicile.jours_du_forfait_unique", jour)
    named: dict[str, Value] = {
        "annee": jour.year,
        "seuil": Count(seuil, "jour"),
        "jours": Count(jours_de_trajet or 0, "jour"),
    }
    if jours_de_trajet is not None and jours_de_trajet < seuil:
        return Outcome(Verdict.NON, "trop_peu", (Euros(Fraction(0)),), named)
    montant = Euros(AMOUNTS.on("trajets_domicile.forfait_unique", jour))
    return Outcome(words="forfait", values=(montant,), named=named)


def forfait(
    jour: date,
    jours_de_trajet: int | None = None,
    quotite: int | None = None,
    date_d_arrivee: date | None = None,
) -> Outcome:
    """Three amounts by days of use, from thirty.

    How far part time, or a part of the year, lowers the days asked was not read: only the highest
    amount is then sure.
    """
    seuils = [AMOUNTS.on(f"trajets_domicile.jours_du_{rang}_forfait", jour) for rang in FORFAITS]
    # A year whose amounts are not known says so, whatever the words.
    montants = [AMOUNTS.on(f"trajets_domicile.{rang}_forfait", jour) for rang in FORFAITS]
    reduits = quotite is not None or (
        date_d_arrivee is not None and date(jour.year, 1, 1) < date_d_arrivee <= jour
    )
    if reduits and (jours_de_trajet is None or jours_de_trajet < seuils[-1]):
        return Outcome(Verdict.A_VERIFIER, words="reduits")
    if jours_de_trajet is None:
        return Outcome(words="en_general")
    named: dict[str, Value] = {
        "jours": Count(jours_de_trajet, "jour"),
        "seuil": Count(seuils[0], "jour"),
    }
    atteints = [m for seuil, m in zip(seuils, montants, strict=True) if jours_de_trajet >= seuil]
    if not atteints:
        return Outcome(Verdict.NON, "trop_peu", (Euros(Fraction(0)),), named)
    return Outcome(words="forfait", values=(Euros(atteints[-1]),), named=named)


def abonnement(  # noqa: PLR0913, PLR0917  # the pass, the post and the leave
    jour: date,
    prix_de_l_abonnement: Decimal | None = None,
    heures_a_temps_non_complet: Decimal | None = None,
    date_de_l_arret: date | None = None,
    date_de_reprise: date | None = None,
    arrets_de_maladie: tuple[Period, ...] | None = None,
) -> Outcome:
    """Three quarters of the cheapest pass, within a cap; none for whole months of sick leave."""
    en_maladie = _en_maladie(
        *_du_dernier_arret(date_de_l_arret, date_de_reprise, arrets_de_maladie)
    )
    if prix_de_l_abonnement is not None:
        return _rembourse(jour, prix_de_l_abonnement, heures_a_temps_non_complet, en_maladie)
    try:
        named: dict[str, Value] = {
            "environ": Text("environ"),
            "plafond": Euros(plafond(jour)),
            "annee": jour.year,
        }
    except AmountUnknown:
        named = {"environ": Text("")}
    return Outcome(words="en_general", named=named | en_maladie)


def plafond_de_l_abonnement(
    jour: date,
    prix_de_l_abonnement: Decimal | None = None,
    heures_a_temps_non_complet: Decimal | None = None,
    date_de_l_arret: date | None = None,
    date_de_reprise: date | None = None,
) -> Outcome:
    """Cap the refund at the yearly Paris region pass times a coefficient, by month."""
    if prix_de_l_abonnement is not None:
        en_maladie = _en_maladie(date_de_l_arret, date_de_reprise)
        return _rembourse(jour, prix_de_l_abonnement, heures_a_temps_non_complet, en_maladie)
    au_plus = Euros(plafond(jour))
    return Outcome(words="en_general", values=(au_plus,), named={"annee": jour.year},
                   steps=(Step("plafond", au_plus),))  # fmt: skip


def plafond(jour: date) -> Fraction:
    """Give the most that is refunded a month, by the last fare of the year that is known."""
    annuel = AMOUNTS.on("trajets_domicile.pass_annuel_ile_de_france", jour)
    return annuel * AMOUNTS.on("trajets_domicile.coefficient_du_plafond", jour) / MOIS_PAR_AN


def mois_sans_prise_en_charge(arret: date, reprise: date) -> Span | None:
    """Find the whole months between that of the first day of leave and that of the return."""
    debut = months_after(arret.replace(day=1), 1)
    fin = reprise.replace(day=1) - timedelta(days=1)
    return Span(debut, fin) if debut <= fin else None


def pendant_un_arret(
    jour: date,
    date_de_l_arret: date | None = None,
    date_de_reprise: date | None = None,
    arrets_de_maladie: tuple[Period, ...] | None = None,
    prix_de_l_abonnement: Decimal | None = None,
) -> Outcome:
    """Name the months of a sick leave without refund, and what the others are paid."""
    arret, reprise = _du_dernier_arret(date_de_l_arret, date_de_reprise, arrets_de_maladie)
    if arret is None or reprise is None or reprise <= arret:
        return Outcome(words="en_general")
    still_open: tuple[str, ...] = ()
    named: dict[str, Value] = {
        "du_debut": french.month(arret),
        "de_la_reprise": french.month(reprise),
    }
    if prix_de_l_abonnement is not None:
        refund = _rembourse(jour, prix_de_l_abonnement, None, {})
        if refund.words == "rembourse":
            named |= refund.named
            still_open = ("chaque_mois",)
    perdus = mois_sans_prise_en_charge(arret, reprise)
    if perdus is None:
        return Outcome(words="aucun_mois_perdu", named=named, still_open=still_open)
    named["mois"] = months_in_words(perdus)
    return Outcome(words="mois_perdus", values=(perdus,), named=named, still_open=still_open)


def _du_dernier_arret(
    arret: date | None, reprise: date | None, arrets: tuple[Period, ...] | None
) -> tuple[date | None, date | None]:
    """Give the first day of a leave and that of the return, told or those of the last leave."""
    if not arrets or (arret is not None and reprise is not None):
        return arret, reprise
    last = arrets[-1]
    return last.first, last.last + timedelta(days=1) if last.last else None


def months_in_words(span: Span) -> str:
    """Write the months of a span: « septembre et octobre 2026 », « mars à octobre 2026 »."""
    first, last = french.month(span.first), french.month(span.last)
    if first == last:
        return last
    if span.first.year == span.last.year:
        first = first.rsplit(" ", 1)[0]
    between = "et" if months_after(span.first, 2) > span.last else "à"
    return f"{first} {between} {last}"


def _en_maladie(arret: date | None, reprise: date | None) -> dict[str, Value]:
    """Name what a sick leave takes away: in general, or the months between two known days."""
    if arret is None or reprise is None or reprise <= arret:
        return {"en_maladie": Text("en_maladie")}
    perdus = mois_sans_prise_en_charge(arret, reprise)
    if perdus is None:
        return {"en_maladie": Text("aucun_mois_perdu")}
    return {"en_maladie": Text("mois_perdus"), "perdus": perdus}


def _rembourse(
    jour: date, prix: Decimal, heures: Decimal | None, en_maladie: dict[str, Value]
) -> Outcome:
    """Refund a share of a pass, half of it under half time; not sure where the cap is near."""
    part = AMOUNTS.on("trajets_domicile.part_de_l_abonnement", jour)
    rembourse, au_plus = Fraction(prix) * part, plafond(jour)
    named: dict[str, Value] = {
        "prix": Euros(Fraction(prix)),
        "rembourse": Euros(rembourse),
        "plafond": Euros(au_plus),
        **en_maladie,
    }
    steps = [Step("part", Euros(rembourse)), Step("plafond", Euros(au_plus))]
    if rembourse >= au_plus * PRES_DU_PLAFOND:
        return Outcome(Verdict.A_VERIFIER, "pres_du_plafond", (), named, tuple(steps))
    if heures is None or heures >= TEMPS_COMPLET * MI_TEMPS:
        return Outcome(words="rembourse", values=(Euros(rembourse),), named=named,
                       steps=tuple(steps))  # fmt: skip
    moitie = Euros(rembourse * MI_TEMPS)
    steps.append(Step("moitie", moitie))
    return Outcome(words="rembourse_a_moitie", values=(moitie,), named=named, steps=tuple(steps))
