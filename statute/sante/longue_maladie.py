"""Congé de longue maladie (CLM): duration, pay, a new leave, IFSE."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.french import counted, day, number, percent
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    SECOND_READING,
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

SUBJECT = Subject("longue_maladie", "Congé de longue maladie", categories=("maladie",))
FONCTIONNAIRES = (TITULAIRE, STAGIAIRE)

IFSE_EN_CLM = date(2024, 9, 1)
VEILLE_IFSE_EN_CLM = date(2024, 8, 31)


@rule(
    "CLM-01",
    SUBJECT,
    title="Durée du congé de longue maladie",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(
        Article("CGFP", "L822-7", CODE_IN_FORCE),
        Article("CGFP", "L822-8", CODE_IN_FORCE),
        Article("CGFP", "L822-9", CODE_IN_FORCE),
        Article("décret 87-602", "art. 26"),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Combien de temps dure un congé de longue maladie ?",
        "clm duree maximum et renouvellement",
        "Mon CLM est accordé pour 6 mois, est-ce que je devrai redemander ensuite ?",
        "Un congé de longue maladie peut-il durer cinq ans ?",
        "Par périodes de combien de mois le CLM est-il renouvelé ?",
        "J'en suis à deux ans de longue maladie, combien m'en reste-t-il ?",
        "Pour combien de temps accorder un CLM à un agent après l'avis du conseil médical ?",
        "longue maladie prise en plusieurs fois c'est possible ?",
        "clm de 3 ans : combien d'années payées entières et combien à moitié ?",
        "pourquoi on me donne que 3 mois de longue maladie à la fois, c'est pénible",
    ),
)
def duree(jour: date) -> Answer:
    """Three years at most, by periods of three to six months, in a row or not."""
    mois = counted(AMOUNTS.on("longue_maladie.mois_au_total", jour) / 12, "an")
    de = number(AMOUNTS.on("longue_maladie.mois_par_periode_minimum", jour))
    a = counted(AMOUNTS.on("longue_maladie.mois_par_periode_maximum", jour), "mois")
    plein = percent(AMOUNTS.on("longue_maladie.part_pleine", jour))
    part = percent(AMOUNTS.on("longue_maladie.part_reduite", jour))
    return value(
        f"{mois} au plus pour un fonctionnaire : le congé de longue maladie est accordé et "
        f"renouvelé par périodes de {de} à {a}, en continu ou en plusieurs fois (fractionné). Il "
        f"est payé {plein} du traitement la première année, puis {part}.",
    )


@rule(
    "CLM-02",
    SUBJECT,
    title="Traitement en congé de longue maladie",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(Article("CGFP", "L822-8", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Combien vais-je toucher en congé de longue maladie ?",
        "salaire clm apres un an",
        "Est-ce que la deuxième année de longue maladie est payée à 60 % ?",
        "Je passe à demi-traitement le mois prochain après un an de CLM, c'est bien ça ?",
        "Une collègue de l'État touche 60 % en CLM et moi 50, pourquoi ?",
        "Un agent en CLM depuis 14 mois : quel traitement lui verser ?",
        "SFT et indemnité de résidence maintenus pendant une longue maladie ?",
        "longue maladie plein traitement pendant combien de temps",
        "j'ai un clm accordé depuis janvier, je garde mon salaire entier jusqu'à quand ?",
    ),
)
def traitement(jour: date) -> Answer:
    """Full pay for a year, half pay for two, until a decree says sixty per cent."""
    entier = AMOUNTS.on("longue_maladie.part_pleine", jour)
    plein = AMOUNTS.on("longue_maladie.mois_a_plein_traitement", jour) / 12
    reduit = number(AMOUNTS.on("longue_maladie.mois_a_traitement_reduit", jour) / 12)
    part = percent(AMOUNTS.on("longue_maladie.part_reduite", jour))
    possible = percent(AMOUNTS.on("longue_maladie.part_reduite_possible", jour))
    return value(
        f"{percent(entier)} du traitement pendant {counted(plein, 'an')}, puis {part} "
        f"(demi-traitement) les {reduit} années suivantes, pour un fonctionnaire en congé de "
        f"longue maladie, et non {possible}, taux qui suppose un accord et un décret. Le "
        "supplément familial et l’indemnité de résidence restent versés en totalité.",
    )


@rule(
    "CLM-03",
    SUBJECT,
    title="Nouveau congé de longue maladie",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(
        Article("CGFP", "L822-7", CODE_IN_FORCE),
        Article("CGFP", "L822-9", CODE_IN_FORCE),
        Article("CGFP", "L822-11", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=(
        "J'ai déjà eu un congé de longue maladie, puis-je en avoir un autre ?",
        "deuxieme clm combien de temps apres le premier",
        "J'ai épuisé mes trois ans de CLM et repris depuis 6 mois, je rechute : nouveau CLM ?",
        "Combien de temps faut-il avoir travaillé entre deux longues maladies ?",
        "Un agent reprend après un CLM complet : quand ses droits se reconstituent-ils ?",
        "reprise de 4 mois puis rechute, on me refuse un nouveau congé de longue maladie",
        "Pour une autre maladie, a-t-on droit tout de suite à un second CLM ?",
        "reconstitution des droits à longue maladie après reprise",
    ),
)
def nouveau_conge(jour: date) -> Answer:
    """Ask a year back at work of another such leave; the one under way may go on before it."""
    # That the year is asked once the three years are used: BIP:coloma, on article 18 of the decree.
    total = counted(AMOUNTS.on("longue_maladie.mois_au_total", jour) / 12, "an")
    reprise = counted(AMOUNTS.on("longue_maladie.mois_de_reprise", jour) / 12, "an")
    return value(
        f"Un nouveau congé de longue maladie suppose, pour un fonctionnaire, {reprise} de reprise "
        f"des fonctions si les {total} du précédent sont épuisés. S’ils ne le sont pas, ce congé "
        "peut se poursuivre, même après une reprise plus courte.",
    )


QUESTIONS_IFSE = (
    "Est-ce que je garde mon IFSE en congé de longue maladie ?",
    "primes et clm maintenues ?",
    "Le RIFSEEP est-il versé pendant une longue maladie ?",
    (
        "On m'a dit que depuis 2024 les primes étaient maintenues à 33 % puis 60 % en CLM, c'est "
        "automatique ?"
    ),
    "Notre collectivité peut-elle maintenir le régime indemnitaire des agents en CLM ?",
    "ifse longue duree cld maintien",
    "Je n'ai plus aucune prime depuis mon passage en longue maladie, c'est normal ?",
    "Faut-il une délibération pour verser l'IFSE à un agent en longue maladie ?",
    "quel pourcentage de prime la 2eme année de longue maladie",
)


@rule(
    "CLM-04",
    SUBJECT,
    title="Primes en congé de longue maladie (avant le 1er septembre 2024)",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(Article("CGFP", "L714-4", CODE_IN_FORCE), Article("décret 2010-997", "art. 1")),
    in_force_since=CODE_IN_FORCE,
    in_force_until=VEILLE_IFSE_EN_CLM,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS_IFSE,
)
def ifse_avant_septembre_2024() -> Answer:
    """No primes in long illness for State staff, hence none by local deliberation."""
    return value(
        "Le maintien des primes (dont l’indemnité de fonctions, de sujétions et d’expertise, IFSE) "
        f"en congé de longue maladie n’était pas possible avant le {day(IFSE_EN_CLM)} : l’État ne "
        "le prévoyait pas pour ses agents, et la délibération de la collectivité ne pouvait pas "
        "aller au-delà.",
    )


@rule(
    "CLM-04",
    SUBJECT,
    title="Primes en congé de longue maladie",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(
        Article("CGFP", "L714-4", CODE_IN_FORCE),
        Article("décret 2010-997", "art. 2-1", IFSE_EN_CLM),
    ),
    in_force_since=IFSE_EN_CLM,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS_IFSE,
)
def ifse(jour: date) -> Answer:
    """Let a local deliberation keep up to a third of primes, then sixty per cent."""
    debut = percent(AMOUNTS.on("longue_maladie.part_des_primes_la_premiere_annee", jour))
    suite = percent(AMOUNTS.on("longue_maladie.part_des_primes_ensuite", jour))
    return value(
        f"{debut} des primes (dont l’indemnité de fonctions, de sujétions et d’expertise, IFSE) "
        f"au plus la première année et {suite} "
        "les 2 suivantes, seulement si une délibération de la collectivité le prévoit, après avis "
        "du comité social territorial (CST) : le maintien en congé de longue maladie n’est pas "
        "automatique. Le congé de longue durée est exclu.",
    )
