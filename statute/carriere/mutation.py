"""Requests of mobility: silence that accepts them, the longest notice (CGFP L511-3)."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.outcome import Outcome, Step, Value, Verdict

DE_DROIT = "mobilité de droit"
CONVENANCES = "disponibilité pour convenances personnelles"


def mutation(
    jour: date,
    aujourd_hui: date,
    demande_de_mobilite: date | None = None,
    depart_souhaite: date | None = None,
) -> Outcome:
    """Accept by silence of two months; leave at the latest three months after the request."""
    if demande_de_mobilite is not None:
        accepted, leaves, steps = _answered(jour, demande_de_mobilite)
        named: dict[str, Value] = {"demande": demande_de_mobilite}
        answer = "date" if aujourd_hui <= accepted else "date_passee"
        if depart_souhaite is None:
            return Outcome(None, answer, (accepted, leaves), named, steps)
        named["depart"] = depart_souhaite
        verdict, words = Verdict.CELA_DEPEND, "avant_le_preavis"
        if depart_souhaite >= leaves:
            verdict, words = Verdict.OUI, "apres_le_preavis"
        return Outcome(verdict, answer, (accepted, leaves), named, steps, still_open=(words,))
    if depart_souhaite is not None:
        last = months_after(depart_souhaite, -int(AMOUNTS.on("mutation.preavis", jour)))
        late = ("trop_tard",) if last < aujourd_hui else ()
        asked = (Step("depart", depart_souhaite), Step("demander", last))
        return Outcome(words="demander", values=(last,), named={"depart": depart_souhaite},
                       steps=asked, still_open=late)  # fmt: skip
    return Outcome(words="en_general")


def detachement_ou_disponibilite(
    jour: date,
    aujourd_hui: date,
    mobilite_demandee: str | None = None,
    demande_de_mobilite: date | None = None,
) -> Outcome:
    """Apply the same silence to a détachement or a disponibilité that is not of right.

    The article speaks of an agreement of whoever receives the agent: that it holds for personal
    reasons alone is one reader's view (DILA:F544), so an officer must look.
    """
    if mobilite_demandee == DE_DROIT:
        return Outcome(words="de_droit")
    alone = mobilite_demandee == CONVENANCES
    verdict = Verdict.A_VERIFIER if alone else None
    doubt = ("convenances",) if alone else ()
    if demande_de_mobilite is None:
        return Outcome(verdict, "en_general", still_open=doubt)
    accepted, leaves, steps = _answered(jour, demande_de_mobilite)
    named: dict[str, Value] = {"demande": demande_de_mobilite}
    words = "date" if aujourd_hui <= accepted else "date_passee"
    return Outcome(verdict, words, (accepted, leaves), named, steps, still_open=doubt)


def _answered(jour: date, received: date) -> tuple[date, date, tuple[Step, ...]]:
    """Find the day silence accepts a request, and the last day its notice may reach."""
    accepted = months_after(received, int(AMOUNTS.on("mutation.silence", jour)))
    leaves = months_after(received, int(AMOUNTS.on("mutation.preavis", jour)))
    return accepted, leaves, (Step("silence", accepted), Step("preavis", leaves))
