"""Supplément familial de traitement: amounts by children, shared custody, part-time."""

from datetime import date
from fractions import Fraction

from statute.amounts import AMOUNTS, AmountUnknown
from statute.french import counted, euros, number, percent
from statute.remuneration.remuneration import traitement
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    SECOND_READING,
    Answer,
    Article,
    Subject,
    Verification,
    not_met,
    rule,
    value,
)

SUBJECT = Subject(
    "supplement_familial",
    "Supplément familial de traitement",
    categories=("remuneration-paie",),
)

BORNES_DE_2024 = date(2024, 1, 1)
_ROWS = {1: "SFT-01", 2: "SFT-02", 3: "SFT-03"}
_MORE = "SFT-04"
_SCALE = 3
"""Beyond so many children, the scale adds the same for each."""


@rule(
    "SFT-01",
    SUBJECT,
    title="Montant du supplément familial de traitement",
    cites=(Article("décret 85-1148", "art. 10 bis", BORNES_DE_2024),),
    in_force_since=BORNES_DE_2024,
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    rows=("SFT-02", "SFT-03", "SFT-04"),
    questions=(
        "Combien touche-t-on de supplément familial pour deux enfants ?",
        "SFT 3 enfants montant",
        "Je viens d’avoir mon premier enfant, le supplément familial c’est combien par mois ?",
        "J’ai quatre enfants à charge et je suis à l’indice 450, quel SFT ?",
        "c’est normal de toucher que 2,29 € de sft pour 1 enfant ???",
        "Le supplément familial de traitement dépend-il de mon salaire ?",
        "Nous attendons notre troisième, de combien augmentera ma paie ?",
        "Montant maximum du supplément familial pour un cadre avec deux enfants ?",
        "Un agent contractuel avec 5 enfants a-t-il droit au supplément familial ?",
        "plancher et plafond du SFT par enfant supplémentaire",
        "SFT : quel pourcentage du traitement et quelle part fixe pour trois enfants ?",
        "Naissance de jumeaux : de 1 à 3 enfants, quel complément familial sur la paye ?",
    ),
)
def montant(
    jour: date, enfants_a_charge: int | None = None, indice_majore: int | None = None
) -> Answer:
    """Add a fixed part and a share of the index pay, itself bounded below and above."""
    if enfants_a_charge is None:
        return value(_bareme(jour))
    if enfants_a_charge == 0:
        return not_met("Sans enfant à charge, aucun supplément familial de traitement n’est versé.")
    row = _ROWS.get(enfants_a_charge, _MORE)
    enfants = counted(enfants_a_charge, "enfant")
    bas, haut = (supplement(enfants_a_charge, indice, jour) for indice in _bornes(jour))
    debut = f"Pour {enfants} à charge, le supplément familial de traitement est"
    if bas == haut:
        fixe = f"un montant fixe de {euros(bas)} bruts par mois, quel que soit l’indice"
        return value(f"{debut} {fixe}.", row)
    if indice_majore is None:
        return value(
            f"{debut} compris entre {euros(bas)} et {euros(haut)} bruts par mois à temps plein, "
            "selon l’indice majoré.",
            row,
        )
    du = supplement(enfants_a_charge, indice_majore, jour)
    return value(
        f"{debut} de {euros(du)} bruts par mois à temps plein à l’indice majoré {indice_majore} "
        f"(de {euros(bas)} à {euros(haut)} selon l’indice).",
        row,
    )


def supplement(enfants: int, indice: Fraction | int, jour: date) -> Fraction:
    """Give the monthly supplement of some children (one at least) at an index, at full time."""
    if enfants == 1:
        return AMOUNTS.on("supplement_familial.fixe_1_enfant", jour)
    bas, haut = _bornes(jour)
    pris = traitement(min(max(Fraction(indice), bas), haut), jour)
    fixe, part = _ligne(f"{min(enfants, _SCALE)}_enfants", jour)
    fixe_de_plus, part_de_plus = _ligne("par_enfant_de_plus", jour)
    de_plus = max(0, enfants - _SCALE)
    return fixe + part * pris + de_plus * (fixe_de_plus + part_de_plus * pris)


def _bornes(jour: date) -> tuple[Fraction, Fraction]:
    return (
        AMOUNTS.on("supplement_familial.indice_plancher", jour),
        AMOUNTS.on("supplement_familial.indice_plafond", jour),
    )


def _ligne(name: str, jour: date) -> tuple[Fraction, Fraction]:
    return (
        AMOUNTS.on(f"supplement_familial.fixe_{name}", jour),
        AMOUNTS.on(f"supplement_familial.part_{name}", jour),
    )


def _bareme(jour: date) -> str:
    lignes = [
        _entre(*(supplement(enfants, indice, jour) for indice in _bornes(jour)))
        for enfants in (2, 3)
    ]
    de_plus = [supplement(4, i, jour) - supplement(3, i, jour) for i in _bornes(jour)]
    (fixe_2, part_2), (fixe_3, part_3), (fixe, part) = (
        _ligne(name, jour) for name in ("2_enfants", "3_enfants", "par_enfant_de_plus")
    )
    return (
        "Par mois, pour un agent titulaire, stagiaire ou contractuel, le supplément familial est "
        f"de {euros(supplement(1, 0, jour))} pour 1 enfant, {lignes[0]} pour 2 ({euros(fixe_2)} + "
        f"{percent(part_2)} du traitement), {lignes[1]} pour 3 ({euros(fixe_3)} + "
        f"{percent(part_3)}) et {_entre(*de_plus)} par enfant de plus ({euros(fixe)} + "
        f"{percent(part)})."
    )


def _entre(bas: Fraction, haut: Fraction) -> str:
    return f"{number(bas)} à {euros(haut)}"


@rule(
    "SFT-05",
    SUBJECT,
    title="Supplément familial et parents séparés ou tous deux agents publics",
    cites=(
        Article("CGFP", "L712-9", CODE_IN_FORCE),
        Article("CGFP", "L712-10", CODE_IN_FORCE),
        Article("CGFP", "L712-11", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "En garde alternée, le supplément familial est-il partagé entre les deux parents ?",
        "sft garde alternée moitié moitié comment faire",
        "Mon conjoint est aussi fonctionnaire, pouvons-nous toucher tous les deux le SFT ?",
        "Mon ex perçoit tout le SFT alors que j’ai les enfants une semaine sur deux, que faire ?",
        "Qui choisit le parent qui reçoit le supplément familial de traitement ?",
        "couple d’agents publics : un seul SFT ?",
        "Désaccord avec mon ex-mari sur le bénéficiaire du SFT, le partage est possible ?",
        "Résidence alternée des enfants après divorce et paie : quelles démarches ?",
        "Deux agents mariés demandent chacun le supplément familial : à qui le verser ?",
    ),
)
def parents() -> Answer:
    """Pay one parent, chosen together; halve the children who live with each in turn."""
    return value(
        "Un seul des deux parents agents publics reçoit le supplément familial, désigné d’un "
        "commun accord : il n’est pas cumulable pour un même enfant. En résidence alternée "
        "(garde alternée) effective, la charge de l’enfant peut être partagée par moitié, à la "
        "demande des deux parents ou s’ils sont en désaccord sur le bénéficiaire.",
    )


@rule(
    "SFT-06",
    SUBJECT,
    title="Supplément familial à temps partiel",
    cites=(Article("CGFP", "L612-6", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "À temps partiel, mon supplément familial est-il réduit ?",
        "sft a 80 % 2 enfants combien au minimum",
        "Je passe à mi-temps avec trois enfants, vais-je perdre du SFT ?",
        "Le supplément familial suit-il la quotité de travail comme le traitement ?",
        "mon SFT a baissé depuis mon passage à 60 %, y a un plancher ?",
        "Supplément familial minimum garanti pour un agent à temps partiel",
        "Une agente à 70 % avec deux enfants : quel SFT lui garantir ?",
        "temps partiel et complément familial, même montant que les collègues à temps plein ?",
    ),
)
def a_temps_partiel(jour: date, enfants_a_charge: int | None = None) -> Answer:
    """Never pay less than the full-time minimum for as many children."""
    minimum = "À temps partiel, le supplément familial ne peut pas descendre sous le minimum versé"
    if not enfants_a_charge:
        return value(
            f"{minimum} à temps plein pour le même nombre d’enfants à charge{_minima(jour)}."
        )
    plancher = _bornes(jour)[0]
    return value(
        f"{minimum} à temps plein : {euros(supplement(enfants_a_charge, plancher, jour))} bruts "
        f"par mois pour {counted(enfants_a_charge, 'enfant')} à charge.",
    )


def _minima(jour: date) -> str:
    """Say the least amounts of a day; nothing on a day whose amounts are not known."""
    try:
        un, deux, trois, quatre = (
            supplement(enfants, _bornes(jour)[0], jour) for enfants in (1, 2, 3, 4)
        )
    except AmountUnknown:
        return ""
    return (
        f" : {euros(un)} bruts par mois pour 1 enfant, {euros(deux)} pour 2, {euros(trois)} pour 3 "
        f"et {euros(quatre - trois)} par enfant de plus"
    )
