"""Congé parental: until when it lasts, and when it is asked for."""

from datetime import date, timedelta

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.facts import CONTRACTUEL, TITULAIRE
from statute.famille.maternite import JUMEAUX, TRIPLES
from statute.outcome import Count, Outcome, Step, Text, Value, Verdict

MOIS_PAR_AN = 12


def _amount(name: str, jour: date) -> int:
    return int(AMOUNTS.on(f"conge_parental.{name}", jour))


def birthday_of_the_end(jour: date, born: date, enfants: int | None = None) -> date:
    """Find the birthday on which the leave must be over: the sixth one for three born together."""
    many = enfants is not None and enfants >= TRIPLES
    years = _amount("anniversaire_du_plus_jeune" if many else "ans_apres_naissance", jour)
    return months_after(born, years * MOIS_PAR_AN)


def conge_parental(  # noqa: PLR0913, PLR0917  # the person, the services and the child
    aujourd_hui: date,
    statut: str | None = None,
    mois_de_services: int | None = None,
    date_d_arrivee: date | None = None,
    naissance_de_l_enfant: date | None = None,
    age_de_l_enfant: int | None = None,
    enfants_attendus: int | None = None,
) -> Outcome:
    """Of right and unpaid, until the third birthday, later for several; or after an adoption."""
    born = naissance_de_l_enfant
    named: dict[str, Value] = {
        "prolongation": Text("prolongation"),
        "adoption": Text("adoption"),
        "services": Count(_amount("mois_de_services", aujourd_hui) // MOIS_PAR_AN, "an"),
        "date": Text(""),
        "fin": Text(""),
        "anciennete": Text("" if statut == TITULAIRE else "anciennete"),
    }
    if statut == CONTRACTUEL and _too_new(aujourd_hui, mois_de_services, date_d_arrivee, born):
        words = "trop_peu_a_la_naissance" if mois_de_services is None else "trop_peu"
        named["anciens"] = Count(mois_de_services or 0, "mois")
        named["entree"] = date_d_arrivee or aujourd_hui
        return Outcome(Verdict.NON, words=words, named=named)
    several = enfants_attendus is not None and enfants_attendus >= TRIPLES
    years = _amount("anniversaire_du_plus_jeune" if several else "ans_apres_naissance", aujourd_hui)
    end = birthday_of_the_end(aujourd_hui, born, enfants_attendus) if born else None
    named["ans"] = Count(years, "an")
    is_old = age_de_l_enfant is not None and age_de_l_enfant >= years * MOIS_PAR_AN
    if is_old or (end is not None and end <= aujourd_hui):
        if enfants_attendus == JUMEAUX:
            return Outcome(Verdict.A_VERIFIER, words="jumeaux_de_trois_ans", named=named)
        return Outcome(Verdict.NON, words="fini", named=named)
    if end is None:
        return Outcome(words="duree", named=named)
    last = end - timedelta(days=1)
    named |= {"date": Text("le_jour"), "anniversaire": end, "fin": Text("la_veille"),
              "dernier_jour": last}  # fmt: skip
    steps = (Step("anniversaire", end), Step("dernier_jour", last))
    return Outcome(words="duree", values=(last,), named=named, steps=steps)


def _too_new(jour: date, services: int | None, arrived: date | None, born: date | None) -> bool:
    """Tell a contract agent without a year of services, at the birth where both days are known.

    Months of services, when said, may hold earlier contracts: they come before the day of arrival.
    """
    least = _amount("mois_de_services", jour)
    if services is not None:
        return services < least
    return arrived is not None and born is not None and months_after(arrived, least) > born


def periodes(
    jour: date,
    debut_du_conge: date | None = None,
    date_de_fin: date | None = None,
    *,
    aujourd_hui: date,
) -> Outcome:
    """Periods of two to six months, asked two months ahead, one month for a renewal."""
    named: dict[str, Value] = {"avant_le_debut": Text(""), "avant_la_fin": Text("")}
    values: tuple[Value, ...] = ()
    steps: tuple[Step, ...] = ()
    if debut_du_conge is not None:
        ask = months_after(debut_du_conge, -_amount("mois_avant_la_demande", jour))
        named |= {"avant_le_debut": Text("pour_le_debut"), "demande": ask, "debut": debut_du_conge}
        values, steps = (ask,), (Step("demande", ask),)
    if date_de_fin is not None:
        renew = months_after(date_de_fin, -_amount("mois_avant_le_renouvellement", jour))
        named |= {"avant_la_fin": Text("pour_la_fin"), "renouvellement": renew, "fin": date_de_fin}
        values, steps = (*values, renew), (*steps, Step("renouvellement", renew))
    passed = any(isinstance(day, date) and day < aujourd_hui for day in values)
    late = ("passee",) if passed else ()
    return Outcome(words="periodes", values=values, named=named, steps=steps, still_open=late)
