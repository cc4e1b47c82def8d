"""What goes with any sick leave: sending the notice, its length, controls, primes, training."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import CalendarDays
from statute.french import counted, day, percent
from statute.rule import (
    CODE_IN_FORCE,
    SECOND_READING,
    STAGIAIRE,
    TITULAIRE,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    to_check,
    value,
)

SUBJECT = Subject("regime_maladie", "Arrêt de travail et congé de maladie", categories=("maladie",))
FONCTIONNAIRES = (TITULAIRE, STAGIAIRE)

ENVOI_TARDIF = date(2014, 10, 6)
REFORME_DES_ARRETS = date(2026, 9, 1)
"""Decrees of June and July 2026 changed the notice of sick leave and its control from this day."""

HEURES_PAR_JOUR = 24


@rule(
    "CMO-05",
    SUBJECT,
    title="Envoi de l’avis d’arrêt de travail",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(Article("CGFP", "L822-5", CODE_IN_FORCE), Article("décret 87-602", "art. 15")),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Sous combien de temps dois-je envoyer mon arrêt de travail ?",
        "j'ai 48h pour donner mon arret ou plus ?",
        "Quel délai pour transmettre une prolongation d'arrêt maladie à la mairie ?",
        "Mon médecin m'a arrêté lundi, jusqu'à quand puis-je vous déposer le certificat ?",
        "delai envoi avis d'arret de travail fonctionnaire",
        "Je suis au fond de mon lit, est-ce que je peux vous apporter mon arrêt à mon retour ?",
        "Un agent absent depuis mardi n'a toujours pas fourni d'arrêt, quel est son délai ?",
        "A qui et quand envoyer les volets de l'arret maladie ?",
        "Je pensais avoir une semaine pour envoyer mon arrêt, on me dit que non.",
    ),
)
def envoi_de_l_avis(jour: date, date_de_l_arret: date | None = None) -> Answer:
    """Notice of the sick leave reaches the employer within 48 hours."""
    heures = AMOUNTS.on("regime_maladie.heures_pour_envoyer", jour)
    delai = counted(heures, "heure")
    if date_de_l_arret is None:
        return value(
            f"{delai} au plus après son établissement : c’est le délai pour transmettre l’avis "
            "d’arrêt de travail d’un fonctionnaire à son employeur, pour un premier arrêt comme "
            "pour une prolongation.",
        )
    limite = CalendarDays(int(heures) // HEURES_PAR_JOUR).after(date_de_l_arret)
    return value(
        f"Au plus tard le {day(limite)}, soit dans les {delai} : l’avis d’arrêt de travail d’un "
        f"fonctionnaire, établi le {day(date_de_l_arret)}, doit alors être transmis à l’employeur.",
    )


@rule(
    "CMO-06",
    SUBJECT,
    title="Nouvel envoi tardif d’un avis d’arrêt de travail",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(Article("décret 87-602", "art. 15", ENVOI_TARDIF),),
    in_force_since=ENVOI_TARDIF,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "J'ai envoyé mon arrêt en retard, est-ce que je vais perdre de l'argent ?",
        "retenue sur salaire pour arrêt maladie envoyé trop tard",
        (
            "C'est la deuxième fois cette année que mon arrêt arrive hors délai, que risque-t-on "
            "de me retirer ?"
        ),
        "J'étais hospitalisée, je n'ai pas pu envoyer l'arrêt à temps, serai-je sanctionnée ?",
        (
            "Un agent transmet systématiquement ses arrêts avec une semaine de retard : quelle "
            "retenue appliquer ?"
        ),
        "arret transmis apres 48h quelle consequence",
        "On m'a coupé la moitié de ma paie pour un arrêt reçu en retard, c'est légal ?",
        "Premier retard d'envoi de mon arrêt de travail : simple avertissement ou retenue ?",
        "combien de jours pour justifier que je ne pouvais pas envoyer mon arret dans les delais",
        "Deux arrêts envoyés en retard en moins de 24 mois, quelle sanction sur la paie ?",
    ),
)
def envoi_tardif(jour: date) -> Answer:
    """Halve pay between day and sending of a second late notice within 24 months."""
    mois = AMOUNTS.on("regime_maladie.mois_de_surveillance", jour)
    part = AMOUNTS.on("regime_maladie.part_retenue", jour)
    jours = AMOUNTS.on("regime_maladie.jours_pour_se_justifier", jour)
    return value(
        "Un premier envoi tardif n’entraîne pas de retenue. Si le fonctionnaire recommence dans "
        f"les {counted(mois, 'mois')}, la rémunération entre l’établissement de l’avis et son "
        f"envoi est réduite de moitié ({percent(part)}), sauf hospitalisation ou impossibilité "
        f"justifiée dans les {counted(jours, 'jour')}.",
    )


@rule(
    "CMO-08",
    SUBJECT,
    title="Primes pendant un congé de maladie ordinaire",
    cites=(
        Article("CGFP", "L714-4", CODE_IN_FORCE),
        Article("décret 2010-997", "art. 1"),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Est-ce que je garde mes primes pendant un arrêt maladie ?",
        "ifse et arret maladie maintenue ou pas ?",
        "Mon IFSE a été supprimée pendant mon CMO, la mairie en a-t-elle le droit ?",
        "Le RIFSEEP est-il maintenu en maladie ordinaire ?",
        "je suis malade depuis 3 semaines et on m'a enlevé ma prime, je veux comprendre !!",
        "Qui décide du sort du régime indemnitaire en cas de maladie ?",
        "Le maintien des primes en congé de maladie est-il obligatoire pour la collectivité ?",
        "Peut-on maintenir 100 % de l'IFSE à un agent dont le traitement est à 90 % ?",
        "Contractuel en maladie : prime versée ou non ?",
        "primes a demi traitement elles suivent le salaire ?",
    ),
)
def primes() -> Answer:
    """Primes in sick leave depend on the local deliberation, within what the State gives."""
    return value(
        "Le maintien des primes (régime indemnitaire, dont l’indemnité de fonctions, de sujétions "
        "et d’expertise, IFSE) pendant un congé de maladie ordinaire "
        "n’est ni obligatoire ni automatique : la délibération de la collectivité en décide, au "
        "plus dans la même proportion que le traitement, maximum prévu à l’État.",
    )


@rule(
    "N26-03",
    SUBJECT,
    title="Durée maximale d’un arrêt prescrit",
    cites=(
        Article("loi 2025-1403", "art. 81"),
        Article("décret 2026-498", ""),
        Article("décret 2026-705", ""),
    ),
    in_force_since=REFORME_DES_ARRETS,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Mon médecin dit qu'il ne peut plus m'arrêter plus d'un mois, c'est nouveau ?",
        "duree maximale d'un premier arret de travail depuis septembre 2026",
        "Combien de temps peut durer une prolongation d'arrêt prescrite par le médecin ?",
        "Le plafond des arrêts maladie s'applique-t-il aux fonctionnaires territoriaux ?",
        "arrêt initial limité à 31 jours ?",
        "J'ai été opérée, il me faut trois mois d'arrêt : pourquoi le docteur n'en met qu'un ?",
        "Un agent nous remet un premier arrêt de 3 mois, est-ce encore valable ?",
        "nouvelle loi sur la durée des arrêts maladie agents publics",
    ),
)
def duree_prescrite(jour: date) -> Answer:
    """Since September 2026 a notice has a longest length; its exact days were not read."""
    premier = AMOUNTS.on("regime_maladie.mois_du_premier_arret", jour)
    suivant = AMOUNTS.on("regime_maladie.mois_d_une_prolongation", jour)
    return to_check(
        f"Depuis le {day(REFORME_DES_ARRETS)}, un arrêt de travail prescrit est plafonné, y "
        f"compris pour les agents publics : de l’ordre de {counted(premier, 'mois')} au départ et "
        f"de {counted(suivant, 'mois')} par prolongation, sauf raison médicale ; le nombre exact "
        "de jours est à vérifier.",
    )


@rule(
    "N26-04",
    SUBJECT,
    title="Contrôle des arrêts et formation en congé depuis le 1er septembre 2026",
    cites=(Article("décret 2026-705", ""), Article("CGFP", "L822-30", CODE_IN_FORCE)),
    in_force_since=REFORME_DES_ARRETS,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Mon employeur peut-il envoyer quelqu'un me contrôler chez moi pendant mon arrêt ?",
        "heures de presence obligatoire a domicile en arret maladie",
        "J'étais sorti quand le médecin contrôleur est passé, vais-je perdre mon traitement ?",
        "Comment demander une contre-visite pour un agent dont l'arrêt semble abusif ?",
        "Puis-je faire prolonger mon arrêt par un autre médecin que celui qui m'a arrêté ?",
        "contrôle arrêt maladie fonctionnaire nouvelles règles septembre 2026",
        "On m'a coupé mon salaire car j'ai refusé le contrôle à domicile, c'est possible ?",
        "sorties autorisées arrêt de travail 9h 11h 14h 16h ça vaut pour la mairie ?",
        "La visite de contrôle peut-elle se faire à distance, en visio ?",
        "visite de reprise obligatoire apres un arret de plus de 30 jours ?",
        "Puis-je suivre une formation ou un bilan de compétences pendant mon congé de maladie ?",
        "se former en arret longue maladie il faut l'accord du medecin ?",
    ),
)
def controle() -> Answer:
    """Leave controls and extensions to be checked: the decree of July 2026 was not read."""
    return to_check(
        f"Depuis le {day(REFORME_DES_ARRETS)}, un décret du 29 juillet 2026 change le contrôle des "
        "arrêts de maladie (visite à domicile, heures de présence, absence ou refus), la "
        "prescription des prolongations et la formation pendant le congé, toujours possible pour "
        "un fonctionnaire sur avis médical favorable : le détail est à vérifier.",
    )


@rule(
    "N26-11",
    SUBJECT,
    title="Arrêt prescrit en téléconsultation",
    cites=(Article("loi 2026-534", ""),),
    in_force_since=REFORME_DES_ARRETS,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Un arrêt de travail fait en téléconsultation est-il valable ?",
        "arret maladie par visio combien de jours max",
        "J'ai eu mon arrêt sur une appli de médecin en ligne, la mairie peut-elle le refuser ?",
        "Durée maximale d'un arrêt prescrit en téléconsultation",
        "Un agent nous envoie une semaine d'arrêt d'un médecin vu par vidéo, on accepte ?",
        "teleconsultation arret de travail fonctionnaire regle septembre 2026",
        "Mon généraliste n'a pas de place, puis-je me faire prolonger par téléconsultation ?",
        "arrêt en ligne de 10 jours pas accepté, pourquoi ?",
    ),
)
def teleconsultation() -> Answer:
    """Leave notices by teleconsultation to be checked: the law of June 2026 was not read."""
    return to_check(
        "Une loi du 25 juin 2026 limite la durée d’un arrêt de travail prescrit en "
        "téléconsultation ; ce qu’elle change pour les agents publics est à vérifier dans ce "
        "texte.",
    )
