"""Sending the note of a sick leave: by when, and what a second late sending costs."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import CalendarDays
from statute.facts import NON, OUI, Period
from statute.outcome import Count, KindOfDay, Outcome, Step, Verdict
from statute.sante.paie_des_arrets import issued

HEURES_PAR_JOUR = 24


def envoi_de_l_avis(
    jour: date,
    aujourd_hui: date,
    date_de_l_arret: date | None = None,
    arrets_de_maladie: tuple[Period, ...] | None = None,
) -> Outcome:
    """Send the note of the sick leave to the employer within 48 hours.

    A note whose day is not told is of the first day of its leave.
    """
    told = date_de_l_arret
    if told is None and arrets_de_maladie:
        told = issued(max(arrets_de_maladie, key=lambda one: one.first))
    if told is None:
        heures = Count(AMOUNTS.on("regime_maladie.heures_pour_envoyer", jour), "heure")
        return Outcome(words="en_general", values=(heures,))
    limite = _last_day_to_send(told, jour)
    late = ("passee",) if limite < aujourd_hui else ()
    steps = (Step("avis", told), Step("limite", limite))
    return Outcome(words="limite", values=(limite,), named={"avis": told}, steps=steps,
                   still_open=late)  # fmt: skip


def _last_day_to_send(issued: date, jour: date) -> date:
    heures = AMOUNTS.on("regime_maladie.heures_pour_envoyer", jour)
    return CalendarDays(int(heures) // HEURES_PAR_JOUR).after(issued)


def envoi_tardif(
    jour: date,
    date_de_l_arret: date | None = None,
    date_d_envoi_de_l_avis: date | None = None,
    envoi_tardif_precedent: str | None = None,
    retard_justifie: str | None = None,
) -> Outcome:
    """Halve pay from the day of the note to its sending, when late again within 24 months."""
    issued, sent = date_de_l_arret, date_d_envoi_de_l_avis
    if issued is None or sent is None or sent < issued:
        return Outcome(words="en_general")
    named = {"avis": issued, "envoi": sent, "limite": _last_day_to_send(issued, jour)}
    if sent <= named["limite"]:
        return Outcome(Verdict.NON, "a_temps", named=named)
    if retard_justifie == OUI:
        return Outcome(Verdict.NON, "justifie", named=named)
    if envoi_tardif_precedent == NON:
        return Outcome(Verdict.NON, "premier", named=named)
    days = Count.days((sent - issued).days, KindOfDay.CALENDAIRE)
    if envoi_tardif_precedent is None:
        return Outcome(Verdict.CELA_DEPEND, "selon_le_passe", (days,), named)
    still_open = () if retard_justifie else ("sauf",)
    return Outcome(Verdict.OUI, "retenue", (days,), named, still_open=still_open)
