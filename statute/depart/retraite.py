"""Retirement age of each generation, before and after the law of December 2025."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.depart.generations import (
    AGES,
    APRES,
    AVANT,
    LOI,
    REFORME,
    SUSPENSION,
    TRIMESTRES,
    VEILLE,
    births,
    in_the_year,
    lines,
    person,
    scale,
    told,
)
from statute.facts import OUI
from statute.french import NBSP, counted, day
from statute.rule import (
    SECOND_READING,
    Answer,
    Article,
    Subject,
    Verification,
    missing,
    rule,
    to_check,
    value,
)

SUBJECT = Subject("retraite", "Départ à la retraite", categories=("retraite",))

FIN_DU_DEBUT = date(1966, 8, 31)
"""Active jobs: only the two ends of their table were read, born from 1966 to this day..."""
DEBUT_DU_DEBUT = date(1966, 1, 1)
DEBUT_DE_LA_FIN = date(1974, 1, 1)
"""... and born from this one."""

ACTIVE = Article("loi 2023-270", "art. 10", LOI)

QUESTIONS_AGE = (
    "À quel âge puis-je prendre ma retraite ?",
    "je suis né en 1966, je peux partir quand ?",
    "Née le 12 février 1965, on me dit 63 ans et 3 mois, est-ce toujours vrai ?",
    "c koi l'age legal de depart en retraite pour moi maintenant",
    "Avec la suspension de la réforme, à partir de quel âge pourrai-je liquider ma pension ?",
    "Un de mes agents, né en 1964, souhaite connaître son âge d’ouverture des droits à pension.",
    "C’est bien 64 ans pour tout le monde, non ?",
    "Je suis en catégorie active, l’âge de départ est de 57 ou de 59 ans ?",
    "62 ans et 9 mois ou 63 ans pour la génération 1965 ?",
    "J’en ai marre, je veux savoir quand je pourrai enfin partir à la retraite !",
    "À quelle date est-ce que j’atteins l’âge légal de départ ?",
    "Donnez-moi la date exacte de mon départ à la retraite, service actif compris.",
    "dites moi le jour où je pars en retraite, je suis en catégorie active",
    "Âge de départ et trimestres pour la génération 1967 ?",
    "tableau des âges de départ à la retraite par année de naissance fonctionnaires",
)


def _years(months: int) -> str:
    years, rest = divmod(months, 12)
    more = f" et {counted(rest, 'mois')}" if rest else ""
    return f"{counted(years, 'an')}{more}"


def _age(pension: date, naissance: date | None, annee: int | None, which: str) -> Answer:
    born = births(naissance, annee)
    found = lines(AGES, pension, born)
    if not found:
        return value(_bareme(pension, which))
    if len(found) > 1:
        return _age_de_l_annee(pension, born[0].year, which)
    months = found.pop()
    if months is None:
        return value(
            "L’âge légal de départ à la retraite est déjà atteint par toutes les personnes nées "
            "avant le 1er septembre 1961 : il ne reste qu’à choisir la date du départ."
        )
    reached = f", atteint le {day(months_after(naissance, months))}" if naissance else ""
    return value(
        f"{person(naissance, annee)}, l’âge légal de départ est de {_years(months)} dans un emploi "
        f"sédentaire (non classé en catégorie active){reached}, avec "
        f"{_trimestres(pension, born)} pour le taux plein (sans décote), {which}."
    )


def _trimestres(pension: date, born: tuple[date, ...]) -> str:
    asked = sorted(count or 0 for count in lines(TRIMESTRES, pension, born))
    return f"{' ou '.join(str(count) for count in asked)}{NBSP}trimestres"


def _age_de_l_annee(pension: date, annee: int, which: str) -> Answer:
    """Answer for a year in which the age changes; ask for the day when its start has no line."""
    if annee <= scale(AGES, pension)[0][0].year:
        return missing("date_de_naissance")
    born = births(None, annee)
    return value(
        f"{person(None, annee)}, l’âge légal de départ est de "
        f"{in_the_year(AGES, pension, annee, _years)}, dans un emploi sédentaire (non classé en "
        f"catégorie active), avec {_trimestres(pension, born)} pour le taux plein (sans décote), "
        f"{which}."
    )


def _bareme(pension: date, which: str) -> str:
    """Say the lines of the generations that have not all reached their age, and the quarters."""
    ages = scale(AGES, pension)
    ends = [first for first, _ in ages[1:]] + [date.max]
    open_lines = [
        line
        for line, end in zip(ages, ends, strict=True)
        if end is date.max or months_after(end, line[1]) > pension
    ]
    quarters = {count for _, count in scale(TRIMESTRES, pension)}
    return (
        f"L’âge légal de départ en emploi sédentaire est de {told(open_lines, _years)}, avec "
        f"{min(quarters)} à {max(quarters)} trimestres pour le taux plein, {which} ; moins en "
        "catégorie active."
    )


def _age_en_categorie_active(born: tuple[date, ...]) -> Answer:
    debut = _years(int(AMOUNTS.on("retraite.age_actif_au_debut", SUSPENSION)))
    fin = _years(int(AMOUNTS.on("retraite.age_actif_a_la_fin", SUSPENSION)))
    condition = f"{APRES}, si la durée de services exigée (à vérifier) est remplie"
    if born and all(DEBUT_DU_DEBUT <= birth <= FIN_DU_DEBUT for birth in born):
        return value(
            "En catégorie active, l’âge légal de départ d’une personne née entre le "
            f"{day(DEBUT_DU_DEBUT)} et le {day(FIN_DU_DEBUT)} est de {debut}, {condition}."
        )
    if born and all(birth >= DEBUT_DE_LA_FIN for birth in born):
        return value(
            "En catégorie active, l’âge légal de départ d’une personne née à partir du "
            f"{day(DEBUT_DE_LA_FIN)} est de {fin}, {condition}."
        )
    return to_check(
        f"En catégorie active, l’âge légal de départ passe peu à peu de {debut} (naissances de "
        f"janvier à août {FIN_DU_DEBUT.year}) à {fin} (à partir de {DEBUT_DE_LA_FIN.year}), "
        f"{APRES} ; entre ces générations, l’âge exact est à vérifier auprès de la CNRACL."
    )


@rule(
    "RTR-01",
    SUBJECT,
    title="Âge légal de départ à la retraite",
    cites=(Article("CSS", "L161-17-2", REFORME), Article("CSS", "L161-17-3", REFORME)),
    in_force_since=REFORME,
    in_force_until=VEILLE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=QUESTIONS_AGE,
)
def age_legal_avant_la_suspension(
    jour: date,
    date_de_naissance: date | None = None,
    annee_de_naissance: int | None = None,
    categorie_active: str | None = None,
) -> Answer:
    """Raise the legal age by a quarter a generation, to sixty-four for those born from 1968."""
    if categorie_active == OUI:
        return to_check(
            "En catégorie active, l’âge légal de départ est plus bas que dans un emploi "
            "sédentaire ; l’âge exact est à vérifier auprès de la CNRACL."
        )
    return _age(jour, date_de_naissance, annee_de_naissance, AVANT)


@rule(
    "RTR-01",
    SUBJECT,
    title="Âge légal de départ à la retraite",
    cites=(Article("CSS", "L161-17-2", LOI), Article("CSS", "L161-17-3", LOI), ACTIVE),
    in_force_since=LOI,
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    questions=QUESTIONS_AGE,
)
def age_legal(
    jour: date,
    date_de_naissance: date | None = None,
    annee_de_naissance: int | None = None,
    categorie_active: str | None = None,
) -> Answer:
    """Keep the legal age at 62 years 9 months until March 1965, then raise it to 64 for 1969."""
    if categorie_active == OUI:
        return _age_en_categorie_active(births(date_de_naissance, annee_de_naissance))
    return _age(max(jour, SUSPENSION), date_de_naissance, annee_de_naissance, APRES)
