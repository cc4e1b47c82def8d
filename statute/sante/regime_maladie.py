"""Sending the note of a sick leave: by when, and what a second late sending costs."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import CalendarDays
from statute.facts import NON, OUI
from statute.outcome import Count, KindOfDay, Outcome, Verdict

HEURES_PAR_JOUR = 24


def envoi_de_l_avis(jour: date, date_de_l_arret: date | None = None) -> Outcome:
    """Send the note of the sick leave to the employer within 48 hours."""
    if date_de_l_arret is None:
        heures = Count(AMOUNTS.on("regime_maladie.heures_pour_envoyer", jour), "heure")
        return Outcome(words="en_general", values=(heures,))
    limite = _last_day_to_send(date_de_l_arret, jour)
    return Outcome(words="limite", values=(limite,), named={"avis": date_de_l_arret})


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
