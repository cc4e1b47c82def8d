"""Legal age of retirement by generation, with the quarters of a full pension; its tables."""

from dataclasses import replace
from datetime import date

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.facts import OUI
from statute.outcome import Age, Count, Outcome, Step, Text, Value, Verdict

AGES = "retraite.age_ne_a_partir_du_"
TRIMESTRES = "retraite.trimestres_ne_a_partir_du_"
TRIMESTRES_ACTIFS = "retraite.trimestres_actif_ne_a_partir_du_"

SUSPENSION = date(2026, 9, 1)
"""The tables changed for pensions from this day, by a law of December 2025. Nobody whose line
changed reaches the age of the old table before it, so a question asked in between is about the new
one."""
FIN_DU_DEBUT = date(1966, 8, 31)
"""Active jobs: only the two ends of their table were read, born from 1966 to this day..."""
DEBUT_DU_DEBUT = date(1966, 1, 1)
DEBUT_DE_LA_FIN = date(1974, 1, 1)
"""... and born from this one."""
MOIS_D_UN_AN = 12
DERNIER_AGE_LEGAL = 64 * MOIS_D_UN_AN
"""The highest legal age, in months: past it the age limit is told too."""


def births(naissance: date | None, annee: int | None) -> tuple[date, ...]:
    """Give the day of birth, or both ends of its year, which tell all since the tables rise."""
    if naissance is not None:
        return (naissance,)
    return (date(annee, 1, 1), date(annee, 12, 31)) if annee is not None else ()


def lines(table: str, pension: date, born: tuple[date, ...]) -> tuple[int | None, ...]:
    """Give the lines of a table that births leave possible; None: born before its first line."""
    return tuple(dict.fromkeys(_line(table, pension, birth) for birth in born))


def _line(table: str, pension: date, naissance: date) -> int | None:
    """Take the last line whose first day of birth, which ends its name, is past."""
    birth = f"{table}{naissance:%Y_%m_%d}"
    names = [name for name in AMOUNTS.by_name if name.startswith(table) and name <= birth]
    return int(AMOUNTS.on(max(names), pension)) if names else None


def change_in(table: str, pension: date, year: int) -> date:
    """Find the first day of birth of a year on which a table changes."""
    names = sorted(name for name in AMOUNTS.by_name if name.startswith(table))
    days = [date.fromisoformat(name.removeprefix(table).replace("_", "-")) for name in names]
    before = _line(table, pension, date(year, 1, 1))
    return next(d for d in days if d.year == year and _line(table, pension, d) != before)


def person(naissance: date | None, annee: int | None) -> dict[str, Value]:
    """Name whose answer it is, for the words."""
    if naissance is not None:
        return {"personne": Text("ne_le"), "naissance": naissance}
    return {"personne": Text("ne_en"), "annee": annee or 0}


def pension_day(jour: date, effet: date | None) -> tuple[date, dict[str, Value]]:
    """Find the day whose table applies, by the effect of the pension, and name it for the words."""
    day = effet or max(jour, SUSPENSION)
    return day, {"calendrier": Text("apres" if day >= SUSPENSION else "avant")}


def is_too_early(effet: date | None, born: tuple[date, ...]) -> bool:
    """Tell whether a pension would start under the old table at an age reached under the new."""
    if effet is None or effet >= SUSPENSION:
        return False
    ages = [(birth, _line(AGES, effet, birth)) for birth in born]
    return any(count and months_after(birth, count) >= SUSPENSION for birth, count in ages)


def too_early(
    outcome: Outcome | None, effet: date | None, birth: tuple[date | None, int | None]
) -> Outcome | None:
    """Add to the new table's answer that the day wished cannot be; a year alone is too little."""
    if outcome is None or effet is None:
        return outcome
    named = {**outcome.named, "effet": effet}
    if birth[0] is None:
        return Outcome(Verdict.A_VERIFIER, "annee_trop_tot", named={**named, **person(*birth)})
    return replace(outcome, named=named, still_open=("trop_tot", *outcome.still_open))


def _age(pension: date, birth: tuple[date | None, int | None], today: date) -> Outcome:
    """Answer from the table of ages: for a birth, for a year that holds two lines, or whole."""
    naissance, annee = birth
    born = births(*birth)
    found = lines(AGES, pension, born)
    if not found:
        return Outcome(words="bareme")
    if None in found:
        if len(found) > 1:
            return Outcome(missing=("date_de_naissance",))
        return Outcome(words="deja_atteint")
    months = [count for count in found if count is not None]
    quarters = [count or 0 for count in lines(TRIMESTRES, pension, born)]
    ages = [Age(count) for count in months]
    counts = [Count(count, "trimestre") for count in quarters]
    named: dict[str, Value] = {
        **person(*birth),
        "age": ages[0],
        "age_2": ages[-1],
        "trimestres": counts[-1],
        "premiers": quarters[0],
        "ou": Text("ou" if len(quarters) > 1 else ""),
        "atteint": Text(""),
    }
    if len(ages) > 1 and annee is not None:
        named["changement"] = change_in(AGES, pension, annee)
        return Outcome(words="annee", values=(*ages, *counts), named=named)
    if naissance is None:
        return Outcome(words="age", values=(ages[0], *counts), named=named)
    reached = months_after(naissance, months[0])
    named |= {"atteint": Text("atteint"), "jour": reached}
    steps = (Step("naissance", naissance), Step("age", ages[0]), Step("atteint", reached),
             Step("trimestres", counts[0]))  # fmt: skip
    outcome = Outcome(words="age", values=(ages[0], reached, *counts), named=named, steps=steps)
    return _with_the_limit(outcome, naissance, today)


def _with_the_limit(outcome: Outcome, naissance: date, today: date) -> Outcome:
    """Add the age limit for who is past the highest legal age: the limit comes after the age."""
    if months_after(naissance, DERNIER_AGE_LEGAL) >= today:
        return outcome
    limite = int(AMOUNTS.on("limite_age.age_limite", today)) * MOIS_D_UN_AN
    named = {**outcome.named, "limite": months_after(naissance, limite)}
    return replace(outcome, named=named, still_open=("limite",))


def _age_en_categorie_active(born: tuple[date, ...]) -> Outcome:
    """Tell the two ends of the table; between them the CNRACL must say."""
    if born and all(DEBUT_DU_DEBUT <= birth <= FIN_DU_DEBUT for birth in born):
        months = int(AMOUNTS.on("retraite.age_actif_au_debut", SUSPENSION))
        return Outcome(words="actif_au_debut", values=(Age(months),))
    if born and all(birth >= DEBUT_DE_LA_FIN for birth in born):
        months = int(AMOUNTS.on("retraite.age_actif_a_la_fin", SUSPENSION))
        return Outcome(words="actif_a_la_fin", values=(Age(months),))
    return Outcome(Verdict.A_VERIFIER, words="actif_entre_deux")


def age_legal_avant_la_suspension(  # noqa: PLR0913, PLR0917  # as the one that follows
    jour: date,
    aujourd_hui: date,
    date_de_naissance: date | None = None,
    annee_de_naissance: int | None = None,
    categorie_active: str | None = None,
    date_d_effet_de_la_pension: date | None = None,
) -> Outcome | None:
    """Raise the legal age by a quarter a generation, to sixty-four for those born from 1968."""
    if categorie_active == OUI:
        return Outcome(Verdict.A_VERIFIER, words="actif")
    birth, effet = (date_de_naissance, annee_de_naissance), date_d_effet_de_la_pension
    if effet is not None:
        return age_legal(jour, aujourd_hui, *birth, categorie_active, effet)
    outcome = _age(jour, birth, aujourd_hui)
    return replace(outcome, named={"calendrier": Text("avant"), **outcome.named})


def age_legal(  # noqa: PLR0913, PLR0917  # the person, the job, the pension and two days
    jour: date,
    aujourd_hui: date,
    date_de_naissance: date | None = None,
    annee_de_naissance: int | None = None,
    categorie_active: str | None = None,
    date_d_effet_de_la_pension: date | None = None,
) -> Outcome | None:
    """Keep the legal age at 62 years 9 months until March 1965, then raise it to 64 for 1969.

    A pension cannot start before the age is reached: one wished too early is told by the table of
    the day on which it can.
    """
    effet, birth = date_d_effet_de_la_pension, (date_de_naissance, annee_de_naissance)
    if categorie_active != OUI and is_too_early(effet, births(*birth)):
        at_last = age_legal(jour, aujourd_hui, *birth, categorie_active, SUSPENSION)
        return too_early(at_last, effet, birth)
    pension, named = pension_day(jour, effet)
    if categorie_active == OUI:
        if pension < SUSPENSION:
            return Outcome(Verdict.A_VERIFIER, words="actif")
        return _age_en_categorie_active(births(*birth))
    outcome = _age(pension, birth, aujourd_hui)
    return replace(outcome, named={**named, **outcome.named})
