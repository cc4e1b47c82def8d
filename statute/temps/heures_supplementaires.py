"""Heures supplémentaires: the indemnity (IHTS), its monthly cap and its rates."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.french import counted, euros, number, percent
from statute.rule import (
    CODE_IN_FORCE,
    THIRD_READING,
    Answer,
    Article,
    Subject,
    Verification,
    not_met,
    rule,
    to_check,
    value,
)

SUBJECT = Subject(
    "heures_supplementaires",
    "Heures supplémentaires",
    categories=("temps-travail", "remuneration-paie"),
)

A_CONFIRMER = "Ces taux sont à vérifier sur le texte du jour : la copie lue n’est pas datée."
SANS_MAJORATION = "À temps partiel, l’heure supplémentaire est payée sans majoration."
COMPLEMENTAIRES = (
    "Sur un emploi à temps non complet, les heures faites en plus, jusqu’au temps complet, sont "
    "des heures complémentaires : elles sont payées au taux normal, sauf majoration prévue par une "
    "délibération de la collectivité, à vérifier."
)
INDEMNITE = "l’indemnité horaire pour travaux supplémentaires (IHTS)"


@rule(
    "TT-06",
    SUBJECT,
    title="Qui peut être payé d’heures supplémentaires, et combien par mois",
    cites=(
        Article("décret 2002-60", "art. 6"),
        Article("décret 2004-777", "art. 7"),
        Article("CGFP", "L714-4", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OLDER_COPY,
    verified_on=THIRD_READING,
    questions=(
        "Combien d’heures supplémentaires maximum peut-on me payer par mois ?",
        "j ai fait 32 h sup ce mois ci, tout sera payé ?",
        "Le plafond de 25 heures supplémentaires peut-il être dépassé pour les élections ?",
        "Je suis attaché, puis-je toucher des IHTS ?",
        "Un cadre de catégorie A peut-il être payé de ses heures sup ?",
        "L’indemnité horaire pour travaux supplémentaires est-elle ouverte aux catégories B ?",
        "Un contractuel de catégorie C peut-il percevoir des heures supplémentaires ?",
        "Mon agent technique dépasse 25 heures à cause des inondations, est-ce régulier ?",
        "limite mensuelle heures sup fonction publique territoriale",
        "Faut-il une délibération pour payer des heures supplémentaires ?",
    ),
)
def plafond_mensuel(
    jour: date,
    categorie: str | None = None,
    heures_supplementaires: Decimal | None = None,
    quotite: int | None = None,
    heures_par_semaine: Decimal | None = None,
) -> Answer:
    """Categories B and C, twenty-five hours a month at full time, less at part time."""
    if quotite is None and _non_complet(jour, heures_par_semaine):
        return to_check(COMPLEMENTAIRES)
    plafond = _plafond(jour, quotite)
    limite = f"{counted(plafond, 'heure')} par mois"
    if categorie == "A":
        return not_met(
            "En catégorie A, les heures supplémentaires ne sont pas payées : "
            f"{INDEMNITE} est réservée aux catégories B et C, dans la limite de {limite}.",
        )
    if heures_supplementaires is not None and heures_supplementaires > plafond:
        exces = Fraction(heures_supplementaires) - plafond
        return not_met(
            f"{counted(heures_supplementaires, 'heure')} supplémentaires dépassent de "
            f"{number(exces)} le plafond de {limite}{_a(quotite)}, qui peut être dépassé en cas de "
            "circonstances exceptionnelles. Cette indemnité est réservée aux catégories B et C.",
        )
    return value(
        f"{limite} au maximum{_a(quotite)}, sauf circonstances exceptionnelles : c’est le plafond "
        f"des heures supplémentaires payées par {INDEMNITE}, si une délibération de la "
        "collectivité le prévoit, aux titulaires, stagiaires et contractuels des catégories B et "
        "C. La catégorie A en est exclue. "
        + (SANS_MAJORATION if quotite else "À temps partiel, ce plafond suit la quotité."),
    )


def _plafond(jour: date, quotite: int | None) -> Fraction:
    """Give the hours payable in a month, in proportion of part time."""
    plafond = AMOUNTS.on("heures_supplementaires.heures_par_mois", jour)
    return plafond if quotite is None else plafond * quotite / 100


def _a(quotite: int | None) -> str:
    return "" if quotite is None else f" à {counted(quotite, '%')}"


def _non_complet(jour: date, heures_par_semaine: Decimal | None) -> bool:
    complet = AMOUNTS.on("cumul.heures_du_temps_complet", jour)
    return heures_par_semaine is not None and heures_par_semaine < complet


@rule(
    "TT-07",
    SUBJECT,
    title="Taux des heures supplémentaires",
    cites=(
        Article("décret 2002-60", "art. 7"),
        Article("décret 2004-777", "art. 7"),
        Article("décret 2002-60", "art. 8"),
        Article("décret 85-1148", "art. 3"),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OLDER_COPY,
    verified_on=THIRD_READING,
    questions=(
        "Comment sont payées mes heures supplémentaires ?",
        "taux heures sup mairie 1,25 ou 1,07 ?",
        "Combien est majorée une heure supplémentaire un dimanche ?",
        "J’ai travaillé la nuit en plus de mon service, mes heures sup sont-elles doublées ?",
        "Heures sup un jour férié la nuit : les deux majorations s’ajoutent-elles ?",
        "À l’indice majoré 380, combien vaut une heure supplémentaire ?",
        "Quelle est la base de calcul de l’IHTS, avec ou sans les primes ?",
        "j ai fait 20h sup ce mois ci, comment c est calculé sur ma fiche de paie ?",
        "À partir de la quinzième heure, le taux change-t-il ?",
        "Mes heures du 14 juillet m’ont été payées au tarif normal, c’est une erreur ?",
        "Pourquoi divise-t-on par 1820 pour les heures supplémentaires ?",
        "la nuit du dimanche, on cumule 100 % et deux tiers sur les heures sup ?",
    ),
)
def taux(
    jour: date,
    indice_majore: int | None = None,
    heures_supplementaires: Decimal | None = None,
    quotite: int | None = None,
    heures_par_semaine: Decimal | None = None,
) -> Answer:
    """Pay 1/1820 of the year's index pay, times 1.25 then 1.27 at full time, as it is at part."""
    # The copy read has no date, older pages still quote 1.07: an officer looks before it is said.
    if quotite is not None:
        return to_check(_taux_a_temps_partiel(jour, quotite, indice_majore, heures_supplementaires))
    if _non_complet(jour, heures_par_semaine):
        return to_check(COMPLEMENTAIRES)
    tranche, premier, second, diviseur = (
        AMOUNTS.on(f"heures_supplementaires.{name}", jour)
        for name in ("heures_du_premier_taux", "premier_taux", "second_taux", "diviseur")
    )
    if indice_majore is None:
        return to_check(
            f"L’heure supplémentaire est payée {number(premier)} fois l’heure normale pour les "
            f"{number(tranche)} premières du mois, puis {number(second)} fois, à défaut de repos "
            "compensateur. L’heure normale est le traitement brut annuel, plus l’indemnité de "
            f"résidence, divisé par {number(diviseur)}. {_majorations(jour)} {SANS_MAJORATION} "
            f"{A_CONFIRMER}",
        )
    horaire = AMOUNTS.on("remuneration.point_par_an", jour) * indice_majore / diviseur
    dit = (
        f"Une heure supplémentaire vaut {euros(horaire * premier)} (coefficient {number(premier)}) "
        f"pour les {number(tranche)} premières du mois, puis {euros(horaire * second)} "
        f"({number(second)}), à l’indice majoré {indice_majore}, hors indemnité de résidence"
    )
    if heures_supplementaires is not None:
        plafond = AMOUNTS.on("heures_supplementaires.heures_par_mois", jour)
        heures = min(Fraction(heures_supplementaires), plafond)
        au_premier = min(heures, tranche)
        total = horaire * (au_premier * premier + (heures - au_premier) * second)
        faites = counted(heures, "heure")
        dit += f" : {euros(total)} bruts pour {faites}, sur {number(plafond)} payables au plus"
    return to_check(f"{dit}. {_majorations(jour)} {A_CONFIRMER}")


def _taux_a_temps_partiel(
    jour: date, quotite: int, indice_majore: int | None, faites: Decimal | None
) -> str:
    diviseur = AMOUNTS.on("heures_supplementaires.diviseur", jour)
    dit = (
        f"{SANS_MAJORATION} Elle vaut le traitement brut annuel d’un temps plein, plus l’indemnité "
        f"de résidence, divisé par {number(diviseur)}"
    )
    if indice_majore is not None:
        horaire = AMOUNTS.on("remuneration.point_par_an", jour) * indice_majore / diviseur
        dit += f" : {euros(horaire)} à l’indice majoré {indice_majore}, hors cette indemnité"
        if faites is not None:
            payees = min(Fraction(faites), _plafond(jour, quotite))
            dit += f", soit {euros(horaire * payees)} bruts pour {counted(payees, 'heure')}"
    payables = counted(_plafond(jour, quotite), "heure")
    return f"{dit}. {payables} par mois au plus sont payables{_a(quotite)}. {A_CONFIRMER}"


def _majorations(jour: date) -> str:
    nuit = AMOUNTS.on("heures_supplementaires.majoration_de_nuit", jour)
    dimanche = AMOUNTS.on("heures_supplementaires.majoration_du_dimanche", jour)
    return (
        f"Ce taux augmente de {percent(nuit)} la nuit ou de {dimanche} le dimanche ou un "
        "jour férié, sans cumul."
    )
