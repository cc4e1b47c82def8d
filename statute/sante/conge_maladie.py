"""Congé de maladie ordinaire of fonctionnaires: duration, pay, primes, training."""

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

SUBJECT = Subject("conge_maladie", "Congé de maladie ordinaire", categories=("maladie",))
FONCTIONNAIRES = (TITULAIRE, STAGIAIRE)

REFORME = date(2025, 3, 1)
"""Sick notes issued from this day on are paid nine tenths at first, no longer in full."""
VEILLE_DE_LA_REFORME = date(2025, 2, 28)

QUESTIONS_TRAITEMENT = (
    "Combien vais-je toucher pendant mon arrêt maladie ?",
    "Je suis titulaire, en CMO depuis 2 mois : quand est-ce que je passe à demi-traitement ?",
    "arret maladie de 3 semaines est ce que mon salaire est maintenu a 100 % ?",
    "demi traitement a partir de quand en maladie ordinaire",
    (
        "Je croyais que les fonctionnaires étaient payés plein pot pendant trois mois, pourquoi "
        "ai-je perdu 10 % ?"
    ),
    "Un agent de mon équipe est arrêté depuis quatre mois : quel est son traitement maintenant ?",
    "On me retire 10 % de ma paie alors que je suis malade, c'est une honte, c'est légal ça ?",
    (
        "Le supplément familial et l'indemnité de résidence sont-ils réduits en congé de maladie "
        "ordinaire ?"
    ),
    "Stagiaire en arrêt maladie depuis hier, je serai payée comment ?",
    "j'ai cumulé 90 jours d'arrêt cette année, je touche combien le mois prochain ?",
    "Quelle est la rémunération d'un fonctionnaire en congé de maladie ordinaire ?",
)


def _traitement(jour: date, mois_de_cmo: int | None) -> Answer | None:
    debut = AMOUNTS.on("conge_maladie.part_du_debut", jour)
    suite = AMOUNTS.on("conge_maladie.part_de_la_suite", jour)
    mois_du_debut = int(AMOUNTS.on("conge_maladie.mois_du_debut", jour))
    mois_de_la_suite = int(AMOUNTS.on("conge_maladie.mois_de_la_suite", jour))
    accessoires = (
        "le supplément familial de traitement et l’indemnité de résidence restent versés en "
        "totalité"
    )
    if mois_de_cmo is None or mois_de_cmo < mois_du_debut:
        return value(
            f"{percent(debut)} du traitement pendant {counted(mois_du_debut, 'mois')}, puis "
            f"{percent(suite)} (demi-traitement) pendant les {number(mois_de_la_suite)} mois "
            "suivants : c’est ce qui est versé au fonctionnaire en congé de maladie ordinaire ; "
            f"{accessoires}.",
        )
    if mois_de_cmo >= mois_du_debut + mois_de_la_suite:
        return None
    reference = counted(AMOUNTS.on("conge_maladie.mois_de_reference", jour), "mois")
    return value(
        f"Le traitement est versé à {percent(suite)} (demi-traitement) : après "
        f"{counted(mois_de_cmo, 'mois')} de congé de maladie ordinaire sur {reference}, les "
        f"{counted(mois_du_debut, 'mois')} à {percent(debut)} sont épuisés, puis {percent(suite)} "
        f"pendant les {number(mois_de_la_suite)} mois suivants ; {accessoires}.",
    )


@rule(
    "CMO-02",
    SUBJECT,
    title="Traitement en congé de maladie ordinaire (avant le 1er mars 2025)",
    applies_to=FONCTIONNAIRES,
    cites=(Article("CGFP", "L822-3", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    in_force_until=VEILLE_DE_LA_REFORME,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=QUESTIONS_TRAITEMENT,
)
def traitement_avant_la_reforme(jour: date, mois_de_cmo: int | None = None) -> Answer | None:
    """Full pay for three months, then half pay for nine."""
    return _traitement(jour, mois_de_cmo)


@rule(
    "CMO-02",
    SUBJECT,
    title="Traitement en congé de maladie ordinaire",
    applies_to=FONCTIONNAIRES,
    cites=(Article("CGFP", "L822-3", REFORME),),
    in_force_since=REFORME,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=QUESTIONS_TRAITEMENT,
)
def traitement(jour: date, mois_de_cmo: int | None = None) -> Answer | None:
    """Ninety per cent of pay for three months, then half pay for nine."""
    return _traitement(jour, mois_de_cmo)


@rule(
    "CMO-01",
    SUBJECT,
    title="Durée du congé de maladie ordinaire",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(Article("CGFP", "L822-2", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Quelle est la durée maximale du congé de maladie ordinaire ?",
        "Combien de temps peut-on rester en CMO ?",
        "je suis arretee depuis 8 mois en maladie ordinaire il me reste combien de temps ?",
        "Un de mes agents arrive à un an d'arrêt en maladie ordinaire, a-t-il épuisé ses droits ?",
        "duree max cmo fonctionnaire",
        (
            "Mon médecin veut encore prolonger, est-ce que mon congé de maladie peut dépasser "
            "douze mois ?"
        ),
        "On m'a dit que la maladie ordinaire durait trois ans, c'est vrai ?",
        "fin de droits maladie ordinaire c'est quand ?",
        "12 mois de CMO consommés, qu'est-ce qui vient après ?",
        "J'ai déjà 10 mois d'arrêt sur l'année, à quoi ai-je encore droit en CMO ?",
    ),
)
def duree(jour: date, mois_de_cmo: int | None = None) -> Answer:
    """Up to twelve months within twelve months in a row."""
    total = AMOUNTS.on("conge_maladie.mois_au_total", jour)
    reference = counted(AMOUNTS.on("conge_maladie.mois_de_reference", jour), "mois")
    limite = (
        f"{counted(total, 'mois')} au plus sur une période de {reference} consécutifs, tous arrêts "
        "additionnés"
    )
    if mois_de_cmo is None:
        return value(
            f"{limite} : c’est la durée maximale du congé de maladie ordinaire d’un fonctionnaire.",
        )
    if mois_de_cmo < total:
        reste = counted(total - mois_de_cmo, "mois")
        return value(
            f"Il reste {reste} de congé de maladie ordinaire après "
            f"{counted(mois_de_cmo, 'mois')}, pour un fonctionnaire : {limite}.",
        )
    return value(
        f"Le congé de maladie ordinaire d’un fonctionnaire est épuisé : {limite}. Selon l’état de "
        "santé peuvent suivre un congé de longue maladie, un reclassement ou une disponibilité "
        "d’office.",
    )


@rule(
    "CMO-03",
    SUBJECT,
    title="Arrêts auxquels s’applique le taux réduit du 1er mars 2025",
    cites=(Article("loi 2025-127", "art. 189"), Article("décret 2025-197", "", REFORME)),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=(
        "Mon arrêt a commencé en février 2025, est-ce que les 90 % s'appliquent à moi ?",
        "prolongation d'arret en mars 2025 : 100 ou 90 % ?",
        "À partir de quelle date les arrêts maladie sont-ils payés à 90 % ?",
        "La baisse à 90 % concerne-t-elle les arrêts en cours au 1er mars 2025 ?",
        "arrêt initial du 20 février prolongé le 5 mars 2025, quel taux pour la prolongation ?",
        "Depuis quand on ne touche plus que 90 % en maladie ?",
        (
            "J'étais arrêté avant la réforme de la maladie ordinaire, on n'a pas le droit de me "
            "passer à 90 % !"
        ),
        (
            "Un agent a fourni une prolongation après la réforme : applique-t-on l'ancien taux ou "
            "le nouveau ?"
        ),
        (
            "est ce que c'est la date du debut de l'arret ou la date du certificat qui compte pour "
            "les 90 %"
        ),
    ),
)
def entree_en_vigueur(date_de_l_arret: date | None = None) -> Answer:
    """Choose between full pay and nine tenths by the day of the notice, first or extension."""
    avant = percent(AMOUNTS.on("conge_maladie.part_du_debut", VEILLE_DE_LA_REFORME))
    apres = percent(AMOUNTS.on("conge_maladie.part_du_debut", REFORME))
    if date_de_l_arret is None:
        return value(
            f"Les {apres} s’appliquent aux avis d’arrêt établis à partir du {day(REFORME)}, "
            f"initiaux ou de prolongation, pendant les premiers mois ; établi avant, un avis est "
            f"payé à {avant}. La date de l’avis décide : une prolongation établie après cette date "
            f"passe donc à {apres}. Une délibération qui gardait {avant} a été suspendue par le "
            "tribunal administratif de Toulouse (15 juillet 2025).",
        )
    place, taux = ("avant", avant) if date_de_l_arret < REFORME else ("depuis", apres)
    return value(
        f"{taux} pendant les premiers mois : l’avis d’arrêt du {day(date_de_l_arret)} est établi "
        f"{place} le {day(REFORME)}. Chaque avis, initial ou de prolongation, suit le taux de sa "
        f"propre date : {avant} avant ce jour, {apres} depuis.",
    )


@rule(
    "CMO-04",
    SUBJECT,
    title="Période de douze mois sur laquelle se comptent les arrêts",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(
        Article("CGFP", "L822-2", CODE_IN_FORCE),
        Article("CGFP", "L822-3", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Le compteur de maladie ordinaire repart-il à zéro au 1er janvier ?",
        "Sur quelle période calcule-t-on les trois mois avant le demi-traitement ?",
        "année civile ou année glissante pour les droits a maladie ?",
        "J'ai eu plusieurs petits arrêts dans l'année, est-ce qu'ils s'additionnent ?",
        "année médicale glissante cmo comment ça marche",
        "J'ai repris deux mois entre mes deux arrêts, les jours d'avant comptent encore ?",
        "Comment décompter les 90 jours d'un agent qui alterne reprises et arrêts ?",
        "Pourquoi suis-je déjà à demi-traitement alors que mon arrêt actuel n'a que 3 semaines ?",
        "quand est ce que je retrouve mes droits à plein traitement apres un arret",
    ),
)
def periode_de_reference(jour: date) -> Answer:
    """Rights are counted over twelve rolling months, not the calendar year."""
    reference = counted(AMOUNTS.on("conge_maladie.mois_de_reference", jour), "mois")
    return value(
        f"{reference} glissants, et non l’année civile : c’est la période sur laquelle se comptent "
        "les arrêts de maladie ordinaire d’un fonctionnaire. Tous ceux de cette période "
        "s’additionnent, même séparés par des reprises ; le 1er janvier ne remet pas le compteur à "
        "zéro.",
    )


@rule(
    "CMO-07",
    SUBJECT,
    title="NBI en congé de maladie ordinaire",
    applies_to=FONCTIONNAIRES,
    presumes_status=True,
    cites=(Article("décret 93-863", "art. 2"),),
    in_force_since=REFORME,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=(
        "Est-ce que je garde ma NBI pendant un arrêt maladie ?",
        "nbi et cmo",
        "La nouvelle bonification indiciaire est-elle réduite à 90 % comme le traitement ?",
        "ma nbi a baissé pendant mon arret de travail, normal ?",
        "Un agent en maladie ordinaire depuis 4 mois conserve-t-il la moitié de sa NBI ?",
        "On m'a supprimé la NBI parce que j'étais malade, vous aviez le droit ?",
        "Quel sort pour la NBI d'un titulaire en congé de maladie ordinaire ?",
        "NBI maintenue en totalité ou pas quand on est arrêté ?",
    ),
)
def nbi(jour: date) -> Answer:
    """Pay the NBI as the traitement: nine tenths, then half; none in long-duration leave."""
    debut, suite = (
        percent(AMOUNTS.on(f"conge_maladie.part_{name}", jour))
        for name in ("du_debut", "de_la_suite")
    )
    mois = counted(AMOUNTS.on("conge_maladie.mois_du_debut", jour), "mois")
    return value(
        "La nouvelle bonification indiciaire (NBI) suit le traitement pendant un congé de maladie "
        f"ordinaire : {debut} pendant {mois}, puis {suite}. Elle le suit aussi en longue maladie, "
        "tant que l’agent n’est pas remplacé ; elle n’est pas versée en congé de longue durée.",
    )
