"""Temps partiel: on authorisation, of right, pay, duration."""

from datetime import date, timedelta
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.facts import ADOPTION, HANDICAP, NAISSANCE, SANS_MOTIF_DE_DROIT, SOINS
from statute.french import NBSP, counted, day, percent
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    SECOND_READING,
    Answer,
    Article,
    Subject,
    Verification,
    met,
    missing,
    not_met,
    rule,
    value,
)

SUBJECT = Subject("temps_partiel", "Temps partiel", categories=("temps-partiel",))

OUVERT_AUX_TEMPS_NON_COMPLETS = date(2025, 1, 1)
MOIS_PAR_AN = 12

# The quotas the law lists are choices, like those of a fact: no amount of them ever changes alone.
QUOTITES_DE_DROIT = (50, 60, 70, 80)
DE_DROIT = f"50, 60, 70 ou 80{NBSP}%"
MAJOREES = {80: "part_payee_a_80", 90: "part_payee_a_90"}

ASKED_OF_THE_AUTHORISATION = (
    "Mon chef peut-il refuser ma demande de temps partiel ?",
    "temps partiel pour convenance perso, l’autorité territoriale peut dire non ?",
    "je veux passer à 90 % sans raison particuliere, c possible ou pas",
    "On m’a refusé mon 80 % sans entretien ni explication, c’est légal ça ?",
    "Quelle est la quotité minimale d’un temps partiel demandé pour raisons personnelles ?",
    "Un agent demande un 4/5e, le service est en sous-effectif : comment motiver un refus ?",
    "Contractuelle depuis 3 mois, faut-il un an d’ancienneté pour avoir un temps partiel ?",
    "refus de mi-temps : je peux saisir la CAP ou la CCP ?",
    "Mon emploi est à 28 h, à temps non complet : puis-je quand même demander un temps partiel ?",
    "J’ai droit au temps partiel, mon directeur n’a pas le droit de refuser, non ?",
    "Mes enfants sont grands, je voudrais mon mercredi : la mairie doit-elle accepter ?",
)


@rule(
    "TP-01",
    SUBJECT,
    title="Temps partiel sur autorisation",
    cites=(
        Article("CGFP", "L612-1", CODE_IN_FORCE),
        Article("CGFP", "L612-2", CODE_IN_FORCE),
        Article("CGFP", "L612-13", CODE_IN_FORCE),
        Article("décret 2004-777", "art. 10 et 12"),
    ),
    in_force_since=CODE_IN_FORCE,
    in_force_until=OUVERT_AUX_TEMPS_NON_COMPLETS - timedelta(days=1),
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=ASKED_OF_THE_AUTHORISATION,
)
def sur_autorisation_avant_2025(
    jour: date,
    motif_temps_partiel: str | None = None,
    quotite: int | None = None,
    age_de_l_enfant: int | None = None,
    arrivee_de_l_enfant: date | None = None,
) -> Answer | None:
    """Until 2024, contractuels needed a year of service and a full-time post."""
    anciennete = AMOUNTS.on("temps_partiel.mois_d_anciennete_des_contractuels", jour)
    return _sur_autorisation(
        f"pour un emploi à temps complet, après {counted(anciennete, 'mois')} de services pour un "
        "contractuel",
        jour,
        motif_temps_partiel,
        (quotite, age_de_l_enfant, arrivee_de_l_enfant),
    )


@rule(
    "TP-01",
    SUBJECT,
    title="Temps partiel sur autorisation",
    cites=(
        Article("CGFP", "L612-1", CODE_IN_FORCE),
        Article("CGFP", "L612-2", CODE_IN_FORCE),
        Article("CGFP", "L612-13", CODE_IN_FORCE),
        Article("décret 2004-777", "art. 1, 10 et 12", OUVERT_AUX_TEMPS_NON_COMPLETS),
    ),
    in_force_since=OUVERT_AUX_TEMPS_NON_COMPLETS,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=ASKED_OF_THE_AUTHORISATION,
)
def sur_autorisation(
    jour: date,
    motif_temps_partiel: str | None = None,
    quotite: int | None = None,
    age_de_l_enfant: int | None = None,
    arrivee_de_l_enfant: date | None = None,
) -> Answer | None:
    """At least half time, if the service allows; a refusal needs an interview and reasons."""
    au_plus = AMOUNTS.on("temps_partiel.quotite_maximale_a_temps_non_complet", jour)
    return _sur_autorisation(
        "sans ancienneté exigée, pour un emploi à temps complet ou, pour un fonctionnaire, à temps "
        f"non complet ({counted(au_plus, '%')} au plus)",
        jour,
        motif_temps_partiel,
        (quotite, age_de_l_enfant, arrivee_de_l_enfant),
    )


def _sur_autorisation(
    conditions: str,
    jour: date,
    motif: str | None,
    demande: tuple[int | None, int | None, date | None],
) -> Answer | None:
    if motif and not _obstacle(motif, jour, *demande):
        return None
    au_moins = counted(AMOUNTS.on("temps_partiel.quotite_minimale", jour), "%")
    return value(
        f"Le temps partiel sur autorisation, d’au moins {au_moins}, peut être refusé pour les "
        f"nécessités du service ; il est possible {conditions}. Le refus, précédé d’un entretien "
        "et motivé, peut être porté devant la commission administrative paritaire (CAP) ou, pour "
        "un contractuel, la commission consultative paritaire (CCP).",
    )


@rule(
    "TP-02",
    SUBJECT,
    title="Temps partiel de droit",
    # Article 13 of décret 2004-777 says it again for contractuels alone: not cited to everybody.
    cites=(Article("CGFP", "L612-3", CODE_IN_FORCE), Article("CGFP", "L612-1", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Le temps partiel est-il de droit quand on a un enfant de 2 ans ?",
        "je veux passer à 80 % apres mon conge mat, mon chef peut pas refuser si ?",
        "J’ai une RQTH, ma commune est-elle obligée de m’accorder un temps partiel ?",
        "Ma mère a un cancer et je dois m’occuper d’elle : puis-je obtenir un mi-temps de droit ?",
        "temps partiel de droit quotités possibles",
        "Mon fils va avoir trois ans en mars, est-ce que je perds mon temps partiel de droit ?",
        "Nous adoptons une fille, combien de temps dure le temps partiel de plein droit ?",
        "Une agente demande un 90 % pour élever son bébé de 8 mois, suis-je tenu d’accepter ?",
        "tp de droit pour soigner mon mari gravement malade, il faut quels motifs ?",
        "Je demande à travailler à 60 % suite à la naissance de mon deuxième, c’est automatique ?",
        "Aidante de mon père dépendant : temps partiel d’office ou sous réserve du service ?",
        "Faut-il l’avis du médecin du travail pour un temps partiel de droit lié au handicap ?",
    ),
)
def de_droit(
    motif_temps_partiel: str,
    jour: date,
    quotite: int | None = None,
    age_de_l_enfant: int | None = None,
    arrivee_de_l_enfant: date | None = None,
) -> Answer:
    """Of right at 50, 60, 70 or 80 % for a birth, an adoption, care of a relative, disability."""
    de_l_enfant = (age_de_l_enfant, arrivee_de_l_enfant)
    if obstacle := _obstacle(motif_temps_partiel, jour, quotite, *de_l_enfant):
        return not_met(obstacle)
    if motif_temps_partiel == ADOPTION and arrivee_de_l_enfant is None:
        return missing("arrivee_de_l_enfant")
    ans = counted(AMOUNTS.on("temps_partiel.age_limite_de_l_enfant", jour) / MOIS_PAR_AN, "an")
    return met(
        f"Le temps partiel est de droit, il ne peut pas être refusé, à {DE_DROIT}, "
        f"{CONDITIONS[motif_temps_partiel].format(ans=ans)}.",
    )


def _obstacle(
    motif: str, jour: date, quotite: int | None, age: int | None, arrivee: date | None
) -> str:
    """Say why this part time is not of right; nothing when it is."""
    if motif == SANS_MOTIF_DE_DROIT:
        return (
            "Le temps partiel n’est pas de droit sans l’un des motifs prévus (naissance, adoption, "
            "soins à un proche, handicap) : il est possible sur autorisation, si le service le "
            "permet."
        )
    limite = AMOUNTS.on("temps_partiel.age_limite_de_l_enfant", jour)
    ans = counted(limite / MOIS_PAR_AN, "an")
    if motif == NAISSANCE and age is not None and age >= limite:
        return (
            "Le temps partiel n’est plus de droit : à l’occasion d’une naissance, il prend fin au "
            f"troisième anniversaire de l’enfant ({ans}) ; ensuite, il est possible sur "
            "autorisation."
        )
    if motif == ADOPTION and arrivee is not None and _mois_depuis(arrivee, jour) >= limite:
        return (
            "À l’occasion d’une adoption, le temps partiel cesse d’être de droit le "
            f"{day(months_after(arrivee, int(limite)))}, {ans} après l’arrivée de l’enfant ; "
            "ensuite, il est possible sur autorisation."
        )
    if quotite is not None and quotite not in QUOTITES_DE_DROIT:
        return (
            f"À {quotite}{NBSP}%, le temps partiel n’est pas de droit : il ne l’est qu’à "
            f"{DE_DROIT}. Une autre quotité ne peut être accordée que sur autorisation."
        )
    return ""


def _mois_depuis(arrivee: date, jour: date) -> int:
    mois = (jour.year - arrivee.year) * 12 + jour.month - arrivee.month
    return mois - (jour.day < arrivee.day)


CONDITIONS = {
    NAISSANCE: "à l’occasion d’une naissance et jusqu’au troisième anniversaire de l’enfant "
    "({ans})",
    ADOPTION: "à l’occasion d’une adoption, pendant {ans} après l’arrivée de l’enfant",
    SOINS: "pour donner des soins à un conjoint ou partenaire de PACS, un enfant à charge ou un "
    "ascendant qu’un handicap oblige à être assisté, ou qu’un accident ou une maladie grave a "
    "frappé",
    HANDICAP: "pour un agent en situation de handicap au sens du code du travail, après avis du "
    "médecin du travail",
}


@rule(
    "TP-03",
    SUBJECT,
    title="Rémunération à temps partiel",
    cites=(Article("CGFP", "L612-5", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "À 80 %, je serai payé combien ?",
        "salaire à 90% temps partiel 32/35 c quoi ?",
        "Si je passe à mi-temps, est-ce que je touche la moitié de mon traitement ?",
        "Mes primes sont-elles réduites quand je suis à temps partiel ?",
        "pourquoi à 80 % on est payé 85,7 % et pas 80",
        "Je gagne 2 100 € brut, combien il me restera à 70 % ?",
        "Rémunération des quotités 50, 60, 70, 80 et 90 % : quelle fraction du plein traitement ?",
        "Une agente à 80 % me dit qu’elle doit recevoir les 6/7 de sa paie, a-t-elle raison ?",
        "Je suis à 90 % et ma paie correspond à 91,43 %, c’est une erreur ?",
        "L’indemnité de résidence et le RIFSEEP suivent-ils la quotité du temps partiel ?",
    ),
)
def part_de_la_remuneration(jour: date, quotite: int | None = None) -> Answer:
    """Pay follows the quota, except six sevenths at 80 % and thirty-two thirty-fifths at 90 %."""
    parts = {q: AMOUNTS.on(f"temps_partiel.{name}", jour) for q, name in MAJOREES.items()}
    if quotite is None or quotite < AMOUNTS.on("temps_partiel.quotite_minimale", jour):
        exceptions = " et ".join(
            f"{part.numerator}/{part.denominator} ({percent(part)}) à {q}{NBSP}%"
            for q, part in parts.items()
        )
        return value(
            "Le traitement, l’indemnité de résidence et les primes sont versés au prorata de la "
            f"quotité (50{NBSP}% de la rémunération à 50{NBSP}%, 70{NBSP}% à 70{NBSP}%), sauf "
            f"{exceptions}.",
        )
    if quotite in parts:
        part = parts[quotite]
        return value(
            f"{percent(part)} de la rémunération d’un temps plein, soit {part.numerator}/"
            f"{part.denominator}, à {quotite}{NBSP}% : cette quotité est payée mieux qu’au "
            "prorata, pour le traitement, l’indemnité de résidence et les primes.",
        )
    return value(
        f"{percent(Fraction(quotite, 100))} de la rémunération d’un temps plein, au prorata de la "
        "quotité, pour le traitement, l’indemnité de résidence et les primes ; seules les quotités "
        f"de 80{NBSP}% et 90{NBSP}% sont payées davantage.",
    )
