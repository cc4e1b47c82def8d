"""The resignation of contractuels: how long a notice, by which day, from which day free."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.contrat.preavis import Preavis, Scale
from statute.contrat.services import Gap, seniority
from statute.facts import Period
from statute.outcome import Count, Outcome, Step, Text, Value, Verdict


def preavis_de_demission(  # noqa: PLR0913, PLR0917  # each fact makes the answer finer
    jour: date,
    aujourd_hui: date,
    mois_de_services: int | None = None,
    date_de_depart: date | None = None,
    lettre_de_demission: date | None = None,
    contrats: tuple[Period, ...] | None = None,
    demission_recue_le: date | None = None,
    depart_souhaite: date | None = None,
) -> Outcome:
    """Eight days short of six months of service, a month short of two years, then two."""
    scale = Scale.of("demission_contractuel", jour)
    months = mois_de_services
    if contrats:
        gap = Gap(int(AMOUNTS.on("demission_contractuel.coupure_mois", jour)),
                  resignation_breaks=True)  # fmt: skip
        months = int(seniority(contrats, gap, lettre_de_demission or jour))
    named = {**scale.named, "bareme": Text("bareme"), "conge": Text("conge")}
    if months is None:
        return Outcome(words="en_general", named=named)
    notice = scale.for_months(months)
    served = Count(months, "mois")
    named |= {"mois": served, "preavis": notice.count, "quand": Text("")}
    steps: tuple[Step, ...] = (Step("anciennete", served), Step("preavis", notice.count))
    if demission_recue_le is not None:
        end = notice.after(demission_recue_le)
        named["recue"] = demission_recue_le
        steps = (*steps, Step("recue", demission_recue_le), Step("fin_du_preavis", end))
        return Outcome(words="recue", values=(end,), named=named, steps=steps)
    if leaving := date_de_depart or depart_souhaite:
        return _by_a_day(notice, leaving, lettre_de_demission, aujourd_hui, named, steps)
    if lettre_de_demission is not None:
        earliest = notice.after(lettre_de_demission)
        named |= {"quand": Text("au_plus_tot"), "lettre": lettre_de_demission}
        steps = (*steps, Step("au_plus_tot", earliest))
        return Outcome(words="avec_anciennete", values=(earliest,), named=named, steps=steps)
    return Outcome(words="avec_anciennete", values=(notice.count,), named=named, steps=steps)


def _by_a_day(  # noqa: PLR0913, PLR0917  # what is known so far
    notice: Preavis,
    depart: date,
    lettre: date | None,
    today: date,
    named: dict[str, Value],
    steps: tuple[Step, ...],
) -> Outcome:
    """Give the last day of the letter for a day of departure, and tell whether it was in time."""
    latest = notice.before(depart)
    steps = (*steps, Step("au_plus_tard", latest))
    named = {**named, "depart": depart}
    if lettre is None:
        named["quand"] = Text("au_plus_tard_passe" if latest < today else "au_plus_tard")
        return Outcome(words="avec_anciennete", values=(latest,), named=named, steps=steps)
    named["lettre"] = lettre
    in_time = lettre <= latest
    verdict = Verdict.OUI if in_time else Verdict.NON
    return Outcome(verdict, "a_temps" if in_time else "trop_tard", (latest,), named, steps)
