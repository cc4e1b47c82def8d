"""Disponibilité: how long it lasts, when it is of right, what it keeps."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.french import NBSP, counted
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    SECOND_READING,
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

SUBJECT = Subject("disponibilite", "Disponibilité", categories=("mobilite",))

CINQ_ANS_ET_RETOUR = date(2019, 3, 29)
MOINS_DE_DOUZE_ANS = date(2020, 5, 8)
DECRET_DE_DECEMBRE_2025 = date(2025, 12, 7)
"""Décret 2025-1169 (86-68 art. 21 and 25-2): what it changed was read in secondary pages only.

fonction-publique.gouv.fr, page of 16 December 2025 (« Les règles de disponibilité évoluent »), and
cdg22.fr, page of 8 December 2025, which gives the articles and the days on which it applies.
"""
VEILLE_DU_DECRET = date(2025, 12, 6)
_MONTHS_OF_A_YEAR = 12

CONVENANCES_PERSONNELLES = (
    "Combien de temps peut durer une disponibilité pour convenances personnelles ?",
    "Ma mairie peut-elle me refuser une dispo pour convenance perso ?",
    "je voudrais une dispo de 2 ans pour un projet personnel, c'est de droit ?",
    "Après 5 ans de dispo, dois-je revenir 18 mois avant d'en reprendre une ?",
    "dispo convenances personnelles : 10 ans maximum sur toute la carriere ou pas ?",
    "Mon agent en disponibilité depuis cinq ans veut encore la renouveler, que lui répondre ?",
    "Je veux partir un an faire le tour du monde sans perdre mon statut",
    "renouvellement de dispo au dela de 5 ans, quelles conditions ?",
    "Les périodes de disponibilité d'avant 2019 comptent-elles dans les cinq ans ?",
    "On m'a dit 3 ans renouvelables pour la dispo pour convenance, c'est encore vrai ?",
    "Mise en disponibilité pour travailler dans le privé : durée et accord du service",
)
DE_DROIT = (
    "Quelles disponibilités sont de droit ?",
    "Mon mari est muté à Lyon, peut-on me refuser une dispo pour suivre mon conjoint ?",
    "dispo pour elever mon enfant de 10 ans, c'est jusqu'à quel âge ?",
    "Ma fille a 13 ans, puis-je encore demander une disponibilité pour l'élever ?",
    "Je dois m'occuper de ma mère malade, la disponibilité est-elle accordée d'office ?",
    "Le maire refuse ma dispo pour rapprochement de conjoint, il a pas le droit !",
    "Combien de temps dure une disponibilité pour élever un enfant ?",
    "Un agent demande une dispo pour soigner son enfant handicapé, puis-je la refuser ?",
    "disponibilité pour suivre mon partenaire de PACS : 3 ans renouvelables ?",
    "Combien de fois peut-on renouveler une dispo pour raisons familiales ?",
    "dispo enfant moins de 8 ans ou 12 ans ? les sites se contredisent",
)
JUSTIFICATIFS = (
    "Quels justificatifs envoyer pour garder mon avancement pendant ma disponibilité ?",
    "dois-je envoyer mes fiches de paie tous les ans pendant ma dispo ?",
    "En dispo dans le privé, à quel moment prouver mon activité à la mairie ?",
    "j'ai oublié d'envoyer mes bulletins de salaire cette année, je perds mon avancement ?",
    "liste des pièces a fournir au retour de disponibilité pour l'avancement",
    "Auto-entrepreneur en disponibilité : quelles preuves de chiffre d'affaires donner ?",
    "Le décret de décembre 2025 sur la disponibilité a-t-il changé l'envoi des justificatifs ?",
    "Un agent revient de dispo : que doit-il nous remettre pour ses droits à avancement ?",
)


def _said(name: str, unit: str, jour: date) -> str:
    return counted(AMOUNTS.on(f"disponibilite.{name}", jour), unit)


@rule(
    "DIS-01",
    SUBJECT,
    title="Disponibilité pour convenances personnelles",
    cites=(
        Article("décret 86-68", "art. 21", CINQ_ANS_ET_RETOUR),
        Article("décret 2019-234", "art. 17", CINQ_ANS_ET_RETOUR),
    ),
    in_force_since=CINQ_ANS_ET_RETOUR,
    in_force_until=VEILLE_DU_DECRET,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=CONVENANCES_PERSONNELLES,
)
def convenances_personnelles_avec_retour(jour: date) -> Answer:
    """Five years, then eighteen months back before renewing."""
    return value(
        f"{_convenances(jour)} Au-delà de "
        f"{_said('convenances_personnelles', 'an', jour)}, il faut "
        f"{_said('retour_avant_renouvellement', 'mois', jour)} de retour continu dans la fonction "
        "publique avant de renouveler, sauf pour une période qui commence depuis le "
        f"7{NBSP}décembre 2025. Celles d’avant le 29{NBSP}mars 2019 ne comptent pas."
    )


@rule(
    "DIS-01",
    SUBJECT,
    title="Disponibilité pour convenances personnelles",
    cites=(
        Article("décret 86-68", "art. 21", DECRET_DE_DECEMBRE_2025),
        Article("décret 2025-1169", "", DECRET_DE_DECEMBRE_2025),
    ),
    in_force_since=DECRET_DE_DECEMBRE_2025,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=CONVENANCES_PERSONNELLES,
)
def convenances_personnelles(jour: date) -> Answer:
    """Five years, renewable, with no return between since the decree of December 2025."""
    return value(
        f"{_convenances(jour)} Le retour de "
        f"{_said('retour_avant_renouvellement', 'mois', jour)} avant de renouveler n’est plus "
        f"exigé pour les périodes qui commencent depuis le 7{NBSP}décembre 2025 (à vérifier si "
        f"{_said('convenances_personnelles', 'an', jour)} entiers ont pris fin avant). Les "
        f"périodes d’avant le 29{NBSP}mars 2019 ne comptent pas dans ces "
        f"{_said('convenances_personnelles', 'an', jour)}."
    )


def _convenances(jour: date) -> str:
    return (
        "Pour un fonctionnaire, la disponibilité pour convenances personnelles n’est pas de "
        "droit : elle dépend des nécessités du service. Elle dure "
        f"{_said('convenances_personnelles', 'an', jour)} au plus, renouvelables jusqu’à "
        f"{_said('convenances_sur_la_carriere', 'an', jour)} sur la carrière."
    )


@rule(
    "DIS-02",
    SUBJECT,
    title="Disponibilité de droit",
    cites=(Article("décret 86-68", "art. 24"),),
    in_force_since=CINQ_ANS_ET_RETOUR,
    in_force_until=date(2020, 5, 7),
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.OLDER_COPY,
    verified_on=SECOND_READING,
    questions=DE_DROIT,
)
def de_droit_avant_mai_2020(jour: date, age_de_l_enfant: int | None = None) -> Answer:
    """Of right to raise a child under eight, to give care, to follow a spouse."""
    return _de_droit(jour, age_de_l_enfant)


@rule(
    "DIS-02",
    SUBJECT,
    title="Disponibilité de droit",
    cites=(Article("décret 86-68", "art. 24", MOINS_DE_DOUZE_ANS),),
    in_force_since=MOINS_DE_DOUZE_ANS,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    questions=DE_DROIT,
)
def de_droit(jour: date, age_de_l_enfant: int | None = None) -> Answer:
    """Of right to raise a child under twelve, to give care, to follow a spouse."""
    return _de_droit(jour, age_de_l_enfant)


def _de_droit(jour: date, months: int | None) -> Answer:
    limit = AMOUNTS.on("disponibilite.age_de_l_enfant", jour)
    age, period = counted(limit, "an"), _said("duree_de_droit", "an", jour)
    if months is not None and months >= limit * _MONTHS_OF_A_YEAR:
        return not_met(
            f"La disponibilité pour élever un enfant n’est plus de droit à ses {age}. Elle reste "
            "de droit, quel que soit son âge, pour le soigner (accident, maladie grave, handicap) "
            f"et pour suivre le conjoint, par périodes de {period} au plus, renouvelables."
        )
    told = (
        "Pour un fonctionnaire, la disponibilité est de droit et ne peut pas être refusée pour "
        f"élever un enfant de moins de {age}, soigner un conjoint, un enfant ou un ascendant, ou "
        f"suivre son conjoint ou partenaire de PACS : {period} au plus, renouvelables. Le nombre "
        "maximal de renouvellements est à vérifier."
    )
    return value(told) if months is None else met(told)


@rule(
    "DIS-04",
    SUBJECT,
    title="Avancement pendant la disponibilité",
    cites=(Article("CGFP", "L514-1", CODE_IN_FORCE), Article("CGFP", "L514-2", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Est-ce que je garde mon avancement pendant une disponibilité ?",
        "en dispo je continue à prendre des échelons ou c'est gelé ?",
        "Je travaille dans le privé pendant ma disponibilité, mon ancienneté continue-t-elle ?",
        "dispo pour élever un enfant : mes droits a avancement sont conservés combien de temps ?",
        "La disponibilité compte-t-elle pour la retraite de fonctionnaire ?",
        "Au bout de 5 ans de dispo avec activité, que devient mon avancement ?",
        "En disponibilité sans travailler, est-ce que je perds mes droits à l'avancement ?",
        "J'ai fait 3 ans de dispo comme salarié, ils ont bloqué mon grade, normal ?",
        "La dispo est-elle comptée comme des services effectifs pour un agent qui travaille ?",
        "congé sans solde / disponibilité : avancement d'échelon maintenu ou non",
    ),
)
def avancement_conserve(jour: date) -> Answer:
    """Advancement stops, save for five years when the agent works or raises a child."""
    return value(
        "Le fonctionnaire qui travaille pendant sa disponibilité, ou qui élève un enfant, conserve "
        "ses droits à l’avancement d’échelon et de grade "
        f"{_said('avancement_conserve', 'an', jour)} au plus, comptés comme services effectifs. "
        "Dans les autres cas, l’avancement s’arrête. En principe, la disponibilité arrête les "
        "droits à retraite : cette exception ne porte que sur l’avancement."
    )


@rule(
    "N26-13",
    SUBJECT,
    title="Justificatifs d’activité pendant la disponibilité",
    cites=(Article("CGFP", "L514-2", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    in_force_until=VEILLE_DU_DECRET,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=JUSTIFICATIFS,
)
def justificatifs_chaque_annee() -> Answer:
    """Proofs of the activity were sent every year."""
    return to_check(
        f"Jusqu’au 6{NBSP}décembre 2025, le fonctionnaire en disponibilité qui travaille transmet "
        "chaque année les justificatifs de son activité pour conserver son avancement ; la date "
        "limite et la liste des pièces sont à vérifier."
    )


@rule(
    "N26-13",
    SUBJECT,
    title="Justificatifs d’activité pendant la disponibilité",
    cites=(
        Article("CGFP", "L514-2", CODE_IN_FORCE),
        Article("décret 86-68", "art. 25-2", DECRET_DE_DECEMBRE_2025),
        Article("décret 2025-1169", "", DECRET_DE_DECEMBRE_2025),
        Article("arrêté du 20 avril 2026", ""),
    ),
    in_force_since=DECRET_DE_DECEMBRE_2025,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=JUSTIFICATIFS,
)
def justificatifs_au_retour(jour: date) -> Answer:
    """Proofs of the activity are given once, on coming back."""
    return to_check(
        f"Depuis le 7{NBSP}décembre 2025, un envoi chaque année n’est plus nécessaire : le "
        "fonctionnaire qui travaille remet ses justificatifs d’activité une seule fois, à son "
        "retour de disponibilité, pour conserver son avancement "
        f"({_said('avancement_conserve', 'an', jour)} au plus). Un arrêté du "
        f"20{NBSP}avril 2026 en fixe la liste, à vérifier dans le texte en vigueur."
    )
