"""The facts that rules need: what each is called, and the question that asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from statute import french

FactValue = str | int | Decimal | date
Facts = Mapping[str, FactValue]

TITULAIRE = "titulaire"
STAGIAIRE = "stagiaire"
CONTRACTUEL = "contractuel"
TOUS = (TITULAIRE, STAGIAIRE, CONTRACTUEL)

NAISSANCE = "naissance d’un enfant"
ADOPTION = "adoption d’un enfant"
SOINS = "soins à un conjoint, un enfant à charge ou un ascendant"
HANDICAP = "handicap de l’agent"
SANS_MOTIF_DE_DROIT = "aucun motif de droit"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a case. A number is `at_most` so many, never negative, written with its unit.

    A fact that has `after` is asked only once that other fact is known.
    """

    id: str
    label: str
    question: str
    kind: type[FactValue]
    choices: tuple[str, ...] = ()
    unit: str = ""
    at_most: int = 0
    after: str = ""

    def shown(self, value: FactValue) -> str:
        """Write a value as a French reader expects it."""
        if isinstance(value, date):
            return french.day(value)
        if isinstance(value, int | Decimal):
            return french.counted(value, self.unit)
        return value

    def accepts(self, value: FactValue) -> bool:
        """Tell whether a value is one this fact can have."""
        if isinstance(value, int | Decimal):
            return 0 <= value <= self.at_most
        return not self.choices or value in self.choices

    def parse(self, text: str) -> FactValue | None:
        """Read a value written by a machine (ISO day, decimal point); None when it is not one."""
        try:
            value = _parse(self.kind, text.strip())
            return value if self.accepts(value) else None
        except (ValueError, InvalidOperation):
            return None


def _parse(kind: type[FactValue], text: str) -> FactValue:
    if kind is date:
        return date.fromisoformat(text)
    if kind is int:
        return int(text)
    if kind is Decimal:
        return Decimal(text.replace(",", "."))
    return text


_ALL = (
    Fact(
        "statut",
        "Statut",
        "Quel est votre statut, ou celui de l’agent concerné : titulaire, stagiaire ou "
        "contractuel ?",
        str,
        choices=TOUS,
    ),
    Fact(
        "jour_des_faits",
        "Jour des faits",
        "À quelle date précise les faits se sont-ils produits (pour un arrêt de travail, la date "
        "de l’avis ou de sa prolongation) ?",
        date,
    ),
    Fact(
        "date_d_arrivee",
        "Date de prise de poste",
        "À quelle date avez-vous pris votre poste ?",
        date,
    ),
    Fact(
        "date_de_depart",
        "Date de départ",
        "À quelle date quittez-vous la collectivité ?",
        date,
    ),
    Fact(
        "jours_par_semaine",
        "Jours travaillés par semaine",
        "Combien de jours travaillez-vous par semaine ?",
        Decimal,
        unit="jour",
        at_most=7,
    ),
    Fact(
        "jours_hors_periode",
        "Jours de congé pris hors de la période du 1er mai au 31 octobre",
        "Combien de jours de congés annuels avez-vous pris cette année avant le 1er mai ou après "
        "le 31 octobre ?",
        Decimal,
        unit="jour",
        at_most=60,
    ),
    Fact(
        "mois_de_services",
        "Ancienneté",
        "Si vous êtes contractuel : depuis combien de temps travaillez-vous pour la collectivité ?",
        int,
        unit="mois",
        at_most=600,
    ),
    Fact(
        "mois_de_cmo",
        "Mois d’arrêt de maladie déjà pris en douze mois",
        "Combien de temps avez-vous été en arrêt de maladie au cours des douze derniers mois ?",
        int,
        unit="mois",
        at_most=600,
    ),
    Fact(
        "quotite",
        "Quotité de temps partiel (%)",
        "Quelle quotité de temps partiel est demandée ou pratiquée (50, 60, 70, 80 ou 90 %) ?",
        int,
        unit=french.PERCENT,
        at_most=99,
    ),
    Fact(
        "motif_temps_partiel",
        "Motif du temps partiel",
        "Pour quel motif demandez-vous ce temps partiel (naissance ou adoption, soins à un "
        "proche, handicap, convenance personnelle) ?",
        str,
        choices=(NAISSANCE, ADOPTION, SOINS, HANDICAP, SANS_MOTIF_DE_DROIT),
    ),
    Fact(
        "age_de_l_enfant",
        "Âge de l’enfant",
        "Quel est l’âge de l’enfant ?",
        int,
        unit="mois",
        at_most=300,
    ),
    Fact(
        "arrivee_de_l_enfant",
        "Date d’arrivée de l’enfant adopté",
        "À quelle date l’enfant adopté est-il arrivé à votre foyer ?",
        date,
        after="motif_temps_partiel",
    ),
)

FACTS: dict[str, Fact] = {fact.id: fact for fact in _ALL}
