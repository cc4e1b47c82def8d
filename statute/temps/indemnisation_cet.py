"""Compte épargne-temps: what a day pays, what a year's choice is worth, what heirs receive."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.facts import CONTRACTUEL, NON, STAGIAIRE, TITULAIRE
from statute.outcome import Count, Euros, Outcome, Step, Text, Value, Verdict
from statute.temps.compte_epargne_temps import (
    forfait_du_jour,
    limite_du_choix,
    ouverts_au_choix,
    versement,
)

CATEGORIES = ("C", "B", "A")


def montant_du_jour(
    jour: date,
    categorie: str | None = None,
    jours_sur_le_cet: Decimal | None = None,
    jours_de_cet_a_payer: Decimal | None = None,
    deliberation_cet: str | None = None,
) -> Outcome:
    """Pay a day beyond the threshold a flat gross amount by category."""
    ouverts = None if jours_sur_le_cet is None else ouverts_au_choix(jour, jours_sur_le_cet)
    if deliberation_cet == NON:
        return Outcome(Verdict.NON, words="sans_deliberation", values=(Euros(Fraction(0)),))
    stock: dict[str, Value] = {"stock": Count(Fraction(jours_sur_le_cet or 0), "jour")}
    if ouverts == 0:
        return Outcome(Verdict.NON, words="aucun", values=(Euros(ouverts),), named=stock)
    if categorie is None:
        return selon_la_categorie(jour, ouverts, jours_de_cet_a_payer, stock)
    forfait = Euros(forfait_du_jour(jour, categorie))
    named: dict[str, Value] = {**stock, "categorie": categorie, "forfait": forfait}
    if ouverts is None:
        return Outcome(words="un_jour", values=(forfait,), named=named)
    demandes = ouverts if jours_de_cet_a_payer is None else Fraction(jours_de_cet_a_payer)
    payes = min(ouverts, demandes)
    total = Euros(forfait.amount * payes)
    named |= {"payes": Count(payes, "jour"), "ouverts": Count(ouverts, "jour")}
    steps = (
        Step("ouverts", Count(ouverts, "jour")),
        Step("payes", Count(payes, "jour")),
        Step("forfait", forfait),
        Step("total", total),
    )
    words = "au_plus" if payes == ouverts else "demandes"
    return Outcome(words=words, values=(total,), named=named, steps=steps)


def selon_la_categorie(
    jour: date,
    ouverts: Fraction | None,
    wished: Decimal | None,
    stock: dict[str, Value],
) -> Outcome:
    """Give what the days are worth in each category; a day's worth where none is counted."""
    if ouverts is None:
        return Outcome(words="en_general")
    payes = min(ouverts, ouverts if wished is None else Fraction(wished))
    named: dict[str, Value] = {
        **stock,
        "payes": Count(payes, "jour"),
        **{f"en_{c.lower()}": Euros(forfait_du_jour(jour, c) * payes) for c in CATEGORIES},
    }
    return Outcome(Verdict.CELA_DEPEND, words="selon_la_categorie", named=named)


def apres_un_deces(
    jour: date, categorie: str | None = None, jours_sur_le_cet: Decimal | None = None
) -> Outcome:
    """Pay the heirs every day of the account; one source alone says it, so an officer looks."""
    if categorie is None or jours_sur_le_cet is None:
        return Outcome(Verdict.A_VERIFIER, words="en_general")
    forfait, stock = forfait_du_jour(jour, categorie), Fraction(jours_sur_le_cet)
    total = Euros(forfait * stock)
    named: dict[str, Value] = {
        "stock": Count(stock, "jour"),
        "categorie": categorie,
        "forfait": Euros(forfait),
    }
    steps = (Step("forfait", Euros(forfait)), Step("total", total))
    return Outcome(Verdict.A_VERIFIER, "heritiers", (total,), named, steps)


def de_l_annee(
    jour: date,
    jours_de_conge_pris: Decimal,
    jours_de_conge_restants: Decimal,
    jours_sur_le_cet: Decimal,
    categorie: str | None = None,
) -> Outcome:
    """Follow a year's leave: what may be saved, the balance, what opens a choice, its worth."""
    deposit = versement(jour, jours_de_conge_pris, jours_de_conge_restants, jours_sur_le_cet)
    versables = Fraction(0)
    if deposit.verdict is Verdict.OUI and isinstance(deposit.values[0], Count):
        versables = Fraction(deposit.values[0].number)
    solde = Fraction(jours_sur_le_cet) + versables
    ouverts = ouverts_au_choix(jour, solde)
    counts: dict[str, Value] = {
        "versables": Count(versables, "jour"),
        "solde": Count(solde, "jour"),
        "ouverts": Count(ouverts, "jour"),
    }
    steps = (*deposit.steps[:-1], *(Step(name, count) for name, count in counts.items()))
    values: tuple[Value, ...] = tuple(counts.values())
    if solde > AMOUNTS.on("compte_epargne_temps.plafond", jour):
        return Outcome(Verdict.A_VERIFIER, "au_dela", values, counts, steps)
    if not ouverts:
        return Outcome(words="en_conges", values=values, named=counts, steps=steps)
    if categorie is None:
        return Outcome(words="au_choix", values=values, named=counts, steps=steps)
    total = Euros(forfait_du_jour(jour, categorie) * ouverts)
    named = {**counts, "total": total, "categorie": categorie}
    steps = (*steps, Step("total", total))
    return Outcome(words="au_choix_paye", values=(*values, total), named=named, steps=steps)


def sans_choix(  # noqa: PLR0913, PLR0917  # the account, who owns it, what the town decided
    jour: date,
    statut: str | None = None,
    categorie: str | None = None,
    jours_sur_le_cet: Decimal | None = None,
    heures_par_semaine: Decimal | None = None,
    deliberation_cet: str | None = None,
) -> Outcome:
    """Say what becomes of the days beyond the threshold when nobody chose by 31 January."""
    stock = None if jours_sur_le_cet is None else Fraction(jours_sur_le_cet)
    if statut == STAGIAIRE:
        return Outcome(Verdict.NON, words="stagiaire")
    if deliberation_cet == NON:
        return Outcome(Verdict.NON, words="sans_deliberation")
    ouverts = None if stock is None else ouverts_au_choix(jour, stock)
    if stock is not None and not ouverts:
        return Outcome(Verdict.NON, words="aucun", named={"stock": Count(stock, "jour")})
    short = AMOUNTS.on("compte_epargne_temps.heures_de_la_caisse_locale", jour)
    paid = statut == CONTRACTUEL or (
        statut == TITULAIRE and heures_par_semaine is not None and heures_par_semaine < short
    )
    named: dict[str, Value] = {
        "limite": limite_du_choix(jour),
        "ici": Text("ici" if ouverts else ""),
        "ouverts": Count(ouverts or 0, "jour"),
    }
    if paid and ouverts and categorie is not None:
        forfait = forfait_du_jour(jour, categorie)
        total = Euros(forfait * ouverts)
        named |= {"forfait": Euros(forfait), "categorie": categorie}
        steps = (
            Step("ouverts", named["ouverts"]),
            Step("forfait", named["forfait"]),
            Step("total", total),
        )
        return Outcome(None, "payes", (total,), named, steps)
    if paid:
        return Outcome(words="contractuel" if statut == CONTRACTUEL else "regime_general",
                       named=named)  # fmt: skip
    return Outcome(words="titulaire" if statut == TITULAIRE else "en_general", named=named)
