"""Compte épargne-temps: what may be saved, how many days, what they become."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.facts import CONTRACTUEL, NON, STAGIAIRE, TITULAIRE
from statute.outcome import Count, Euros, KindOfDay, Outcome, Step, Text, Value, Verdict

ANNEE_DU_PLAFOND_EXCEPTIONNEL = 2024
PREMIERS_MONTANTS = date(2019, 1, 1)
"""The first day of which the amount of a paid day was read."""
MOIS_D_UNE_ANNEE = 12
SEMAINE_ORDINAIRE = 5
JANVIER, SEPTEMBRE = 1, 9
"""From September on, the choice that comes is that of the next January."""


def alimentation(  # noqa: PLR0913, PLR0917  # the year, the account and who asks
    jour: date,
    statut: str | None = None,
    mois_de_services: int | None = None,
    jours_de_conge_pris: Decimal | None = None,
    jours_de_conge_restants: Decimal | None = None,
    jours_sur_le_cet: Decimal | None = None,
    quotite: int | None = None,
    jours_de_conge_acquis: Decimal | None = None,
    jours_a_verser_sur_le_cet: Decimal | None = None,
) -> Outcome:
    """Leave beyond twenty days taken in the year may be saved, after a year of service.

    No text reduces the twenty days of a part-timer: an officer must look.
    """
    anciennete = AMOUNTS.on("compte_epargne_temps.annees_de_service", jour)
    if statut == STAGIAIRE:
        return Outcome(Verdict.NON, words="stagiaire")
    if mois_de_services is not None and mois_de_services < anciennete * MOIS_D_UNE_ANNEE:
        services = Count(mois_de_services, "mois")
        return Outcome(Verdict.NON, words="trop_tot", named={"services": services})
    if jours_sur_le_cet is not None and jours_a_verser_sur_le_cet is not None:
        place = plafond(jour, jours_sur_le_cet, jours_a_verser_sur_le_cet)
        if place.words == "trop":
            return place
    if jours_de_conge_acquis is not None and jours_de_conge_pris is not None:
        jours_de_conge_restants = max(Decimal(0), jours_de_conge_acquis - jours_de_conge_pris)
    if jours_de_conge_pris is None:
        annuels = droits_de_l_annee(jour, Fraction(0), None)
        minimum = AMOUNTS.on("compte_epargne_temps.conges_a_prendre", jour)
        named: dict[str, Value] = {"annuels": annuels, "au_plus": Count(annuels - minimum, "jour")}
        return Outcome(words="en_general", named=named)
    deposit = versement(jour, jours_de_conge_pris, jours_de_conge_restants, jours_sur_le_cet)
    sure = jours_de_conge_restants is not None and deposit.verdict is Verdict.OUI
    if quotite is not None and not sure:
        return Outcome(Verdict.A_VERIFIER, words="temps_partiel", named=deposit.named)
    return deposit


def droits_de_l_annee(jour: date, pris: Fraction, restants: Decimal | None) -> Fraction:
    """Count the year's days of leave: those taken and left, or those of a full-time year."""
    if restants is not None:
        return pris + Fraction(restants)
    return AMOUNTS.on("conges_annuels.semaines_de_conge", jour) * SEMAINE_ORDINAIRE


def versement(
    jour: date, jours_pris: Decimal, restants: Decimal | None, sur_le_cet: Decimal | None
) -> Outcome:
    """Say how many days of leave may be saved; the reader must see the days supposed."""
    minimum = AMOUNTS.on("compte_epargne_temps.conges_a_prendre", jour)
    pris = Fraction(jours_pris)
    droits = droits_de_l_annee(jour, pris, restants)
    libres = AMOUNTS.on("compte_epargne_temps.plafond", jour) - Fraction(sur_le_cet or 0)
    versables = max(Fraction(0), min(droits - max(pris, minimum), libres))
    named: dict[str, Value] = {
        "pris": Count(pris, "jour"),
        "droits": droits,
        "manquent": max(Fraction(0), minimum - pris),
        "ensuite": Count(versables, "jour"),
    }
    if pris < minimum:
        words = "pas_encore_puis" if versables > 0 else "pas_encore"
        none = Count.days(0, KindOfDay.OUVRE)
        return Outcome(Verdict.NON, words=words, values=(none,), named=named)
    value = Count.days(versables, KindOfDay.OUVRE)
    if not versables:
        return Outcome(Verdict.NON, words="rien_a_verser", values=(value,), named=named)
    steps = (
        Step("droits", Count.days(droits, KindOfDay.OUVRE)),
        Step("pris", Count.days(pris, KindOfDay.OUVRE)),
        Step("libres", Count.days(libres, KindOfDay.OUVRE)),
        Step("versables", value),
    )
    return Outcome(Verdict.OUI, words="versables", values=(value,), named=named, steps=steps)


def plafond(
    jour: date,
    jours_sur_le_cet: Decimal | None = None,
    jours_a_verser_sur_le_cet: Decimal | None = None,
) -> Outcome:
    """Sixty days at most; what 2024 allowed beyond has not been read again.

    Of the days one wants to save, what is over does not go in.
    """
    maximum = AMOUNTS.on("compte_epargne_temps.plafond", jour)
    stock = None if jours_sur_le_cet is None else Fraction(jours_sur_le_cet)
    if jour.year == ANNEE_DU_PLAFOND_EXCEPTIONNEL or (stock is not None and stock > maximum):
        return Outcome(Verdict.A_VERIFIER, words="au_dela")
    if stock is None:
        return Outcome(words="en_general", values=(Count(maximum, "jour"),))
    libres = Count(maximum - stock, "jour")
    named: dict[str, Value] = {"stock": Count(stock, "jour")}
    steps = (
        Step("plafond", Count(maximum, "jour")),
        Step("stock", named["stock"]),
        Step("libres", libres),
    )
    if not libres.number:
        return Outcome(Verdict.NON, "plein", (libres,), named, steps)
    if jours_a_verser_sur_le_cet is None:
        return Outcome(None, "libres", (libres,), named, steps)
    voulus = Fraction(jours_a_verser_sur_le_cet)
    named |= {
        "voulus": Count(voulus, "jour"),
        "solde": Count(stock + min(voulus, libres.number), "jour"),
        "exces": Count(max(Fraction(0), voulus - libres.number), "jour"),
    }
    if voulus > libres.number:
        return Outcome(Verdict.NON, "trop", (libres,), named, steps)
    return Outcome(Verdict.OUI, "possible", (libres,), named, steps)


def jours_a_prendre_en_conge(
    jour: date, jours_sur_le_cet: Decimal | None = None, categorie: str | None = None
) -> Outcome:
    """Up to fifteen days, or without a deliberation, the account is used as leave alone."""
    if jours_sur_le_cet is None:
        return Outcome(words="en_general")
    named = {"stock": Count(Fraction(jours_sur_le_cet), "jour")}
    ouverts = ouverts_au_choix(jour, jours_sur_le_cet)
    if not ouverts:
        return Outcome(Verdict.NON, words="aucun", named=named)
    worth = montant_des_jours(jour, ouverts, categorie)
    return Outcome(words="ouverts", values=(Count(ouverts, "jour"),), named={**named, **worth})


def montant_des_jours(jour: date, jours: Fraction, categorie: str | None) -> dict[str, Value]:
    """Name what days are worth when they are paid, where the category is known."""
    if categorie is None or jour < PREMIERS_MONTANTS:
        return {"montant": Text("")}
    forfait = AMOUNTS.on(f"compte_epargne_temps.jour_indemnise_{categorie.lower()}", jour)
    paid: dict[str, Value] = {"brut": Euros(jours * forfait), "categorie": categorie}
    return {"montant": Text("montant"), **paid}


def ouverts_au_choix(jour: date, jours_sur_le_cet: Decimal | Fraction) -> Fraction:
    """Count the days beyond the threshold, of which one may choose what they become."""
    seuil = AMOUNTS.on("compte_epargne_temps.seuil", jour)
    return max(Fraction(0), Fraction(jours_sur_le_cet) - seuil)


def option(  # noqa: PLR0913, PLR0917  # the account, who owns it, what the town decided
    jour: date,
    statut: str | None = None,
    jours_sur_le_cet: Decimal | None = None,
    heures_par_semaine: Decimal | None = None,
    deliberation_cet: str | None = None,
    categorie: str | None = None,
) -> Outcome:
    """Beyond the threshold one chooses by 31 January; silence has an effect of its own.

    A titulaire who works less than 28 hours a week, of the general scheme, chooses as a
    contractuel.
    """
    stock = None if jours_sur_le_cet is None else Fraction(jours_sur_le_cet)
    ouverts = None if stock is None else ouverts_au_choix(jour, stock)
    if deliberation_cet == NON:
        return Outcome(Verdict.NON, words="sans_deliberation")
    if stock is not None and not ouverts:
        return Outcome(Verdict.NON, words="aucun", named={"stock": Count(stock, "jour")})
    words = {TITULAIRE: "titulaire", CONTRACTUEL: "contractuel"}.get(statut or "", "en_general")
    short = AMOUNTS.on("compte_epargne_temps.heures_de_la_caisse_locale", jour)
    if statut == TITULAIRE and heures_par_semaine is not None and heures_par_semaine < short:
        words = "regime_general"
    named: dict[str, Value] = {
        "ici": Text("ici" if ouverts else ""),
        "montant": Text("montant" if ouverts and categorie else ""),
        "limite": limite_du_choix(jour),
    }
    if ouverts is None:
        return Outcome(words=words, named=named)
    if categorie:
        named["total"] = Euros(forfait_du_jour(jour, categorie) * ouverts)
    steps = (Step("stock", Count(stock or 0, "jour")), Step("ouverts", Count(ouverts, "jour")))
    return Outcome(words=words, values=(Count(ouverts, "jour"),), named=named, steps=steps)


def limite_du_choix(jour: date) -> Value:
    """Give the 31 January by which one chooses: that of the days held at the last year's end.

    Far from any end of year, which one is meant is not known.
    """
    if JANVIER < jour.month < SEPTEMBRE:
        return "31 janvier de l’année suivante"
    return date(jour.year if jour.month == JANVIER else jour.year + 1, 1, 31)


def forfait_du_jour(jour: date, categorie: str) -> Fraction:
    """Give the gross euros of one day."""
    return AMOUNTS.on(f"compte_epargne_temps.jour_indemnise_{categorie.lower()}", jour)
