"""Capital décès: what the family of a fonctionnaire who dies in service receives."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.french import counted, number, percent
from statute.rule import (
    CODE_IN_FORCE,
    STAGIAIRE,
    THIRD_READING,
    TITULAIRE,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject(
    "capital_deces",
    "Capital décès d’un fonctionnaire",
    categories=("retraite", "remuneration-paie"),
)

DECRET = date(2022, 1, 1)
"""Deaths from this day on (décret 2021-1860 made the decree of 2021 lasting)."""


@rule(
    "DEC-01",
    SUBJECT,
    title="Capital décès",
    cites=(
        Article("CGFP", "L828-1", CODE_IN_FORCE),
        Article("CSS", "D712-19", None),
        Article("CSS", "D712-20", None),
        Article("CSS", "D712-21", None),
        Article("CSS", "D712-22", None),
        Article("décret 2021-176", "art. 1 et 2", DECRET),
    ),
    in_force_since=CODE_IN_FORCE,
    applies_to=(TITULAIRE, STAGIAIRE),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=(
        "Mon mari, fonctionnaire, est décédé : à combien s’élève le capital décès ?",
        "Un agent titulaire est mort en service, que doit-on verser à sa famille ?",
        "capital deces fonctionnaire territorial calcul",
        "Le capital décès est-il toujours de 13 600 € ?",
        "Décès d’un agent de 64 ans qui avait l’âge de la retraite : quel montant est versé ?",
        "Les enfants touchent-ils quelque chose en plus du capital décès ?",
        "Ma mère travaillait à la mairie et vient de mourir, a-t-on droit à une somme ?",
        "Ma collègue titulaire est décédée, quelle aide pour sa veuve ou son veuf ?",
        "c’est un an de salaire ou un trimestre le capital versé quand un agent meurt",
        "capital deces : supplément par enfant, combien et pour qui ?",
        "Le capital décès se calcule sur quel salaire, avec ou sans les primes du dernier mois ?",
    ),
)
def capital_deces(jour: date) -> Answer:
    """Pay the family a year's gross pay, a quarter of it after the legal age of retirement."""
    enfant = percent(AMOUNTS.on("capital_deces.part_par_enfant", jour))
    indice = number(AMOUNTS.on("capital_deces.indice_du_supplement", jour))
    quart = percent(AMOUNTS.on("capital_deces.part_apres_l_age_legal", jour))
    return value(
        "Pour un fonctionnaire mort en service avant l’âge légal de la retraite, le capital décès, "
        "qui n’est plus un forfait, est sa dernière rémunération brute annuelle ; à partir de cet "
        f"âge, {quart} de celle-ci (un quart). Chaque enfant ayant droit "
        f"reçoit en plus {enfant} du traitement annuel de l’indice brut {indice}. {_shared(jour)}"
    )


def _shared(jour: date) -> str:
    conjoint, enfants, annees, age = (
        AMOUNTS.on(f"capital_deces.{name}", jour)
        for name in ("part_du_conjoint", "part_des_enfants", "annees_de_pacs", "age_des_enfants")
    )
    return (
        f"Le conjoint (ou PACS de plus de {counted(annees, 'an')}) en reçoit {conjoint}, les "
        f"enfants (moins de {counted(age, 'an')} ou handicapés) {enfants} ; sans l’un, l’autre "
        "reçoit tout ; sans aucun, les ascendants à charge."
    )
