"""Age limit: what moves it back of right, what may be asked for, and its end at seventy."""

from dataclasses import dataclass, replace
from datetime import date

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.facts import CONTRACTUEL, NON, OUI
from statute.outcome import Age, Count, Outcome, Step, Text, Value, Verdict

MOIS_D_UN_AN = 12
MOIS_D_UN_TRIMESTRE = 3
ENFANTS_AU_PLUS = 3
"""Children in charge who alone move the limit back to seventy, where everything ends."""


@dataclass(frozen=True, slots=True)
class _Family:
    """What is known of the children: in charge at the limit, three alive at fifty, one disabled."""

    children: int | None
    three: str | None
    disabled: str | None

    @property
    def is_known(self) -> bool:
        return self.children is not None or self.three is not None

    def years(self, jour: date) -> int:
        """Count the years of right: the two grounds add up for a disabled child alone (L556-3)."""
        each, most, parent = (
            int(AMOUNTS.on(f"limite_age.{name}", jour))
            for name in ("recul_par_enfant", "recul_au_plus", "recul_du_parent")
        )
        of_children = min(most, each * (self.children or 0))
        of_parent = parent if self.three == OUI else 0
        if of_children and self.disabled == OUI:
            return of_children + of_parent
        return max(of_children, of_parent)

    @property
    def fitness(self) -> str:
        """Name the text of the fitness asked of the parent of three, where a year hangs on it."""
        if self.three != OUI:
            return ""
        if not self.children:
            return "apte"
        return "apte_un" if self.disabled == OUI and self.children < ENFANTS_AU_PLUS else ""

    @property
    def unsaid(self) -> tuple[str, ...]:
        """Name the texts that say what more may come of what is not known."""
        more = []
        if self.children is None:
            more.append("autres_enfants" if self.three == NON else "enfants_ou_parent")
        elif self.three is None and (not self.children or self.disabled == OUI):
            more.append("autre_parent")
        if self.children and self.three == OUI and self.disabled is None:
            more.append("cumul")
        return tuple(more)


def limite_d_age(  # noqa: PLR0913, PLR0917  # the person, the job, the children, the career
    jour: date,
    aujourd_hui: date,
    statut: str | None = None,
    date_de_naissance: date | None = None,
    categorie_active: str | None = None,
    enfants_a_charge_a_67_ans: int | None = None,
    trois_enfants_a_50_ans: str | None = None,
    enfant_handicape_a_charge: str | None = None,
    trimestres_manquants: int | None = None,
    enfants_a_charge: int | None = None,
) -> Outcome:
    """End service at sixty-seven, later for children or quarters missing, never past seventy.

    Active jobs have a limit of their own, not read (L556-1, -7).
    """
    if categorie_active == OUI:
        return Outcome(Verdict.A_VERIFIER, words="actif")
    supposed = enfants_a_charge_a_67_ans is None and bool(enfants_a_charge)
    children = enfants_a_charge if supposed else enfants_a_charge_a_67_ans
    family = _Family(children, trois_enfants_a_50_ans, enfant_handicape_a_charge)
    if not family.is_known and trimestres_manquants is None:
        return _in_general(jour, date_de_naissance)
    outcome = _computed(jour, date_de_naissance, family, trimestres_manquants or 0)
    if isinstance(outcome.values[0], date) and outcome.values[0] < aujourd_hui:
        outcome = replace(outcome, verdict=None, words="passee")
    elif supposed:
        supposing = ("encore_a_charge", *outcome.still_open)
        outcome = replace(outcome, verdict=Verdict.CELA_DEPEND, still_open=supposing)
    if statut != CONTRACTUEL:
        return outcome
    return replace(outcome, still_open=(*outcome.still_open, "contrat"))


def _in_general(jour: date, naissance: date | None) -> Outcome:
    if naissance is None:
        return Outcome(words="en_general", named={"limite": Text(""), "dernier": Text("")})
    limite, dernier = (
        months_after(naissance, int(AMOUNTS.on(name, jour)) * MOIS_D_UN_AN)
        for name in ("limite_age.age_limite", "limite_age.age_limite_sur_autorisation")
    )
    named: dict[str, Value] = {"limite": Text("le_limite"), "dernier": Text("le_dernier"),
                               "jour": limite, "jour_dernier": dernier}  # fmt: skip
    return Outcome(words="en_general", values=(limite, dernier), named=named)


def _computed(jour: date, naissance: date | None, family: _Family, missing: int) -> Outcome:
    """Count the months from birth: 67 years, the years of right, the quarters asked for, 70."""
    base, cap = (
        int(AMOUNTS.on(name, jour)) * MOIS_D_UN_AN
        for name in ("limite_age.age_limite", "limite_age.age_limite_sur_autorisation")
    )
    most = int(AMOUNTS.on("limite_age.trimestres_de_prolongation", jour))
    years = min(family.years(jour), (cap - base) // MOIS_D_UN_AN)
    of_right = min(base + years * MOIS_D_UN_AN, cap)
    quarters = min(most, missing) if of_right < cap else 0
    asked = min(of_right + quarters * MOIS_D_UN_TRIMESTRE, cap)

    def at(months: int) -> Value:
        return months_after(naissance, months) if naissance else Age(months)

    steps = [Step("limite", at(base)), Step("recul", Count(years, "an")),
             Step("de_droit", at(of_right))]  # fmt: skip
    if quarters:
        steps += [Step("trimestres", Count(quarters, "trimestre")), Step("demandee", at(asked))]
    named: dict[str, Value] = {
        "limite": at(base),
        "recul": Count(years, "an"),
        "demandee": at(asked),
        "dernier": at(cap),
        "prolongation": Text("prolongation" if quarters else ""),
        "aptitude": Text(family.fitness),
        "reculee": Text("reculee" if years else ""),
        "autorisation": Text("autorisation" if of_right < cap else "tout_s_arrete"),
        "trimestres": Count(quarters, "trimestre"),
        "manquants": Count(missing, "trimestre"),
        "a": Text("au" if naissance else "a_l_age"),
        "le": Text("le" if naissance else ""),
    }
    return Outcome(
        Verdict.OUI if years else Verdict.CELA_DEPEND,
        "de_droit" if years else "sur_demande",
        tuple(dict.fromkeys((at(of_right), at(asked), at(cap)))),
        named,
        (*steps, Step("dernier", at(cap))),
        family.unsaid,
    )


def demande_de_maintien(
    jour: date,
    aujourd_hui: date,
    date_de_naissance: date | None = None,
    categorie_active: str | None = None,
) -> Outcome | None:
    """Tell when to ask to stay, and what may be refused; active jobs have a limit of their own."""
    if categorie_active == OUI:
        return None
    if date_de_naissance is None:
        return Outcome(words="en_general")
    years = int(AMOUNTS.on("limite_age.age_limite", jour))
    limit = months_after(date_de_naissance, years * MOIS_D_UN_AN)
    asked = months_after(limit, -int(AMOUNTS.on("limite_age.demande_conseillee", jour)))
    return Outcome(
        words="date",
        values=(asked,),
        named={"limite": limit},
        steps=(Step("limite", limit), Step("demande", asked)),
        still_open=("passee",) if asked < aujourd_hui else (),
    )
