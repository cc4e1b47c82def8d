"""Autorisations spéciales d'absence: days of right for the death of a child, and their dates."""

from datetime import date, timedelta

from statute.amounts import AMOUNTS
from statute.days import OuvrableDays, WorkingDays, months_after
from statute.facts import NON, OUI
from statute.outcome import Count, KindOfDay, Outcome, Span, Value, Verdict

MOIS_PAR_AN = 12
LOI_DE_2023 = date(2023, 7, 21)
"""Since this day the longer absence is in jours ouvrables; it was in jours ouvrés."""


def deces_d_un_enfant(
    jour: date,
    age_de_l_enfant: int | None = None,
    enfant_lui_meme_parent: str | None = None,
    deces_de_l_enfant: date | None = None,
    premier_jour_d_absence: date | None = None,
) -> Outcome:
    """Give the usual days, or the longer ones and more for a young child or one who was a parent.

    The first day is the parent's to choose, no text fixes it; the age (in months) is never asked.
    """
    kind = KindOfDay.OUVRABLE if jour >= LOI_DE_2023 else KindOfDay.OUVRE
    usual, longer, more, years, months = (
        int(AMOUNTS.on(f"absences.{name}", jour))
        for name in (
            "deces_enfant",
            "deces_jeune",
            "deces_jeune_complement",
            "deces_jeune_ans",
            "complement_en_mois",
        )
    )
    young = None if age_de_l_enfant is None else age_de_l_enfant < years * MOIS_PAR_AN
    named: dict[str, Value] = {}
    if premier_jour_d_absence is not None:
        eve = premier_jour_d_absence - timedelta(days=1)
        days = OuvrableDays(longer) if kind is KindOfDay.OUVRABLE else WorkingDays(longer)
        named["usuelle"] = Span(premier_jour_d_absence, OuvrableDays(usual).after(eve))
        named["longue"] = Span(premier_jour_d_absence, days.after(eve))
    if deces_de_l_enfant is not None:
        named["terme"] = months_after(deces_de_l_enfant, months)
    short = Count.days(usual, KindOfDay.OUVRABLE)
    long = (Count.days(longer, kind), Count(more, "jour"))
    if young or enfant_lui_meme_parent == OUI:
        to_do = _dated("dates", "terme", named)
        words = "jeune" if young else "parent"
        return Outcome(Verdict.OUI, words, long, named, to_do=to_do, row="ASA-02")
    if young is False and enfant_lui_meme_parent == NON:
        to_do = _dated("dates_usuelles", "", named)
        return Outcome(Verdict.OUI, "usuelle", (short,), named, to_do=to_do)
    words = "plus_age" if young is False else "en_general"
    to_do = _dated("dates_des_deux", "terme", named)
    return Outcome(words=words, values=(short, *long), named=named, to_do=to_do)


def _dated(dates: str, end: str, named: dict[str, Value]) -> tuple[str, ...]:
    """Name the texts that give dates, of those whose dates are known."""
    return tuple(text for text, fact in ((dates, "longue"), (end, end)) if fact in named)
