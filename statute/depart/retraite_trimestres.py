"""Quarters of insurance a full pension takes, by generation; one more per child."""

from datetime import date

from statute.depart.generations import (
    APRES,
    AVANT,
    LOI,
    REFORME,
    SUSPENSION,
    TRIMESTRES,
    TRIMESTRES_ACTIFS,
    VEILLE,
    births,
    in_the_year,
    lines,
    person,
    scale,
    told,
)
from statute.facts import NON, OUI
from statute.french import counted
from statute.rule import (
    SECOND_READING,
    STAGIAIRE,
    TITULAIRE,
    Answer,
    Article,
    Subject,
    Verification,
    missing,
    rule,
    to_check,
    value,
)

SUBJECT = Subject(
    "retraite_trimestres", "Durée d’assurance et taux plein", categories=("retraite",)
)

QUESTIONS_TRIMESTRES = (
    "Combien de trimestres me faut-il pour une retraite à taux plein ?",
    "je suis née en 1964, c 170 ou 171 trimestres",
    "Quelle durée d’assurance pour ne pas avoir de décote ?",
    "Il faut toujours 172 trimestres pour avoir la retraite complète ?",
    "Génération 1965, premier trimestre : nombre de trimestres requis ?",
    "J’ai 168 trimestres et je suis né en 1963, suis-je au taux plein ?",
    "combien de temp faut cotiser pour la retraite complete",
    "La loi de fin 2025 a-t-elle baissé le nombre de trimestres exigés ?",
    "Mon agent demande combien d’annuités il doit réunir pour éviter la décote.",
    "43 ans de cotisation, c’est pour quelles années de naissance ?",
    "tableau du nombre de trimestres par génération pour le taux plein",
)


def _trimestres(pension: date, naissance: date | None, annee: int | None, which: str) -> Answer:
    where = "dans un emploi sédentaire (non classé en catégorie active)"
    before = (
        "La durée d’assurance exigée des personnes nées avant le 1er septembre 1961 est à vérifier "
        "auprès de la caisse de retraite."
    )
    return _quarters(TRIMESTRES, pension, (naissance, annee), (where, before, which))


def _quarters(
    table: str,
    pension: date,
    birth: tuple[date | None, int | None],
    words: tuple[str, str, str],
) -> Answer:
    """Answer from a table: for a birth, for a year in which it changes, or the whole of it."""
    where, before, which = words
    born = births(*birth)
    found = lines(table, pension, born)
    if not found:
        return value(
            f"Pour le taux plein, sans décote, {where}, le nombre de trimestres exigé est de "
            f"{told(scale(table, pension), str)}, {which}."
        )
    if found == {None}:
        return to_check(before)
    if None in found:
        return missing("date_de_naissance")
    if len(found) > 1:
        count = in_the_year(table, pension, born[0].year, _counted)
    else:
        count = _counted(*(one or 0 for one in found))
    return value(
        f"{person(*birth)}, il faut {count} pour une retraite à taux plein, sans "
        f"décote, {where}, {which}."
    )


def _counted(quarters: int) -> str:
    return counted(quarters, "trimestre")


@rule(
    "RTR-02",
    SUBJECT,
    title="Trimestres exigés pour le taux plein",
    cites=(Article("CSS", "L161-17-3", REFORME),),
    in_force_since=REFORME,
    in_force_until=VEILLE,
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    questions=QUESTIONS_TRIMESTRES,
)
def trimestres_avant_la_suspension(
    jour: date,
    date_de_naissance: date | None = None,
    annee_de_naissance: int | None = None,
    categorie_active: str | None = None,
) -> Answer | None:
    """Ask 169 quarters for a full pension, then one more a generation, 172 for those of 1965."""
    if categorie_active == OUI:
        return None
    return _trimestres(jour, date_de_naissance, annee_de_naissance, AVANT)


@rule(
    "RTR-02",
    SUBJECT,
    title="Trimestres exigés pour le taux plein",
    cites=(Article("CSS", "L161-17-3", LOI),),
    in_force_since=LOI,
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    questions=QUESTIONS_TRIMESTRES,
)
def trimestres(
    jour: date,
    date_de_naissance: date | None = None,
    annee_de_naissance: int | None = None,
    categorie_active: str | None = None,
) -> Answer | None:
    """Ask 170 quarters for a full pension until March 1965, then 171, and 172 from 1966."""
    if categorie_active == OUI:
        return None
    return _trimestres(max(jour, SUSPENSION), date_de_naissance, annee_de_naissance, APRES)


@rule(
    "RTR-03",
    SUBJECT,
    title="Trimestres exigés en catégorie active",
    cites=(Article("loi 2023-270", "art. 10", LOI),),
    in_force_since=LOI,
    applies_to=(TITULAIRE, STAGIAIRE),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Je suis en catégorie active, combien de trimestres me faut-il pour le taux plein ?",
        "Policier municipal en catégorie active né en 1969 : durée d’assurance requise ?",
        "sapeur pompier pro né en 67, combien de trimestre pour pas avoir de decote",
        "Aide-soignante en emploi actif, née en mai 1970, c’est 170 ou 171 trimestres ?",
        "Emploi classé actif : faut-il aussi 172 trimestres ?",
        "Un égoutier de mon équipe, service actif, né en 1968, demande ses trimestres exigés.",
        "on part plus tôt en catégorie active mais il faut combien de trimestres en tout",
        "La suspension de la réforme change-t-elle la durée d’assurance des catégories actives ?",
    ),
)
def trimestres_en_categorie_active(
    jour: date,
    date_de_naissance: date | None = None,
    annee_de_naissance: int | None = None,
    categorie_active: str | None = None,
) -> Answer | None:
    """Ask 169 quarters for a full pension in an active job, and 172 of those born from 1971."""
    if categorie_active == NON:
        return None
    where = "dans un emploi classé en catégorie active"
    before = (
        "En catégorie active, le nombre de trimestres exigé des personnes nées avant le "
        "1er septembre 1966 est à vérifier auprès de la CNRACL."
    )
    birth = (date_de_naissance, annee_de_naissance)
    return _quarters(TRIMESTRES_ACTIFS, max(jour, SUSPENSION), birth, (where, before, APRES))


@rule(
    "RTR-04",
    SUBJECT,
    title="Trimestre supplémentaire par enfant",
    cites=(Article("loi 2025-1403", "art. 104", LOI),),
    in_force_since=LOI,
    applies_to=(TITULAIRE, STAGIAIRE),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Ai-je des trimestres en plus pour mes enfants à la CNRACL ?",
        "j’ai eu 2 enfants apres 2004, ca me donne des trimestres de retraite ?",
        "Quelle majoration de durée d’assurance pour un enfant né en 2010 ?",
        "La loi de 2026 donne un trimestre par enfant aux mères fonctionnaires : et chez nous ?",
        "Bonification pour enfant à la retraite : nouvelle règle 2026 ?",
        "maman de trois enfants nés depuis 2005, combien de trimestres gagnés pour ma retraite",
        "Une agente demande si ses accouchements comptent pour sa pension.",
        "Les femmes qui ont accouché après leur recrutement ont-elles un bonus de retraite ?",
    ),
)
def trimestre_par_enfant() -> Answer:
    """Know only that State staff got one more per child: the fund needs its own decree."""
    return to_check(
        "La loi a créé pour les femmes fonctionnaires de l’État une majoration par enfant de la "
        "durée prise en compte pour la retraite ; le texte qui l’étendrait aux agents affiliés à "
        "la CNRACL est à vérifier auprès de la caisse."
    )
