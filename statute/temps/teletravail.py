"""Télétravail: days a week, derogations, end, allowance."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.french import counted, day, euros
from statute.rule import (
    CODE_IN_FORCE,
    SECOND_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    to_check,
    value,
)

SUBJECT = Subject("teletravail", "Télétravail", categories=("teletravail",))

LIVRE_IV = date(2026, 8, 1)
"""The day the regulatory Book IV of the code replaced décret 2016-151."""
VEILLE_DU_LIVRE_IV = LIVRE_IV - timedelta(days=1)
DEROGATIONS = date(2021, 12, 23)
ALLOCATION = date(2021, 9, 1)
PLAFOND_DE_2025 = date(2025, 1, 1)

LOI = Article("CGFP", "L430-1", CODE_IN_FORCE)
CODIFIE = Article("CGFP", "R431-1 et s.", LIVRE_IV)

ASKED_OF_DAYS = (
    "Combien de jours de télétravail par semaine puis-je faire au maximum ?",
    "TT 4 jours par semaine c possible ?",
    "Mon chef de service peut-il refuser ma demande de télétravail ?",
    "Je travaille 4 jours par semaine, combien de jours à distance m’autorise-t-on ?",
    "teletravail full remote depuis la Bretagne, j’ai le droit ?",
    "Le télétravail est-il un droit dans la fonction publique territoriale ?",
    "Combien de jours de présence obligatoire au bureau faut-il garder chaque semaine ?",
    "Puis-je regrouper mes jours de télétravail sur une seule semaine du mois ?",
    "Un agent de mon équipe réclame cinq jours de travail à domicile, que puis-je lui accorder ?",
    "nb jours teletravail maxi semaine mairie",
    "Ma collectivité limite le télétravail à deux jours, la loi en permet combien ?",
)


@rule(
    "TEL-01",
    SUBJECT,
    title="Jours de télétravail par semaine",
    cites=(LOI, Article("décret 2016-151", "art. 3")),
    in_force_since=CODE_IN_FORCE,
    in_force_until=VEILLE_DU_LIVRE_IV,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=ASKED_OF_DAYS,
)
def jours_avant_le_code(jour: date, jours_par_semaine: Decimal | None = None) -> Answer:
    """Until July 2026, by decree: three days a week at most, two on site."""
    return _jours(jour, jours_par_semaine)


@rule(
    "TEL-01",
    SUBJECT,
    title="Jours de télétravail par semaine",
    cites=(LOI, CODIFIE),
    in_force_since=LIVRE_IV,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=ASKED_OF_DAYS,
)
def jours(jour: date, jours_par_semaine: Decimal | None = None) -> Answer:
    """On request and with the chief's agreement: three days a week at most, two on site."""
    return value(f"{_jours(jour, jours_par_semaine).sentence} {_formerly(3)}")


def _formerly(article: int) -> str:
    """Say where the rule was before: the new numbers are in nobody's head yet."""
    return (
        f"Avant le {day(LIVRE_IV)}, cette règle était à l’article {article} du décret n° 2016-151."
    )


def _jours(jour: date, travailles: Decimal | None) -> Answer:
    au_plus = AMOUNTS.on("teletravail.jours_par_semaine", jour)
    sur_site = AMOUNTS.on("teletravail.jours_sur_site", jour)
    if travailles is None:
        return value(
            f"{counted(au_plus, 'jour')} de télétravail par semaine au maximum, avec au moins "
            f"{counted(sur_site, 'jour')} sur site, décomptés si besoin en moyenne mensuelle. Il "
            "s’exerce à la demande de l’agent et sur autorisation : sans l’accord du chef de "
            "service, il n’est pas possible.",
        )
    possibles = max(Fraction(0), min(au_plus, Fraction(travailles) - sur_site))
    return value(
        f"{counted(possibles, 'jour')} de télétravail au plus pour {counted(travailles, 'jour')} "
        f"de travail par semaine, car {counted(sur_site, 'jour')} au moins se passent sur site "
        f"(maximum général : {counted(au_plus, 'jour')}), sur autorisation du chef de service.",
    )


ASKED_OF_DEROGATIONS = (
    "Je suis enceinte, puis-je télétravailler plus de trois jours par semaine ?",
    "TT à 100 % pour raisons de santé, qui décide et pour combien de temps ?",
    "J’ai une RQTH : le plafond de 3 jours de télétravail peut-il être levé ?",
    "derogation teletravail proche aidant duree",
    "Le médecin du travail préconise un télétravail complet, pour quelle durée ?",
    "Je m’occupe de ma mère malade, aidant, combien de mois de télétravail renforcé ?",
    "En cas de neige ou de grève des transports peut-on dépasser les trois jours à distance ?",
    "Ma dérogation de six mois pour le télétravail arrive à échéance, est-elle renouvelable ?",
    "Faut-il un avis médical pour une femme enceinte en télétravail toute la semaine ?",
    "Une de mes agentes, en situation de handicap, demande 5 jours de TT : est-ce autorisé ?",
    "Aidante de mon père, puis-je faire plus de jours de télétravail quelque temps ?",
    "Un certificat de mon médecin permet-il de télétravailler tous les jours ?",
)


@rule(
    "TEL-02",
    SUBJECT,
    title="Dérogations aux jours de télétravail",
    cites=(Article("décret 2016-151", "art. 4", DEROGATIONS),),
    in_force_since=DEROGATIONS,
    in_force_until=VEILLE_DU_LIVRE_IV,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=ASKED_OF_DEROGATIONS,
)
def derogations_avant_le_code(jour: date) -> Answer:
    """Until July 2026, by decree: health, disability, pregnancy, care, exceptional situation."""
    return _derogations(jour)


@rule(
    "TEL-02",
    SUBJECT,
    title="Dérogations aux jours de télétravail",
    cites=(CODIFIE,),
    in_force_since=LIVRE_IV,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=ASKED_OF_DEROGATIONS,
)
def derogations(jour: date) -> Answer:
    """More days for health, disability, pregnancy, care of a relative, exceptional situation."""
    return value(f"{_derogations(jour).sentence} {_formerly(4)}")


def _derogations(jour: date) -> Answer:
    sante = counted(AMOUNTS.on("teletravail.mois_de_derogation_de_sante", jour), "mois")
    aidant = counted(AMOUNTS.on("teletravail.mois_de_derogation_d_aidant", jour), "mois")
    au_plus = counted(AMOUNTS.on("teletravail.jours_par_semaine", max(jour, CODE_IN_FORCE)), "jour")
    return value(
        f"Dépasser {au_plus} de télétravail par semaine est possible, à la demande de l’agent : "
        f"{sante} au plus, renouvelables, pour la santé ou un handicap, après avis du médecin ; "
        f"pour une grossesse, sur simple demande ; {aidant} au plus, renouvelables, pour un proche "
        "aidant ; et en situation exceptionnelle.",
    )


ASKED_OF_THE_END = (
    "Mon responsable veut arrêter mon télétravail du jour au lendemain, y a-t-il un préavis ?",
    "préavis fin de télétravail combien de mois",
    "Je souhaite mettre fin à mon télétravail et revenir au bureau, quand dois-je prévenir ?",
    "Peut-on me retirer le TT en pleine période d’adaptation ?",
    "mon teletravail est supprimé a partir de lundi, ils ont le droit ???",
    "Quel délai respecter pour retirer son autorisation de télétravail à un agent ?",
    "Le télétravail, une fois accordé, est-il définitif ou réversible ?",
    "Après trois semaines d’essai, ma cheffe stoppe le travail à distance : est-ce régulier ?",
    "Qui peut mettre fin au télétravail, l’agent ou l’administration ?",
)


@rule(
    "TEL-03",
    SUBJECT,
    title="Fin du télétravail",
    cites=(LOI, Article("décret 2016-151", "art. 5")),
    in_force_since=CODE_IN_FORCE,
    in_force_until=VEILLE_DU_LIVRE_IV,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=ASKED_OF_THE_END,
)
def fin_avant_le_code(jour: date) -> Answer:
    """Until July 2026: at any time, with two months' notice, one in the adaptation period."""
    mois, adaptation = _preavis(jour)
    return value(
        f"{mois} de préavis ({adaptation} pendant la période d’adaptation) : l’agent comme "
        "l’employeur peut mettre fin au télétravail à tout moment, mais pas sans délai.",
    )


@rule(
    "TEL-03",
    SUBJECT,
    title="Fin du télétravail",
    cites=(LOI, CODIFIE),
    in_force_since=LIVRE_IV,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=ASKED_OF_THE_END,
)
def fin(jour: date) -> Answer:
    """At any time with a notice, whose length in the code was not read."""
    mois, adaptation = _preavis(jour)
    return to_check(
        "L’agent comme l’employeur peut mettre fin au télétravail à tout moment, mais avec un "
        f"préavis. L’article 5 du décret n° 2016-151 le fixait à {mois} ({adaptation} pendant la "
        f"période d’adaptation) ; depuis le {day(LIVRE_IV)}, sa durée est à vérifier dans le code "
        "général de la fonction publique.",
    )


def _preavis(jour: date) -> tuple[str, str]:
    mois = AMOUNTS.on("teletravail.mois_de_preavis", jour)
    adaptation = AMOUNTS.on("teletravail.mois_de_preavis_en_adaptation", jour)
    return counted(mois, "mois"), counted(adaptation, "mois")


@rule(
    "TEL-04",
    SUBJECT,
    title="Allocation forfaitaire de télétravail",
    cites=(Article("décret 2021-1123", "art. 4"), Article("arrêté du 26 août 2021", "")),
    in_force_since=ALLOCATION,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Combien touche-t-on par jour de télétravail ?",
        "indemnité télétravail 2,88 € plafond annuel",
        "J’ai télétravaillé 60 jours dans l’année, quel montant vais-je recevoir ?",
        "prime teletravail pr l’internet et le chauffage, la mairie paye ou pas ?",
        "Le forfait télétravail est-il obligatoire dans une commune ?",
        "J’ai fait 110 jours de TT et on ne m’en a payé que 88, pourquoi ?",
        "Ma collègue de l’agglo a une allocation pour le travail à distance, pas moi : normal ?",
        "Quel était le plafond de l’allocation de télétravail en 2024 ?",
        "remboursement electricité quand on bosse à la maison",
        "À combien s’élève le maximum versé par an pour le télétravail ?",
        "Au bout de combien de jours atteint-on le plafond de l’allocation de télétravail ?",
        "70 jours de TT sur l’année : l’indemnité fait combien au total ?",
    ),
)
def allocation(jour: date, jours_de_teletravail: int | None = None) -> Answer:
    """Pay an amount a day up to a yearly cap, where the assembly has decided so."""
    par_jour = AMOUNTS.on("teletravail.allocation_par_jour", jour)
    plafond = AMOUNTS.on("teletravail.allocation_par_an", jour)
    bareme = (
        f"{euros(par_jour)} par jour de télétravail, dans la limite de {euros(plafond)} pour "
        f"{jour.year}, soit {counted(plafond / par_jour, 'jour')}"
    )
    si = "si la délibération de la collectivité l’a instituée"
    if jours_de_teletravail is None:
        return value(
            f"{bareme} : c’est l’allocation forfaitaire de télétravail, {si} ; elle n’est ni "
            f"obligatoire ni automatique.{_en_2024(jour)}"
        )
    due = min(jours_de_teletravail * par_jour, plafond)
    return value(
        f"{euros(due)} d’allocation pour {counted(jours_de_teletravail, 'jour')} de télétravail, "
        f"{si} : {bareme}.",
    )


def _en_2024(jour: date) -> str:
    """Recall the higher cap of one year, which people still quote."""
    if jour < PLAFOND_DE_2025:
        return ""
    plafond = AMOUNTS.on("teletravail.allocation_par_an", PLAFOND_DE_2025 - timedelta(days=1))
    return f" Le plafond de {euros(plafond)} ne valait que pour 2024."


@rule(
    "N26-08",
    SUBJECT,
    title="Texte applicable au télétravail",
    cites=(CODIFIE,),
    in_force_since=LIVRE_IV,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Le décret de 2016 sur le télétravail est-il toujours en vigueur ?",
        "quel texte pour le TT maintenant, le decret 2016-151 est abrogé ?",
        "Quels articles viser dans notre délibération sur le télétravail depuis août 2026 ?",
        "Le livre IV du code général de la fonction publique a-t-il été publié ?",
        "Mon arrêté de télétravail cite le décret 2016-151 : faut-il le refaire ?",
        "référence juridique à jour télétravail fonction publique territoriale",
        "Codification du télétravail et de la formation : depuis quelle date ?",
        "Notre charte du télétravail renvoie à un décret qui n’existe plus, que doit-on écrire ?",
    ),
)
def texte_applicable() -> Answer:
    """Since August 2026 the rules stand in the regulatory Book IV of the code, not read yet."""
    return to_check(
        "Depuis le 1er août 2026, les règles du télétravail figurent dans la partie réglementaire "
        "du code général de la fonction publique (livre IV, décret 2026-366) et non plus dans le "
        "décret de 2016 ; les articles précis restent à vérifier dans le texte en vigueur.",
    )
