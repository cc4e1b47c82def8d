"""Temps partiel: on authorisation, of right, pay, duration."""

from datetime import date
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.facts import ADOPTION, HANDICAP, NAISSANCE, SANS_MOTIF_DE_DROIT, SOINS
from statute.french import NBSP, percent
from statute.rule import (
    CODE_IN_FORCE,
    Answer,
    Article,
    Asked,
    Subject,
    Verification,
    any_of,
    met,
    missing,
    not_met,
    rule,
    value,
)

SUBJECT = Subject("temps_partiel", "Temps partiel", categories=("temps-partiel",))

SANS_ANCIENNETE_POUR_LES_CONTRACTUELS = date(2025, 1, 1)
"""The decree of 30 December 2024 lifted their condition of seniority; its day was not read."""
TACITE_RECONDUCTION = date(2004, 8, 1)

TEMPS_PARTIEL = (
    "temps[ -]partiel|mi[ -]temps"
    "|(?:à|en|un|du|le|passer|quotité de) (?:50|60|70|80|90) ?%|6/7|32/35"
    "|quatre cinquièmes|4/5"
)
AUTRE_SUJET = (
    "thérapeutique|tpt(?![a-z])|création d'entreprise|créer (?:mon|une|ma)|repreneur"
    r"|(?:mon|ma|monter|créer|ouvrir|reprendre|lancer?) (?:\w+ )?"
    "(?:boîte|entreprise|boulangerie|affaire|société|commerce)"
    "|maladie|(?:en|mon|l'|d'|son) ?arrêt(?![a-z])|retraite|non[ -]complet|médecin"
    "|oncologue|docteur|télétravail|rtt|micro|auto-entrep|activité accessoire"
)
AUTRES_CALCULS = (
    "congés?(?![a-z])|stage|cotis|surcotis|trimestres|mutuelle|avancement|élections?"
    "|heures? (?:supp|compl)|prime|ticket|cumul"
)
EST_CE_UN_DROIT = "refus|autorisation|d'office|dire non|bloque|nécessités|accepte|de droit|un droit"
SOUHAIT = (
    "(?:demand|souhait|voudr|veux|aimerai|passer)[^.?!;]{0,40}"
    "(?:temps[ -]partiel|mi[ -]temps|(?:à|un|le) [5-9]0 ?%)"
)
QUOTITES_DE_DROIT = (50, 60, 70, 80)
DE_DROIT = f"50, 60, 70 ou 80{NBSP}%"


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
    in_force_since=SANS_ANCIENNETE_POUR_LES_CONTRACTUELS,
    verification=Verification.SECONDARY,
    asked_by=Asked(
        about=TEMPS_PARTIEL,
        asking=any_of(EST_CE_UN_DROIT, "sans motif|convenance"),
        unless=any_of(AUTRE_SUJET, AUTRES_CALCULS),
    ),
)
def sur_autorisation(
    jour: date,
    motif_temps_partiel: str | None = None,
    quotite: int | None = None,
    age_de_l_enfant: int | None = None,
    arrivee_de_l_enfant: date | None = None,
) -> Answer | None:
    """At least half time, if the service allows; a refusal needs an interview and reasons."""
    de_l_enfant = (age_de_l_enfant, arrivee_de_l_enfant)
    if motif_temps_partiel and not _obstacle(motif_temps_partiel, jour, quotite, *de_l_enfant):
        return None
    return value(
        f"Le temps partiel sur autorisation, d’au moins 50{NBSP}%, est accordé sous réserve des "
        "nécessités du service ; un refus doit être précédé d’un entretien et motivé, et peut "
        "être porté devant la CAP (fonctionnaire) ou la CCP (contractuel).",
    )


@rule(
    "TP-02",
    SUBJECT,
    title="Temps partiel de droit",
    # Article 13 of décret 2004-777 says it again for contractuels alone: not cited to everybody.
    cites=(Article("CGFP", "L612-3", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    asked_by=Asked(
        about=TEMPS_PARTIEL,
        asking=any_of(EST_CE_UN_DROIT, SOUHAIT),
        unless=any_of(AUTRE_SUJET, AUTRES_CALCULS),
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
    return met(f"Le temps partiel est de droit, à {DE_DROIT}, {CONDITIONS[motif_temps_partiel]}.")


def _obstacle(
    motif: str, jour: date, quotite: int | None, age: int | None, arrivee: date | None
) -> str:
    """Say why this part time is not of right; nothing when it is."""
    if motif == SANS_MOTIF_DE_DROIT:
        return (
            "Sans l’un des motifs prévus (naissance, adoption, soins à un proche, handicap), le "
            "temps partiel n’est pas de droit : il relève d’une autorisation."
        )
    limite = AMOUNTS.on("temps_partiel.age_limite_de_l_enfant", jour)
    if motif == NAISSANCE and age is not None and age >= limite:
        return (
            "Le temps partiel de droit à l’occasion d’une naissance prend fin au troisième "
            "anniversaire de l’enfant ; ensuite, il relève d’une autorisation."
        )
    if motif == ADOPTION and arrivee is not None and _mois_depuis(arrivee, jour) >= limite:
        return (
            "Le temps partiel de droit à l’occasion d’une adoption prend fin trois ans après "
            "l’arrivée de l’enfant ; ensuite, il relève d’une autorisation."
        )
    if quotite is not None and quotite not in QUOTITES_DE_DROIT:
        return (
            f"Le temps partiel de droit n’existe qu’à {DE_DROIT} ; une autre quotité, comme "
            f"90{NBSP}%, ne peut être accordée que sur autorisation."
        )
    return ""


def _mois_depuis(arrivee: date, jour: date) -> int:
    mois = (jour.year - arrivee.year) * 12 + jour.month - arrivee.month
    return mois - (jour.day < arrivee.day)


CONDITIONS = {
    NAISSANCE: "à l’occasion d’une naissance et jusqu’au troisième anniversaire de l’enfant",
    ADOPTION: "à l’occasion d’une adoption, pendant trois ans après l’arrivée de l’enfant",
    SOINS: "pour donner des soins à un conjoint ou partenaire de PACS, un enfant à charge ou un "
    "ascendant qu’un handicap oblige à être assisté, ou qu’un accident ou une maladie grave a "
    "frappé",
    HANDICAP: "pour un agent en situation de handicap au sens du code du travail, après avis du "
    "médecin du travail",
}

MAJOREES = {80: "temps_partiel.part_payee_a_80", 90: "temps_partiel.part_payee_a_90"}


@rule(
    "TP-03",
    SUBJECT,
    title="Rémunération à temps partiel",
    cites=(Article("CGFP", "L612-5", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    asked_by=Asked(
        about=TEMPS_PARTIEL,
        asking=(
            "payée?s?(?![a-z])|paie|salaire|rémunér|on touche|toucher|traitement|argent"
            "|je (?:perds|gagne)|6/7|32/35|85,7|91,4"
        ),
        unless=any_of(AUTRE_SUJET, AUTRES_CALCULS),
    ),
)
def part_de_la_remuneration(jour: date, quotite: int | None = None) -> Answer:
    """Pay follows the quota, except six sevenths at 80 % and thirty-two thirty-fifths at 90 %."""
    parts = {q: AMOUNTS.on(name, jour) for q, name in MAJOREES.items()}
    exceptions = " et ".join(
        f"{part.numerator}/{part.denominator} ({percent(part)}) à {q}{NBSP}%"
        for q, part in parts.items()
    )
    if quotite is None:
        return value(
            "La rémunération est proportionnelle à la quotité de temps partiel (à "
            f"70{NBSP}%, 70{NBSP}% d’un temps plein), sauf {exceptions}.",
        )
    if quotite in parts:
        part = parts[quotite]
        return value(
            f"À {quotite}{NBSP}%, la rémunération versée est de {part.numerator}/"
            f"{part.denominator} de celle d’un temps plein, soit {percent(part)}.",
        )
    return value(
        f"À {quotite}{NBSP}%, la rémunération est proportionnelle, soit "
        f"{percent(Fraction(quotite, 100))} de celle d’un temps plein ; seules font exception les "
        f"quotités de 80{NBSP}% et 90{NBSP}%.",
    )


@rule(
    "TP-04",
    SUBJECT,
    title="Durée et renouvellement du temps partiel",
    cites=(Article("décret 2004-777", "art. 18", TACITE_RECONDUCTION),),
    in_force_since=TACITE_RECONDUCTION,
    verification=Verification.OLDER_COPY,
    asked_by=Asked(
        about=any_of(TEMPS_PARTIEL, "quotité|70 ?%|80 ?%|90 ?%|quatre jours sur cinq"),
        asking=(
            "tacite|renouvel|reconduc|reconduit|échéance|continue tout seul|refai(?:s|re)"
            "|redemand|(?:pour|pendant) combien de temps|quelle durée|(?:chaque|tous les) ans?"
            "|(?:revenir|repasser|retour|reprendre)[^.?!]{0,25}(?:plein|100|cent)"
            "|arrêter (?:mon|le) temps partiel|anticipé"
        ),
        unless=any_of(AUTRE_SUJET, "contrat"),
    ),
)
def duree() -> Answer:
    """Six months to a year, tacitly renewed within three years; two months' notice to change."""
    return value(
        "Le temps partiel est accordé par périodes de six mois à un an, renouvelées par tacite "
        "reconduction dans la limite de trois ans, après quoi une nouvelle demande est nécessaire "
        "; une fin anticipée ou un changement se demande deux mois avant.",
    )
