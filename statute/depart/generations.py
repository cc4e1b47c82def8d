"""Generations: the line of a pension table that holds for a birth, and which table holds."""

from collections.abc import Callable
from datetime import date

from statute.amounts import AMOUNTS
from statute.french import day

AGES = "retraite.age_ne_a_partir_du_"
TRIMESTRES = "retraite.trimestres_ne_a_partir_du_"
TRIMESTRES_ACTIFS = "retraite.trimestres_actif_ne_a_partir_du_"

REFORME = date(2023, 9, 1)
LOI = date(2025, 12, 31)
"""The tables changed in the code on this day..."""
VEILLE = date(2025, 12, 30)
SUSPENSION = date(2026, 9, 1)
"""... for pensions from this one. Nobody whose line changed reaches the age of the old table before
it, so a question asked in between is about the new one."""

AVANT = f"selon le calendrier en vigueur avant le {day(LOI)}"
APRES = f"pour une pension prenant effet à partir du {day(SUSPENSION)}"


def births(naissance: date | None, annee: int | None) -> tuple[date, ...]:
    """Give the day of birth, or both ends of its year, which tell all since the tables rise."""
    if naissance is not None:
        return (naissance,)
    return (date(annee, 1, 1), date(annee, 12, 31)) if annee is not None else ()


def lines(table: str, pension: date, born: tuple[date, ...]) -> set[int | None]:
    """Give the lines of a table that births leave possible; None: born before its first line."""
    return {_line(table, pension, birth) for birth in born}


def _line(table: str, pension: date, naissance: date) -> int | None:
    """Take the last line whose first day of birth, which ends its name, is past."""
    birth = f"{table}{naissance:%Y_%m_%d}"
    names = [name for name in AMOUNTS.by_name if name.startswith(table) and name <= birth]
    return int(AMOUNTS.on(max(names), pension)) if names else None


def person(naissance: date | None, annee: int | None) -> str:
    """Say whose answer it is."""
    when = f"le {day(naissance)}" if naissance else f"en {annee}"
    return f"Pour une personne née {when}"


def scale(table: str, pension: date) -> list[tuple[date, int]]:
    """Give each change of a table: the first day of birth and the value from it."""
    changes: list[tuple[date, int]] = []
    for name in sorted(name for name in AMOUNTS.by_name if name.startswith(table)):
        now = int(AMOUNTS.on(name, pension))
        if not changes or changes[-1][1] != now:
            first = date.fromisoformat(name.removeprefix(table).replace("_", "-"))
            changes.append((first, now))
    return changes


def told(changes: list[tuple[date, int]], said: Callable[[int], str]) -> str:
    """Say a scale: 62 ans et 9 mois pour les naissances dès 1963, 63 ans dès le 1er avril 1965."""
    (first, value), *others = changes
    start = f"{said(value)} pour les naissances {_since(first)}"
    return ", ".join([start, *(f"{said(value)} {_since(birth)}" for birth, value in others)])


def in_the_year(table: str, pension: date, annee: int, said: Callable[[int], str]) -> str:
    """Say both lines of a year of birth in which a table changes."""
    inside = [change for change in scale(table, pension) if change[0].year == annee]
    (before,) = lines(table, pension, (date(annee, 1, 1),))
    later = [f"{said(value)} {_since(birth)}" for birth, value in inside if value != before]
    return ", ou ".join([said(before or 0), *later])


def _since(birth: date) -> str:
    is_new_year = (birth.month, birth.day) == (1, 1)
    return f"dès {birth.year}" if is_new_year else f"dès le {day(birth)}"
