"""Discipline: when proceedings are too late, a sanction goes from the file, a suspension ends."""

from dataclasses import replace
from datetime import date

from statute.amounts import AMOUNTS
from statute.days import CODE_IN_FORCE, months_after
from statute.outcome import Outcome, Step, Value, Verdict

MOIS_PAR_AN = 12
AVERTISSEMENT = "avertissement"
DEUX_OU_TROIS = "sanction du deuxième ou du troisième groupe"


def _months(name: str, jour: date) -> int:
    return int(AMOUNTS.on(f"discipline.{name}", jour))


def poursuites(
    jour: date, aujourd_hui: date, date_de_connaissance_des_faits: date | None = None
) -> Outcome:
    """Count three years from the day the employer knows the facts; a criminal case interrupts."""
    known = date_de_connaissance_des_faits
    if known is None:
        return Outcome(words="en_general")
    named = {"connu": known}
    last = months_after(known, _months("engagement_des_poursuites", jour) * MOIS_PAR_AN)
    steps = (Step("connaissance", known), Step("prescription", last))
    if aujourd_hui > last:
        return Outcome(words="dates_passees", values=(last,), named=named, steps=steps)
    return Outcome(Verdict.OUI, words="dates", values=(last,), named=named, steps=steps)


def prescription(
    jour: date, aujourd_hui: date, date_de_connaissance_des_faits: date | None = None
) -> Outcome:
    """Tell whether facts are too old: no while the three years run, perhaps once they are over."""
    asked = poursuites(jour, aujourd_hui, date_de_connaissance_des_faits)
    if asked.verdict is Verdict.OUI:
        return replace(asked, verdict=Verdict.NON)
    return replace(asked, verdict=Verdict.CELA_DEPEND) if asked.words == "en_general" else asked


def effacement(
    jour: date, date_de_la_sanction: date | None = None, sanction: str | None = None
) -> Outcome:
    """Three years for the lightest that are filed, ten on request for the second and third groups.

    A sanction from before the code is to check: the law of its day was not read.
    """
    if sanction == AVERTISSEMENT:
        return Outcome(words="avertissement")
    if date_de_la_sanction is None or sanction is None:
        return Outcome(words="en_general")
    named: dict[str, Value] = {"sanction": sanction, "le": date_de_la_sanction}
    if date_de_la_sanction < CODE_IN_FORCE:
        return Outcome(Verdict.A_VERIFIER, words="avant_le_code", named=named)
    words = "sur_demande" if sanction == DEUX_OU_TROIS else "automatique"
    years = _months(f"effacement_{words}", jour)
    day = months_after(date_de_la_sanction, years * MOIS_PAR_AN)
    steps = (Step("sanction", date_de_la_sanction), Step("effacement", day))
    return Outcome(words=words, values=(day,), named=named, steps=steps)


def suspension(jour: date, date_de_la_suspension: date | None = None) -> Outcome:
    """Four months at most to settle the situation of a suspended agent, who keeps the pay."""
    if date_de_la_suspension is None:
        return Outcome(words="en_general")
    last = months_after(date_de_la_suspension, _months("suspension", jour))
    steps = (Step("suspension", date_de_la_suspension), Step("fin", last))
    named = {"debut": date_de_la_suspension}
    return Outcome(words="dates", values=(last,), named=named, steps=steps)
