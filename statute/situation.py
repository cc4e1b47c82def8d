"""A situation in time, read from a file: who, periods, dated acts, amounts, each with its source.

A situation is written by the facts' names (`faits/*.yaml`); a piece is its value, or `valeur` with
the words, file or person it came from (`source`) and whether it is sure (`sur: non`). What is not
sure is not used, and is told. Nothing that is not written is guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from statute import french
from statute.edited_file import exact_yaml, what_is_wrong
from statute.facts import FACTS, Fact, Facts, FactValue, Period, Scalar

EMPLOYER = "employeur"
TERRITORIAL = "territorial"
_OTHERS = ("État", "hospitalier", "privé")


class SituationError(ValueError):
    """A situation cannot be used; the message is one French sentence with what to do."""


@dataclass(frozen=True, slots=True)
class Situation:
    """The facts that count, where each came from, and those that are not sure enough to count."""

    facts: Facts
    sources: Mapping[str, str]
    unsure: Facts


def read_situation(path: Path) -> Situation:
    """Read a situation from a YAML or JSON file. Raises `SituationError`."""
    try:
        written = exact_yaml(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise SituationError(f"Le fichier {path} ne se lit pas : vérifiez son chemin.") from fault
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise SituationError(f"Le fichier {path}{what_is_wrong(fault)}.") from fault
    if not isinstance(written, dict):
        raise SituationError(f"Le fichier {path} doit donner des faits par leur nom.")
    return situation_of(written)


def situation_of(written: Mapping[str, Any]) -> Situation:
    """Make a situation of what is written under each fact's name. Raises `SituationError`."""
    employer = str(written.get(EMPLOYER, TERRITORIAL))
    if employer != TERRITORIAL:
        known = f"« {employer} »" if employer in _OTHERS else f"« {employer} » (inconnu)"
        raise SituationError(
            f"L’employeur est {known} : ces règles sont celles de la fonction publique "
            "territoriale, rien n’est répondu."
        )
    facts: dict[str, FactValue] = {}
    unsure: dict[str, FactValue] = {}
    sources: dict[str, str] = {}
    for name, piece in written.items():
        if name == EMPLOYER:
            continue
        fact = FACTS.get(name)
        if fact is None:
            raise SituationError(
                f"« {name} » n’est pas un fait connu : `guichet statute facts` les donne tous."
            )
        told = piece if isinstance(piece, dict) and "valeur" in piece else {"valeur": piece}
        if unknown := set(told) - {"valeur", "source", "sur"}:
            raise SituationError(f"« {name} » porte une clé inconnue : {', '.join(unknown)}.")
        kept = unsure if str(told.get("sur", "oui")) == "non" else facts
        kept[name] = value_of(fact, told["valeur"])
        if "source" in told:
            sources[name] = str(told["source"])
    return Situation(facts, sources, unsure)


def value_of(fact: Fact, written: Any) -> FactValue:  # noqa: ANN401  # YAML holds anything
    """Read a fact's value as YAML gives it. Raises `SituationError`."""
    value: FactValue | None = None
    if fact.kind is tuple and isinstance(written, list):
        value = tuple(_period_of(fact, one) for one in written)
        if fault := fact.fault_of(value):
            raise SituationError(f"« {fact.id} » ne convient pas : {fault}.")
    elif isinstance(written, date | str | int | Decimal) and not isinstance(written, bool):
        value = fact.parse(str(written))
    if value is None or not fact.accepts(value):
        raise SituationError(
            f"« {written} » ne convient pas pour {fact.id} : il faut {expected(fact)}."
        )
    return value


def _period_of(fact: Fact, written: Any) -> Period:  # noqa: ANN401  # same
    """Read `{du: ..., au: ..., détail: ...}`; `au` may be absent. Raises `SituationError`."""
    if not isinstance(written, dict) or not isinstance(written.get("du"), date):
        raise SituationError(f"Une période de {fact.id} doit dire « du » (AAAA-MM-JJ), une date.")
    last = written.get("au")
    if last is not None and not isinstance(last, date):
        raise SituationError(f"Une période de {fact.id} doit finir (« au ») à une date.")
    details: dict[str, Scalar] = {}
    for name, value in written.items():
        if name in ("du", "au"):
            continue
        kind = fact.details.get(name)
        if kind is None:
            known = ", ".join(fact.details) or "aucun"
            raise SituationError(f"« {name} » n’est pas un détail de {fact.id} : {known}.")
        whole = isinstance(value, int) and not isinstance(value, bool)
        exact = Decimal(value) if kind is Decimal and whole else value
        if not isinstance(exact, kind):
            raise SituationError(f"« {value} » ne convient pas pour « {name} » de {fact.id}.")
        details[name] = exact
    return Period(written["du"], last, details)


def expected(fact: Fact) -> str:
    """Say which values a fact can have."""
    if fact.choices:
        return "l’un de : " + ", ".join(fact.choices)
    if fact.kind is date:
        return "une date existante, écrite AAAA-MM-JJ"
    if fact.kind is tuple:
        return "une liste de périodes, chacune « {du: AAAA-MM-JJ, au: AAAA-MM-JJ} »"
    unit = f" ({fact.unit})" if fact.unit else ""
    whole = "un nombre entier" if fact.kind is int else "un nombre"
    return f"{whole} entre {fact.at_least} et {french.number(fact.at_most)}{unit}"
