"""Indemnité de résidence, régime indemnitaire."""

from datetime import date
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.french import counted, euros, percent
from statute.remuneration.remuneration import traitement
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    SECOND_READING,
    THIRD_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    to_check,
    value,
)

SUBJECT = Subject("indemnites", "Indemnités et primes", categories=("remuneration-paie",))

RESIDENCE = date(2022, 1, 1)
RESIDENCE_SPECIALE = date(2023, 12, 12)
"""The day of the decree: the day it took effect was not read."""


@rule(
    "IR-01",
    SUBJECT,
    title="Indemnité de résidence",
    cites=(Article("décret 85-1148", "art. 9", RESIDENCE),),
    in_force_since=RESIDENCE,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=(
        "Ai-je droit à une indemnité de résidence ?",
        "IR zone 1 3 % c’est quoi",
        "Pourquoi ma collègue de la ville voisine touche une indemnité de résidence et pas moi ?",
        "Comment est calculée l’indemnité de résidence sur ma fiche de paie ?",
        "indemnite de residence zone 3 rien du tout ?",
        "L’indemnité de résidence dépend-elle de mon domicile ou de mon lieu de travail ?",
        "Mon indice majoré est de 500, combien d’IR en zone 2 ?",
        "Quel est le minimum d’indemnité de résidence pour les petits indices ?",
        "taux de l’indemnité de résidence par zone",
        "Je déménage dans une autre commune, mon indemnité de résidence change-t-elle ?",
    ),
)
def residence(jour: date, indice_majore: int | None = None) -> Answer:
    """Add a share of the index pay by the zone of the place of work, from a least index."""
    # That the place of work decides, and not the home: Conseil d’État, 30 May 2007, n° 268682, as
    # told by banquedesterritoires.fr and the public fact sheet F32511.
    une, deux, trois = (
        AMOUNTS.on(f"indemnites.residence_zone_{zone}", jour) for zone in ("1", "2", "3")
    )
    plancher = AMOUNTS.on("remuneration.indice_minimum", jour)
    echelle = f"{percent(une)} en zone 1, {percent(deux)} en zone 2 et {percent(trois)} en zone 3"
    if indice_majore is None:
        return value(
            f"L’indemnité de résidence est de {echelle} du traitement, nouvelle bonification "
            "indiciaire (NBI) comprise : en zone 3, rien n’est versé. Compte la zone de la commune "
            "d’affectation, et non celle du domicile (dans une agglomération, la meilleure zone) ; "
            f"le minimum est celui de l’indice majoré {counted(plancher, '')}.",
        )
    base = traitement(max(Fraction(indice_majore), plancher), jour)
    return value(
        f"À l’indice majoré {indice_majore}, l’indemnité de résidence est de {euros(base * une)} "
        f"par mois en zone 1, {euros(base * deux)} en zone 2 et {euros(base * trois)} en zone 3 "
        f"({echelle}), selon la commune d’affectation ; les points de nouvelle bonification "
        "indiciaire (NBI) s’ajoutent à cet indice.",
    )


@rule(
    "IR-02",
    SUBJECT,
    title="Indemnité de résidence spéciale (Ain, Haute-Savoie)",
    cites=(Article("décret 85-1148", "art. 9 ter", RESIDENCE_SPECIALE),),
    in_force_since=RESIDENCE_SPECIALE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Existe-t-il une indemnité de résidence spéciale en Haute-Savoie ?",
        "prime vie chère frontaliers Annemasse agents de mairie",
        "Je travaille dans le pays de Gex, ai-je une indemnité de résidence particulière ?",
        "L’indemnité des zones frontalières de la Suisse vaut-elle pour les territoriaux ?",
        "indemnité résidence Ain zone A fonction publique territoriale ?",
        "À Annecy, les agents de l’État touchent un complément pour le coût du logement, et nous ?",
        "Indemnité de résidence dérogatoire dans l’agglomération du Genevois français",
        "art 9 ter décret 85-1148 applicable à une commune ?",
    ),
)
def residence_speciale() -> Answer:
    """Say that a special indemnity exists near Geneva, not whether territorial staff get it."""
    return to_check(
        "Une indemnité de résidence spéciale existe depuis décembre 2023 dans certaines communes "
        "de l’Ain et de la Haute-Savoie ; son application aux agents territoriaux est à vérifier.",
    )


@rule(
    "RI-01",
    SUBJECT,
    title="Régime indemnitaire de la collectivité",
    cites=(Article("CGFP", "L714-4", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Qui fixe le montant de mes primes dans une commune ?",
        "pourquoi les primes sont plus élevées à la mairie d’à côté pour le meme poste ?",
        "RIFSEEP différent d’une collectivité à l’autre, c’est normal ?",
        "J’exerce le même métier qu’à la métropole mais mon IFSE est plus basse, est-ce légal ?",
        "Mes primes baissent en changeant d’employeur public, qui en décide ?",
        "RI : plafond de l’État, ça veut dire quoi ?",
        "La collectivité peut-elle verser des primes supérieures à celles des agents de l’État ?",
        "Ma nouvelle mairie refuse de maintenir mes anciennes primes, a-t-elle le droit ?",
        "délibération primes IFSE CIA conseil municipal compétence",
        "inégalité de primes entre deux communes voisines, comment l’expliquer à mon équipe ?",
    ),
)
def regime_indemnitaire() -> Answer:
    """Let each assembly set the primes, within what the State's own staff get."""
    return value(
        "Les primes (régime indemnitaire) sont fixées par l’assemblée délibérante de chaque "
        "collectivité, sans pouvoir dépasser le plafond de celles des services de l’État : deux "
        "communes peuvent donc verser des primes différentes pour un même poste.",
    )
