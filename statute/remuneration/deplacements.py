"""Frais de déplacement: meals and nights on mission, kilometres with one's own car."""

from datetime import date, timedelta
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.french import NBSP, counted, euros
from statute.rule import (
    SECOND_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    to_check,
    value,
)

SUBJECT = Subject("deplacements", "Frais de déplacement", categories=("remuneration-paie",))

MISSIONS = date(2020, 1, 1)
HAUSSE_DES_MISSIONS = date(2023, 9, 22)
BAREME_KILOMETRIQUE = date(2022, 1, 1)
MAJORATION = date(2026, 6, 1)
FIN_DE_LA_MAJORATION = date(2026, 12, 31)
ARRETE_MISSIONS = "arrêté du 3 juillet 2006 (missions)"
DECRET = Article("décret 2001-654", "art. 7-1")
ARRETE_KILOMETRES = Article("arrêté du 3 juillet 2006 (kilomètres)", "art. 1", BAREME_KILOMETRIQUE)


ASKED_OF_MISSIONS = (
    "Combien me rembourse-t-on pour un repas lors d’un déplacement professionnel ?",
    "hotel en mission a Paris, c’est rembourse jusqu’à combien ?",
    "J’ai payé 34 € de restaurant pendant une réunion à la préfecture, tout sera remboursé ?",
    "Frais de nuitée en formation à Lyon : quel montant maximum ?",
    "note de frais repas midi 20 euros ou 17,50 ?",
    "Je suis en fauteuil roulant, quel tarif pour une chambre adaptée en mission ?",
    "Une agente part deux jours en congrès à Marseille, quels forfaits hébergement et repas ?",
    "On ne me rend que 90 € pour un hôtel à 115 €, pourquoi ?",
    "taux indemnités de mission hébergement grandes villes Grand Paris",
    "Le conseil municipal peut-il fixer des remboursements d’hôtel plus bas que l’État ?",
    "déplacement hors de la résidence administrative : prise en charge du dîner et de la nuit",
    "Remboursement des repas aux frais réels ou au forfait de 20 € : qui décide dans la commune ?",
)


@rule(
    "FRA-01",
    SUBJECT,
    title="Repas et nuits en mission",
    cites=(DECRET, Article(ARRETE_MISSIONS, "", MISSIONS)),
    in_force_since=MISSIONS,
    in_force_until=HAUSSE_DES_MISSIONS - timedelta(days=1),
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=ASKED_OF_MISSIONS,
)
def repas_et_nuits_avant_la_hausse(jour: date) -> Answer:
    """Until 21 September 2023, lower amounts for a meal and a night."""
    return _repas_et_nuits(jour)


@rule(
    "FRA-01",
    SUBJECT,
    title="Repas et nuits en mission",
    cites=(DECRET, Article(ARRETE_MISSIONS, "", HAUSSE_DES_MISSIONS)),
    in_force_since=HAUSSE_DES_MISSIONS,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=ASKED_OF_MISSIONS,
)
def repas_et_nuits(jour: date) -> Answer:
    """Pay a meal, and a night by place, up to the State's amounts."""
    # The town sets its own scale of nights within them, and may pay real costs for meals (décret
    # 2020-689, as told by maire-info.com 24280 and cdg61.fr); it may not set a lower flat meal.
    return _repas_et_nuits(jour)


def _repas_et_nuits(jour: date) -> Answer:
    repas, nuit, ville, paris, mobilite = (
        euros(AMOUNTS.on(f"deplacements.{name}", jour))
        for name in ("repas", "nuit", "nuit_grande_ville", "nuit_paris", "nuit_mobilite_reduite")
    )
    return value(
        f"En mission, le repas est remboursé {repas} et la nuit {nuit}, {ville} dans une grande "
        f"ville ou la métropole du Grand Paris, {paris} à Paris, {mobilite} pour un agent "
        "handicapé à mobilité réduite. Ce sont des plafonds : la délibération de la collectivité "
        "fixe le barème des nuits et peut prévoir de payer les repas aux frais réels.",
    )


ASKED_OF_KILOMETRES = (
    "Combien le kilomètre quand je prends ma voiture personnelle pour le travail ?",
    "indemnités kilométriques 6 CV taux",
    "J’ai fait 3 200 km pour le service avec ma 5 chevaux, combien vais-je toucher ?",
    "frais km vehicule perso bareme fonction publique",
    "Mes trajets entre deux sites de la commune avec mon véhicule sont-ils remboursés ?",
    "Après 2 000 km dans l’année, le tarif change-t-il ?",
    "Une aide à domicile roule 12 000 km par an avec sa voiture, quel remboursement calculer ?",
    "Ma voiture fait 8 chevaux fiscaux, quel montant par kilomètre ?",
    "le bareme des impots c’est plus que ce que me paie la mairie, normal ?",
    "Les indemnités kilométriques ont-elles augmenté en 2026 avec le prix de l’essence ?",
    "IK tournée voiture perso",
)


@rule(
    "FRA-02",
    SUBJECT,
    title="Indemnités kilométriques",
    cites=(DECRET, ARRETE_KILOMETRES),
    in_force_since=BAREME_KILOMETRIQUE,
    in_force_until=MAJORATION - timedelta(days=1),
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    questions=ASKED_OF_KILOMETRES,
)
def kilometres_avant_la_majoration(
    jour: date, puissance_fiscale: int | None = None, kilometres: int | None = None
) -> Answer:
    """Pay each kilometre by the car's power, band after band of the year's kilometres."""
    return _bareme(jour, puissance_fiscale, kilometres)


@rule(
    "FRA-02",
    SUBJECT,
    title="Indemnités kilométriques",
    cites=(DECRET, ARRETE_KILOMETRES),
    in_force_since=MAJORATION,
    in_force_until=FIN_DE_LA_MAJORATION,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=ASKED_OF_KILOMETRES,
    rows=("N26-07",),
)
def kilometres_pendant_la_majoration(jour: date, puissance_fiscale: int | None = None) -> Answer:
    """From June to December 2026 the rates are raised by an order that was not found."""
    if puissance_fiscale is None:
        base = _tous_les_taux(jour)
    else:
        voiture = _voiture(jour, puissance_fiscale)
        base = f"{_trois_taux(jour, voiture)} ({_VOITURES[voiture]})"
    return to_check(
        "Du 1er juin au 31 décembre 2026, une hausse temporaire des indemnités kilométriques est "
        f"annoncée, à un taux à vérifier. Sans elle, le kilomètre est payé {base}.",
    )


@rule(
    "FRA-02",
    SUBJECT,
    title="Indemnités kilométriques",
    cites=(DECRET, ARRETE_KILOMETRES),
    in_force_since=FIN_DE_LA_MAJORATION + timedelta(days=1),
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=ASKED_OF_KILOMETRES,
)
def kilometres_apres_la_majoration(
    jour: date, puissance_fiscale: int | None = None, kilometres: int | None = None
) -> Answer:
    """Pay by the scale again once the raise of 2026 has ended, when the year's rates are known."""
    return _bareme(jour, puissance_fiscale, kilometres)


_VOITURES = {"5_cv": "5 CV et moins", "6_cv": "6 et 7 CV", "8_cv": "8 CV et plus"}
_TRANCHES = (1, 2, 3)


def _bareme(jour: date, puissance: int | None, parcourus: int | None) -> Answer:
    if puissance is None:
        return value(
            f"Avec une voiture personnelle, le kilomètre est payé {_tous_les_taux(jour)}, en "
            "comptant les kilomètres faits pour le service depuis le 1er janvier."
        )
    voiture = _voiture(jour, puissance)
    if parcourus is None:
        return value(
            f"Pour une voiture de {counted(puissance, 'CV')}, le kilomètre est payé "
            f"{_trois_taux(jour, voiture)}, sur les kilomètres faits pour le service depuis le "
            "1er janvier.",
        )
    du = sum(
        k * t for k, t in zip(_par_tranche(jour, parcourus), _taux(jour, voiture), strict=True)
    )
    return value(
        f"Pour {_km(parcourus)} faits pour le service depuis le 1er janvier avec une "
        f"voiture de {counted(puissance, 'CV')}, les indemnités kilométriques sont de {euros(du)} "
        f"au total : le kilomètre est payé {_trois_taux(jour, voiture)}.",
    )


def _trois_taux(jour: date, voiture: str) -> str:
    premier, deuxieme, troisieme = (euros(taux) for taux in _taux(jour, voiture))
    return (
        f"{premier} jusqu’à {_fin(jour, 'premiere')}, {deuxieme} de là à {_fin(jour, 'deuxieme')} "
        f"et {troisieme} au-delà"
    )


def _tous_les_taux(jour: date) -> str:
    premiers, deuxiemes, troisiemes = zip(
        *(_taux(jour, voiture) for voiture in _VOITURES), strict=True
    )
    un, deux, trois = (
        f"{euros(taux)} ({voiture})"
        for taux, voiture in zip(premiers, _VOITURES.values(), strict=True)
    )
    return (
        f"{un}, {deux} ou {trois} jusqu’à {_fin(jour, 'premiere')}, puis {_choix(deuxiemes)} "
        f"jusqu’à {_fin(jour, 'deuxieme')}, et {_choix(troisiemes)} au-delà"
    )


def _choix(taux: tuple[Fraction, ...]) -> str:
    petite, moyenne, grande = (euros(un) for un in taux)
    return f"{petite}, {moyenne} ou {grande}"


def _voiture(jour: date, puissance: int) -> str:
    if puissance >= AMOUNTS.on("deplacements.puissance_8_cv", jour):
        return "8_cv"
    return "6_cv" if puissance >= AMOUNTS.on("deplacements.puissance_6_cv", jour) else "5_cv"


def _taux(jour: date, voiture: str) -> tuple[Fraction, ...]:
    return tuple(AMOUNTS.on(f"deplacements.km_{voiture}_tranche_{n}", jour) for n in _TRANCHES)


def _par_tranche(jour: date, parcourus: int) -> tuple[Fraction, ...]:
    premiere = AMOUNTS.on("deplacements.fin_de_la_premiere_tranche", jour)
    deuxieme = AMOUNTS.on("deplacements.fin_de_la_deuxieme_tranche", jour)
    zero = Fraction(0)
    return (
        min(Fraction(parcourus), premiere),
        max(zero, min(Fraction(parcourus), deuxieme) - premiere),
        max(zero, parcourus - deuxieme),
    )


def _fin(jour: date, tranche: str) -> str:
    return _km(int(AMOUNTS.on(f"deplacements.fin_de_la_{tranche}_tranche", jour)))


def _km(count: int) -> str:
    return f"{count:,}{NBSP}km".replace(",", NBSP)
