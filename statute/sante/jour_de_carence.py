"""The first day of a sick leave, unpaid, and when it is paid all the same."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.french import NBSP, counted, number
from statute.rule import (
    CODE_IN_FORCE,
    SECOND_READING,
    THIRD_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject("jour_de_carence", "Jour de carence", categories=("maladie",))

LOI_DE_FINANCES_2018 = date(2018, 1, 1)
FAUSSE_COUCHE = date(2024, 1, 1)
"""Sick notes from this day on: the law of 7 July 2023 set it at the latest, no decree came."""
VEILLE_FAUSSE_COUCHE = date(2023, 12, 31)
INTERRUPTION_MEDICALE = date(2024, 7, 1)
"""Same for a medical termination: law 2023-1250, article 64."""
VEILLE_INTERRUPTION_MEDICALE = date(2024, 6, 30)


@rule(
    "CAR-01",
    SUBJECT,
    title="Jour de carence",
    cites=(
        Article("loi 2017-1837", "art. 115", LOI_DE_FINANCES_2018),
        Article("CGFP", "L822-27", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Est-ce que le premier jour de mon arrêt maladie est payé ?",
        "jour de carence fonction publique territoriale combien",
        "Pourquoi m'a-t-on retiré une journée de salaire pour un arrêt de deux jours ?",
        "Y a-t-il un ou trois jours de carence à la mairie ?",
        "Le jour de carence s'applique-t-il aussi aux contractuels et aux stagiaires ?",
        "J'ai eu deux arrêts dans le mois, on me compte deux fois la carence, c'est normal ?",
        "Depuis quand y a-t-il un jour de carence pour les fonctionnaires ?",
        "La commune peut-elle choisir de ne pas appliquer la carence à ses agents ?",
        "encore un jour de carence sur ma paie j'en ai marre, c'est légal ce truc ?",
        "retenue 1/30 arret maladie c'est quoi",
    ),
)
def jour_de_carence(jour: date) -> Answer:
    """Unpaid: the first day of an ordinary sick leave, whatever the status."""
    heures = counted(AMOUNTS.on("jour_de_carence.heures_de_reprise", jour), "heure")
    return value(
        f"Le premier jour d’un congé de maladie ordinaire n’est pas payé : c’est le jour de "
        f"carence (1{NBSP}jour), le même pour les fonctionnaires et les contractuels. Il "
        "s’applique à chaque nouvel arrêt, hors les exceptions de la loi (prolongation, rechute de "
        f"même cause sous {heures}, accident de service, grossesse déclarée...).",
    )


QUESTIONS_EXCEPTIONS = (
    "Dans quels cas le jour de carence n'est-il pas retenu ?",
    "Accident de service : y a-t-il un jour de carence ?",
    "carence et longue maladie ou longue durée, on me l'applique ?",
    "On m'a décompté un jour de carence alors que je suis en accident du travail, une erreur ?",
    "Mon arrêt est prolongé, va-t-on me retirer un deuxième jour de carence ?",
    "rechute le lendemain de ma reprise nouveau jour de carence ?",
    "Un agent en ALD s'arrête tous les mois pour sa chimiothérapie : combien de carences ?",
    "On me prend un jour de carence à chaque arrêt alors que j'ai un cancer, c'est honteux",
    "Je suis enceinte et arrêtée par mon médecin, ai-je un jour de carence ?",
    "Fausse couche : le jour de carence est-il appliqué ?",
    "J'ai subi une interruption médicale de grossesse, on m'a retiré un jour de paie.",
    "Mon enfant est décédé il y a un mois et je suis en arrêt, vais-je perdre le premier jour ?",
    "conge pathologique ou maternite jour de carence ou non",
    "Je me suis blessé en portant secours à quelqu'un, la carence s'applique quand même ?",
    "J'ai repris 3 jours puis rechuté pour la même maladie : carence ou pas ?",
)


def _exceptions(jour: date, *pertes: str) -> Answer:
    heures = counted(AMOUNTS.on("jour_de_carence.heures_de_reprise", jour), "heure")
    annees = counted(AMOUNTS.on("jour_de_carence.annees_d_ald", jour), "an")
    semaines = counted(AMOUNTS.on("jour_de_carence.semaines_apres_le_deces", jour), "semaine")
    age = counted(AMOUNTS.on("jour_de_carence.age_de_l_enfant", jour), "an")
    grossesse = "".join(f", {perte}" for perte in pertes)
    return value(
        "Pas de jour de carence pour : accident de service, maladie professionnelle, "
        "longue maladie, longue durée, grave maladie, acte de dévouement ; prolongation ; rechute "
        f"de même cause après {heures} de reprise au plus ; affection de longue durée (ALD : une "
        f"seule carence en {annees} par affection) ; grossesse déclarée, congé pathologique ou de "
        f"maternité{grossesse} ; premier arrêt dans les {semaines} du décès d’un enfant ou d’une "
        f"personne à charge de moins de {age}.",
    )


def _fausse_couche(jour: date) -> str:
    semaine = number(AMOUNTS.on("jour_de_carence.semaine_de_grossesse", jour))
    return f"fausse couche avant la {semaine}e semaine"


@rule(
    "CAR-02",
    SUBJECT,
    title="Exceptions au jour de carence (avant 2024)",
    cites=(Article("loi 2017-1837", "art. 115"),),
    in_force_since=CODE_IN_FORCE,
    in_force_until=VEILLE_FAUSSE_COUCHE,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=QUESTIONS_EXCEPTIONS,
)
def exceptions_avant_2024(jour: date) -> Answer:
    """Pay the first day for service, long illness, follow-up leaves, pregnancy, a child's death."""
    return _exceptions(jour)


@rule(
    "CAR-02",
    SUBJECT,
    title="Exceptions au jour de carence (janvier à juin 2024)",
    cites=(Article("loi 2017-1837", "art. 115", FAUSSE_COUCHE),),
    in_force_since=FAUSSE_COUCHE,
    in_force_until=VEILLE_INTERRUPTION_MEDICALE,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=QUESTIONS_EXCEPTIONS,
)
def exceptions_debut_2024(jour: date) -> Answer:
    """Pay the first day also after a miscarriage before the twenty-second week."""
    return _exceptions(jour, _fausse_couche(jour))


@rule(
    "CAR-02",
    SUBJECT,
    title="Exceptions au jour de carence",
    cites=(Article("loi 2017-1837", "art. 115", INTERRUPTION_MEDICALE),),
    in_force_since=INTERRUPTION_MEDICALE,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=QUESTIONS_EXCEPTIONS,
)
def exceptions(jour: date) -> Answer:
    """Pay the first day also after a medical termination."""
    return _exceptions(jour, _fausse_couche(jour), "interruption médicale de grossesse")
