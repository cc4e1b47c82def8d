"""Capital décès: what the family of a fonctionnaire who dies in service receives, and each one."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.facts import NON, OUI
from statute.outcome import Count, Euros, Outcome, Step, Text, Value, Verdict

MOIS_D_UNE_ANNEE = 12


def capital_deces(  # noqa: PLR0913, PLR0917  # each fact makes the answer finer
    jour: date,
    remuneration_brute_annuelle: Decimal | None = None,
    age_au_deces: int | None = None,
    age_legal_atteint: str | None = None,
    categorie_active: str | None = None,
    conjoint_survivant: str | None = None,
    enfants_ayants_droit: int | None = None,
    deces_en_service: str | None = None,
    indice_majore: int | None = None,
) -> Outcome:
    """Pay the family a year's gross pay, a quarter of it after the legal age of retirement."""
    shares: dict[str, Value] = {
        name: str(_amount(name, jour)) for name in ("part_du_conjoint", "part_des_enfants")
    }
    general = {**shares, "partage_inconnu": Text("partage_inconnu")}
    if deces_en_service == OUI:
        return _after_an_accident(jour, indice_majore, general)
    if remuneration_brute_annuelle is None:
        return Outcome(words="en_general", named=general)
    reached = _legal_age_reached(jour, age_au_deces, age_legal_atteint, categorie_active)
    if reached is None:
        known = age_au_deces is not None or age_legal_atteint is not None
        return Outcome(missing=("age_legal_atteint" if known else "age_au_deces",))
    annual = Fraction(remuneration_brute_annuelle)
    capital = annual * (_amount("part_apres_l_age_legal", jour) if reached else 1)
    partage, parts = _shared(capital, jour, conjoint_survivant, enfants_ayants_droit)
    return Outcome(
        words="apres" if reached else "avant",
        values=(Euros(capital),),
        named={**general, **parts, "partage": Text(partage)},
        steps=(
            Step("annuelle", Euros(annual)),
            Step("capital", Euros(capital)),
            *(Step(name, part) for name, part in parts.items() if isinstance(part, Euros)),
        ),
        still_open=() if enfants_ayants_droit == 0 else ("supplement",),
    )


def _amount(name: str, jour: date) -> Fraction:
    return AMOUNTS.on(f"capital_deces.{name}", jour)


def _legal_age_reached(
    jour: date, age: int | None, reached: str | None, active: str | None
) -> bool | None:
    """Tell whether the legal age of retirement is reached, None when it cannot be told.

    It grows with the year of birth, and an active post has one of its own.
    """
    if reached is not None or age is None:
        return None if reached is None else reached == OUI
    if age >= _amount("age_legal_au_plus_tard", jour):
        return True
    sure = active != OUI and age < _amount("age_legal_au_plus_tot", jour)
    return False if sure else None


def _shared(
    capital: Fraction, jour: date, conjoint: str | None, enfants: int | None
) -> tuple[str, dict[str, Value]]:
    """Name the text that shares a capital, and each one's part."""
    if conjoint is None or enfants is None:
        return "partage_inconnu", {}
    if not enfants:
        return ("ascendants" if conjoint == NON else "conjoint_seul"), {}
    count = Count(enfants, "enfant")
    if conjoint == NON:
        return "enfants_seuls", {"par_enfant": Euros(capital / enfants), "enfants": count}
    of_children = capital * _amount("part_des_enfants", jour)
    return "conjoint_et_enfants", {
        "conjoint": Euros(capital * _amount("part_du_conjoint", jour)),
        "par_enfant": Euros(of_children / enfants),
        "enfants": count,
    }


def _after_an_accident(jour: date, indice: int | None, named: dict[str, Value]) -> Outcome:
    """Give twelve times the last monthly pay of the index; which calculation holds is to check."""
    if indice is None:
        return Outcome(Verdict.A_VERIFIER, "accident", named=named)
    paid = max(Fraction(indice), AMOUNTS.on("remuneration.indice_minimum", jour))
    monthly = paid * AMOUNTS.on("remuneration.point_par_an", jour) / MOIS_D_UNE_ANNEE
    capital = monthly * _amount("mois_de_traitement_apres_un_accident", jour)
    return Outcome(
        Verdict.A_VERIFIER,
        words="accident_chiffre",
        values=(Euros(capital),),
        named=named,
        steps=(Step("traitement", Euros(monthly)), Step("capital", Euros(capital))),
    )
