"""What the calls to language models cost, in euros, in energy and in CO2."""

from collections.abc import Iterable, Sequence

from cases.counted import Spent
from web.figures import words
from web.figures.figure import Figure, by, over_time
from web.figures.period import Period
from web.figures.plots import bars_of, columns_of
from web.figures.tables import Column, Unit, Value

WH = 1000

_COLUMNS = (
    Column("Appels"),
    Column("Coût connu", Unit.EUROS),
    Column("Appels dont le coût n’est pas connu"),
    Column("Énergie connue", Unit.WATT_HOURS),
    Column("CO₂ connu", Unit.GRAMS),
    Column("Appels dont le CO₂ n’est pas connu"),
    Column("Texte lu (en jetons)"),
    Column("Texte écrit (en jetons)"),
)


def costs(spent: Sequence[Spent], period: Period) -> list[Figure]:
    """Add up the calls over time, and by model and task."""
    timed = over_time(period, spent, _COLUMNS, sums)
    routes = by("Modèle et tâche", _name, spent, _COLUMNS, sums)
    return [
        Figure("cout", "cout", timed, columns_of, (1,)),
        Figure("cout-par-modele", "cout", routes, bars_of, (1,)),
    ]


def sums(rows: Iterable[Spent]) -> tuple[Value, ...]:
    """Add up calls, euros, watt-hours, grams and tokens; what no call told stays unknown."""
    every = list(rows)
    calls = sum(row.calls for row in every)
    return (
        calls,
        _known(row.cost_eur for row in every),
        calls - sum(row.priced for row in every),
        _known(None if row.kwh is None else row.kwh * WH for row in every),
        _known(row.gco2e for row in every),
        calls - sum(row.weighed for row in every),
        sum(row.tokens_in for row in every),
        sum(row.tokens_out for row in every),
    )


def _known(values: Iterable[float | None]) -> Value:
    found = [value for value in values if value is not None]
    return sum(found) if found else None


def _name(row: Spent) -> str:
    return f"{row.route}\u00a0: {words.ROLES.get(row.role, row.role)}"
