"""Démission of a fonctionnaire: the day by which the employer decides."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.facts import STAGIAIRE
from statute.outcome import Outcome, Step, Text, Value


def demission_avant_le_livre_iii(
    jour: date, aujourd_hui: date, demission_recue_le: date | None = None
) -> Outcome:
    """Decide within a month of the letter; the month of a stagiaire was not written yet."""
    return _decision(jour, aujourd_hui, demission_recue_le, {"stagiaire": Text("")})


def demission(
    jour: date,
    aujourd_hui: date,
    statut: str | None = None,
    demission_recue_le: date | None = None,
    depart_souhaite: date | None = None,
) -> Outcome:
    """Decide within a month of the letter; a stagiaire asks a month before leaving."""
    named: dict[str, Value] = {"stagiaire": Text("")}
    if statut == STAGIAIRE and depart_souhaite is not None and demission_recue_le is None:
        months = int(AMOUNTS.on("demission.stagiaire_mois", jour))
        named = {
            "stagiaire": Text("d_un_stagiaire_pour_ce_jour"),
            "demande": months_after(depart_souhaite, -months),
            "depart": depart_souhaite,
        }
    elif statut == STAGIAIRE:
        received = demission_recue_le is not None
        named["stagiaire"] = Text("d_un_stagiaire_qui_demande" if received else "d_un_stagiaire")
    return _decision(jour, aujourd_hui, demission_recue_le, named)


def _decision(
    jour: date, aujourd_hui: date, recue: date | None, named: dict[str, Value]
) -> Outcome:
    if recue is None:
        return Outcome(words="en_general", named=named)
    months = int(AMOUNTS.on("demission.reponse_de_l_employeur", jour))
    decision = months_after(recue, months)
    return Outcome(
        words="recue",
        values=(decision,),
        named={**named, "reception": recue},
        steps=(Step("reception", recue), Step("decision", decision)),
        still_open=("passee",) if decision < aujourd_hui else (),
    )


def preavis_du_fonctionnaire(
    jour: date, statut: str | None = None, depart_souhaite: date | None = None
) -> Outcome:
    """Tell that no notice is due by a titulaire; a stagiaire asks a month before leaving."""
    if statut != STAGIAIRE:
        return Outcome(words="titulaire" if statut else "en_general")
    if depart_souhaite is None:
        return Outcome(words="stagiaire")
    months = int(AMOUNTS.on("demission.stagiaire_mois", jour))
    asked = months_after(depart_souhaite, -months)
    return Outcome(
        words="stagiaire_pour_ce_jour",
        values=(asked,),
        named={"depart": depart_souhaite},
        steps=(Step("depart", depart_souhaite), Step("demande", asked)),
    )
