"""Rupture conventionnelle: who may agree on it, and what is paid back."""

from dataclasses import replace
from datetime import date

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.facts import CDD, CDI
from statute.french import NBSP, counted, day
from statute.rule import (
    CONTRACTUEL,
    SECOND_READING,
    STAGIAIRE,
    THIRD_READING,
    TITULAIRE,
    Answer,
    Article,
    Subject,
    Verification,
    met,
    not_met,
    rule,
    to_check,
    value,
)

SUBJECT = Subject("rupture_conventionnelle", "Rupture conventionnelle", categories=("depart",))

EXPERIMENT = date(2020, 1, 1)
LAST_DAY_OF_EXPERIMENT = date(2025, 12, 31)
CLOSED = date(2026, 1, 1)
LAST_CLOSED_DAY = date(2026, 2, 20)
PERMANENT = date(2026, 2, 21)
NEW_PROCEDURE = date(2026, 8, 8)
_MONTHS_OF_A_YEAR = 12

LOI_DE_2019 = Article("loi 2019-828", "art. 72", EXPERIMENT)
EXCLUS = (
    "Sont exclus l’agent qui a l’âge légal et le taux plein, et le fonctionnaire "
    "détaché sur contrat."
)

CHEZ_LE_MEME_EMPLOYEUR = (
    "par la même collectivité ou l’un de ses établissements, et non par une autre"
)
CHEZ_TOUT_EMPLOYEUR = "par n’importe quel employeur territorial, et non par le seul ancien"
D_AVANT_LA_LOI = f"Pour une rupture d’avant le 21{NBSP}février 2026, la règle est à vérifier."
EST_CE_POSSIBLE = (
    "Puis-je demander une rupture conventionnelle ?",
    "la rupture co c’est possible dans la fonction publique territoriale en 2026 ?",
    "Titulaire, on m’a dit que la rupture conventionnelle était finie depuis décembre 2025.",
    "Une stagiaire peut-elle bénéficier d’une rupture conventionnelle ?",
    "contractuel en CDI, je voudrais négocier mon départ avec une rupture conventionnelle",
    "En CDD jusqu’en juin, rupture conventionnelle possible ou pas ?",
    "A 64 ans avec tous mes trimestres, ai-je le droit à une rupture conventionnelle ?",
    "Mon employeur peut-il m’imposer ou me refuser une rupture conventionnelle ?",
    "Un de mes agents titulaires veut partir avec une rupture conventionnelle, est-ce ouvert ?",
    "Fonctionnaire détaché sur un contrat : rupture conventionnelle possible ?",
    "j en ai marre, je veux partir avec un cheque et le chomage, rupture conventionnelle ?",
    "rupture conventionnelle des fonctionnaires : pérenne ou toujours une expérimentation ?",
    "La mairie a dit non à ma rupture conventionnelle, peut-elle refuser ?",
)
REMBOURSEMENT = (
    "Faut-il rembourser l’indemnité de rupture conventionnelle si je retravaille en mairie ?",
    "j’ai signé une rupture conventionnelle en mars, une autre commune veut m’embaucher",
    "Rupture conventionnelle puis recrutement au département 4 ans après : dois-je rembourser ?",
    "remboursement indemnité rupture conventionnelle delai pour payer ?",
    "Combien d’années attendre avant de revenir dans la territoriale après une rupture co ?",
    "On veut recruter un ancien agent parti en rupture conventionnelle, doit-il rembourser ?",
    "Si je suis repris comme contractuel après une rupture conventionnelle, je rends l’argent ?",
    "Le remboursement vaut-il seulement si je reviens dans la même collectivité ?",
    "Deux ans pour rendre l’indemnité de rupture conventionnelle : à partir de quand ?",
    "mon ancienne ville me réclame l’indemnité de rupture conventionnelle, c’est légal ?",
)
PROCEDURE = (
    "Quelle est la procédure pour une rupture conventionnelle, étape par étape ?",
    "comment on calcule l’indemnité de rupture conventionnelle ?",
    "Quel délai de rétractation après la signature de la convention de rupture ?",
    "entretien de rupture conventionnelle : puis-je venir accompagné d’un syndicat ?",
    "A qui adresser ma demande de rupture conventionnelle et sous quelle forme ?",
    "montant minimum indemnité rupture conventionnelle 15 ans d’ancienneté",
    "Le décret d’août 2026 a-t-il changé la procédure de rupture conventionnelle ?",
    "delai entre la demande de rupture conventionnelle et l’entretien ?",
    "RH : quel modèle de convention de rupture utiliser depuis la réforme ?",
)


@rule(
    "RUP-01",
    SUBJECT,
    title="Rupture conventionnelle : pour qui",
    cites=(LOI_DE_2019,),
    in_force_since=EXPERIMENT,
    in_force_until=LAST_DAY_OF_EXPERIMENT,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=EST_CE_POSSIBLE,
    rows=("RUP-03", "RUP-04"),
)
def pendant_l_experimentation(
    statut: str | None = None, type_de_contrat: str | None = None
) -> Answer:
    """Open it to tenured agents as an experiment, and to permanent contracts."""
    open_to_tenured = met(
        f"Du 1er{NBSP}janvier 2020 au 31{NBSP}décembre 2025, un fonctionnaire titulaire peut "
        "convenir d’une rupture conventionnelle, à titre expérimental, si l’employeur est "
        f"d’accord : aucun des deux ne peut l’imposer. {EXCLUS}"
    )
    return _by_status(statut, type_de_contrat, open_to_tenured) or value(
        f"Du 1er{NBSP}janvier 2020 au 31{NBSP}décembre 2025, la rupture conventionnelle est "
        "ouverte au titulaire, par expérimentation, et au contractuel en CDI, si l’employeur est "
        f"d’accord ; ni au stagiaire, ni en CDD. {EXCLUS}"
    )


@rule(
    "RUP-01",
    SUBJECT,
    title="Rupture conventionnelle : pour qui",
    cites=(LOI_DE_2019, Article("CGFP", "L552-1")),
    in_force_since=CLOSED,
    in_force_until=LAST_CLOSED_DAY,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=EST_CE_POSSIBLE,
    rows=("RUP-03", "RUP-04"),
)
def entre_les_deux_lois(statut: str | None = None, type_de_contrat: str | None = None) -> Answer:
    """Between the experiment and the new law, only permanent contracts have it."""
    closed_to_tenured = not_met(
        "Pour un fonctionnaire titulaire, la rupture conventionnelle n’est pas possible entre le "
        f"1er{NBSP}janvier et le 20{NBSP}février 2026 : l’expérimentation a pris fin le "
        f"31{NBSP}décembre 2025 et la loi qui la rétablit s’applique à partir du "
        f"21{NBSP}février 2026."
    )
    return _by_status(statut, type_de_contrat, closed_to_tenured) or value(
        f"Entre le 1er{NBSP}janvier et le 20{NBSP}février 2026, la rupture conventionnelle n’est "
        "ouverte qu’au contractuel en CDI : elle est fermée au titulaire, dont l’expérimentation a "
        f"pris fin le 31{NBSP}décembre 2025, au stagiaire et au contractuel en CDD."
    )


@rule(
    "RUP-01",
    SUBJECT,
    title="Rupture conventionnelle : pour qui",
    cites=(
        Article("CGFP", "L552-1", PERMANENT),
        Article("CGFP", "L552-2", PERMANENT),
        Article("CGFP", "L552-5", PERMANENT),
        Article("loi 2026-103", "art. 173", PERMANENT),
    ),
    in_force_since=PERMANENT,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=EST_CE_POSSIBLE,
    rows=("RUP-03", "RUP-04"),
)
def depuis_la_loi_de_2026(statut: str | None = None, type_de_contrat: str | None = None) -> Answer:
    """Open for good to tenured agents and permanent contracts, closed to trainees."""
    open_to_tenured = met(
        f"La rupture conventionnelle est possible depuis le 21{NBSP}février 2026, de façon "
        "permanente, pour un fonctionnaire titulaire, si l’employeur est d’accord : il peut "
        f"refuser, aucun des deux ne peut l’imposer. {EXCLUS}"
    )
    return _by_status(statut, type_de_contrat, open_to_tenured) or value(
        f"La rupture conventionnelle est possible depuis le 21{NBSP}février 2026, de façon "
        "permanente, pour un titulaire ou un contractuel en CDI, si l’employeur est d’accord : il "
        f"peut refuser. Elle n’est pas possible pour un stagiaire, ni en CDD. {EXCLUS}"
    )


def _by_status(statut: str | None, contract: str | None, of_tenured: Answer) -> Answer | None:
    if statut == STAGIAIRE:
        closed = not_met(
            "Un stagiaire ne peut pas convenir d’une rupture conventionnelle, même si l’employeur "
            "est d’accord : il en est exclu pendant tout son stage."
        )
        return replace(closed, row="RUP-04")
    if statut == TITULAIRE:
        return of_tenured
    return _by_contract(contract) if statut == CONTRACTUEL or contract else None


def _by_contract(contract: str | None) -> Answer:
    if contract == CDD:
        return not_met(
            "Un contractuel en CDD ne peut pas convenir d’une rupture conventionnelle : elle n’est "
            "ouverte aux contractuels qu’en contrat à durée indéterminée (CDI)."
        )
    told = (
        "Pour un contractuel, la rupture conventionnelle n’est possible qu’en contrat à durée "
        "indéterminée (CDI), non en CDD, et si l’employeur et l’agent en sont d’accord : aucun des "
        "deux ne peut l’imposer."
    )
    return replace(met(told) if contract == CDI else value(told), row="RUP-03")


@rule(
    "RUP-02",
    SUBJECT,
    title="Rupture conventionnelle : remboursement de l’indemnité",
    cites=(LOI_DE_2019,),
    in_force_since=EXPERIMENT,
    in_force_until=LAST_CLOSED_DAY,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=REMBOURSEMENT,
)
def remboursement_meme_employeur(
    jour: date, aujourd_hui: date, date_de_depart: date | None = None
) -> Answer:
    """Hired again by the same authority or its bodies within six years: the money goes back."""
    told = _repayment(jour, date_de_depart, CHEZ_LE_MEME_EMPLOYEUR)
    return value(told) if aujourd_hui < PERMANENT else _before_the_law()


@rule(
    "RUP-02",
    SUBJECT,
    title="Rupture conventionnelle : remboursement de l’indemnité",
    cites=(Article("CGFP", "L552-4", PERMANENT),),
    in_force_since=PERMANENT,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=REMBOURSEMENT,
)
def remboursement(jour: date, date_de_depart: date | None = None) -> Answer:
    """Hired again by any territorial employer within six years: the money goes back."""
    if date_de_depart and date_de_depart < PERMANENT:
        return _before_the_law()
    told = _repayment(jour, date_de_depart, CHEZ_TOUT_EMPLOYEUR)
    return value(told if date_de_depart else f"{told} {D_AVANT_LA_LOI}")


def _before_the_law() -> Answer:
    """Abstain: whether the day of the agreement or that of the hiring decides was not read."""
    return to_check(
        f"Pour une rupture conventionnelle antérieure au 21{NBSP}février 2026, un recrutement par "
        "le même employeur dans le délai oblige à rembourser l’indemnité ; depuis, tout employeur "
        "territorial compte. La règle qui s’applique à cette rupture est à vérifier."
    )


def _repayment(jour: date, left_on: date | None, by_whom: str) -> str:
    years = AMOUNTS.on("rupture_conventionnelle.nouveau_recrutement", jour)
    delay = counted(AMOUNTS.on("rupture_conventionnelle.remboursement", jour), "an")
    end = months_after(left_on, int(years * _MONTHS_OF_A_YEAR)) if left_on else None
    until = f", soit jusqu’au {day(end)}" if end else ""
    return (
        "Le fonctionnaire parti par rupture conventionnelle doit rembourser l’indemnité à son "
        f"ancien employeur s’il est recruté {by_whom}, dans les {counted(years, 'an')} qui suivent"
        f"{until}. Il a {delay} au plus, à partir du recrutement, pour rembourser."
    )


@rule(
    "N26-12",
    SUBJECT,
    title="Rupture conventionnelle : procédure et indemnité",
    cites=(
        Article("décret 2019-1593", "", EXPERIMENT),
        Article("décret 2019-1596", "", EXPERIMENT),
    ),
    in_force_since=EXPERIMENT,
    in_force_until=date(2026, 8, 7),
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=PROCEDURE,
)
def procedure_de_2019() -> Answer:
    """Two decrees of 2019 set the steps and the money; their figures were not read."""
    return to_check(
        f"Jusqu’au 7{NBSP}août 2026, deux décrets du 31{NBSP}décembre 2019 règlent l’un la "
        "procédure de la rupture conventionnelle, l’autre le montant de l’indemnité. Les étapes, "
        "les délais et le calcul sont à vérifier dans ces textes."
    )


@rule(
    "N26-12",
    SUBJECT,
    title="Rupture conventionnelle : procédure et indemnité",
    cites=(
        Article("CGFP", "L552-3", PERMANENT),
        Article("décret 2026-745", "", NEW_PROCEDURE),
    ),
    in_force_since=NEW_PROCEDURE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=PROCEDURE,
)
def procedure_de_2026() -> Answer:
    """Decrees of August 2026 changed the steps; their text was not read."""
    return to_check(
        f"Des décrets d’août 2026, dont celui du 6{NBSP}août, ont modifié la procédure de la "
        f"rupture conventionnelle à partir du 8{NBSP}août 2026 : les étapes, les délais et "
        "l’indemnité sont à vérifier dans le texte en vigueur. L’agent peut se faire assister par "
        "un conseiller syndical."
    )
