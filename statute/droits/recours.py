"""Appeals: until when a decision can be contested, what silence means, and every step in order."""

from dataclasses import replace
from datetime import date

from statute.amounts import AMOUNTS
from statute.days import last_day_of_franc_months, months_after
from statute.droits.mediation_prealable import needs_mediation
from statute.facts import NON, OUI
from statute.outcome import Count, Outcome, Step, Value, Verdict

MOIS_PAR_AN = 12
OUTRE_MER = "outre-mer"
A_L_ETRANGER = "à l’étranger"


def _amount(name: str, jour: date) -> int:
    return int(AMOUNTS.on(f"recours.{name}", jour))


def months_of_appeal(jour: date, residence: str | None = None) -> int:
    """Count the months to seize the court: two, more from overseas or abroad."""
    more = {OUTRE_MER: "mois_d_outre_mer", A_L_ETRANGER: "mois_de_l_etranger"}
    extra = _amount(more[residence], jour) if residence in more else 0
    return _amount("mois_de_recours", jour) + extra


def before_the_court(jour: date, since: date, residence: str | None = None) -> date:
    """Find the last day to seize the court, a franc delay."""
    return last_day_of_franc_months(since, months_of_appeal(jour, residence))


def refused_by_silence(jour: date, received: date) -> date:
    """Find the day on which silence has refused what was asked."""
    return months_after(received, _amount("mois_de_silence", jour))


def delais(  # noqa: PLR0913, PLR0917  # the decision or the demand, and where one lives
    jour: date,
    aujourd_hui: date,
    date_de_notification: date | None = None,
    recours_indiques: str | None = None,
    date_de_la_demande: date | None = None,
    residence: str | None = None,
    convention_de_mediation: str | None = None,
) -> Outcome:
    """Give two months before the court; two months of silence refuse, and need no notice."""
    named: dict[str, Value] = {"delai": Count(months_of_appeal(jour, residence), "mois")}
    still_open = {OUI: ("mediation",), NON: ()}.get(
        convention_de_mediation or "", ("mediation_a_verifier",)
    )
    if date_de_notification is not None:
        last = before_the_court(jour, date_de_notification, residence)
        latest = reasonable(jour, date_de_notification)
        named |= {"notification": date_de_notification, "raisonnable": latest}
        received = Step("notification", date_de_notification)
        if recours_indiques == NON:
            steps = (received, Step("raisonnable", latest))
            words = "sans_mention_passee" if aujourd_hui > latest else "sans_mention"
            return Outcome(words=words, values=(latest,), named=named, steps=steps)
        steps = (received, Step("tribunal", last))
        if recours_indiques == OUI and aujourd_hui > last:
            return Outcome(Verdict.NON, "expire", (last,), named, steps)
        words = "notifiee_avec_mention" if recours_indiques == OUI else "notifiee"
        if aujourd_hui > last:
            words = "tout_passe" if aujourd_hui > latest else "passee"
        return Outcome(words=words, values=(last,), named=named, steps=steps,
                       still_open=still_open)  # fmt: skip
    since, lines = _begin(jour, None, date_de_la_demande)
    if since is None or date_de_la_demande is None:
        return Outcome(words="en_general", still_open=still_open)
    last = before_the_court(jour, since, residence)
    named |= {"demande": date_de_la_demande}
    return Outcome(words="silence_passe" if aujourd_hui > last else "silence",
                   values=(since, last), named=named,
                   steps=(*lines, Step("tribunal", last)), still_open=still_open)  # fmt: skip


def reasonable(jour: date, notified: date) -> date:
    """Find the end of the reasonable delay, where the decision tells no remedy."""
    return months_after(notified, _amount("ans_de_delai_raisonnable", jour) * MOIS_PAR_AN)


def calendrier(  # noqa: PLR0913, PLR0917  # every step of an appeal has its day
    jour: date,
    aujourd_hui: date,
    date_de_notification: date | None = None,
    recours_indiques: str | None = None,
    date_de_la_demande: date | None = None,
    residence: str | None = None,
    date_du_recours_gracieux: date | None = None,
    date_du_rejet: date | None = None,
    convention_de_mediation: str | None = None,
    objet_de_la_decision: str | None = None,
    fin_de_la_mediation: date | None = None,
) -> Outcome:
    """Follow an appeal: decision or silence, recours gracieux, mediation, last day at the court.

    A recours gracieux in time interrupts the delay; so does a mediation, and none may follow it.
    More time for who lives far away is said of the court alone, not of the mediator.
    """
    mediated = needs_mediation(convention_de_mediation, objet_de_la_decision)
    ended = fin_de_la_mediation if mediated else None
    if date_de_notification is not None and recours_indiques == NON and ended is None:
        without = _without_notice(jour, date_de_notification, date_du_recours_gracieux)
        more_of = {True: ("mediateur_d_abord",), None: ("mediation_a_verifier",)}
        return _past(replace(without, still_open=more_of.get(mediated, ())), aujourd_hui)
    since, steps = _begin(jour, date_de_notification, date_de_la_demande)
    if since is None:
        return Outcome(missing=("date_de_notification",))
    named: dict[str, Value] = {"delai": Count(months_of_appeal(jour, residence), "mois")}
    more: list[str] = []
    verdict, gracieux = None, date_du_recours_gracieux
    if gracieux is not None and gracieux > before_the_court(jour, since):
        more += ["gracieux_tardif"] if fin_de_la_mediation is None or mediated is False else []
    elif gracieux is not None:
        silent = refused_by_silence(jour, gracieux)
        since = min(date_du_rejet or silent, silent)
        steps += [Step("gracieux", gracieux), Step("rejet", since)]
        if date_du_rejet is not None and date_du_rejet > silent and ended is None:
            verdict, named["rejet"] = Verdict.A_VERIFIER, date_du_rejet
            more.append("rejet_apres_silence")
    last = before_the_court(jour, since, residence)
    words = "tribunal"
    if ended is not None:
        last = before_the_court(jour, ended)
        steps.append(Step("fin_de_la_mediation", ended))
        words = "apres_la_mediation"
    elif mediated:
        last = before_the_court(jour, since)
        words = "mediateur"
    elif mediated is None and fin_de_la_mediation is not None:
        steps.append(Step("fin_de_la_mediation", fin_de_la_mediation))
        named |= {"fin": fin_de_la_mediation, "sinon": last}
        last = before_the_court(jour, fin_de_la_mediation)
        verdict, words, more = Verdict.A_VERIFIER, "mediation_a_qualifier", []
    elif mediated is None:
        more.append("mediation_a_verifier")
    steps.append(Step("mediateur" if words == "mediateur" else "tribunal", last))
    named["debut"] = since
    outcome = Outcome(verdict, words, (last,), named, tuple(steps), tuple(more))
    return _past(outcome, aujourd_hui)


def _without_notice(jour: date, notified: date, gracieux: date | None) -> Outcome:
    """Follow a decision that tells no remedy: two months do not run, a year in principle does.

    What a recours gracieux does to that year was not read.
    """
    latest = reasonable(jour, notified)
    steps = [Step("notification", notified)]
    if gracieux is not None:
        steps.append(Step("gracieux", gracieux))
    return Outcome(
        None if gracieux is None else Verdict.A_VERIFIER,
        "raisonnable" if gracieux is None else "raisonnable_et_gracieux",
        (latest,),
        {"notification": notified, "gracieux": gracieux or notified},
        (*steps, Step("raisonnable", latest)),
    )


def _past(outcome: Outcome, today: date) -> Outcome:
    """Add that the last day is past, when it is."""
    last = outcome.values[0]
    if not isinstance(last, date) or last >= today:
        return outcome
    return replace(outcome, still_open=("date_passee", *outcome.still_open))


def _begin(jour: date, notified: date | None, asked: date | None) -> tuple[date | None, list[Step]]:
    """Find the day from which the delay runs: the notification, or the refusal by silence."""
    if notified is not None:
        return notified, [Step("notification", notified)]
    if asked is None:
        return None, []
    refused = refused_by_silence(jour, asked)
    return refused, [Step("demande", asked), Step("silence", refused)]
