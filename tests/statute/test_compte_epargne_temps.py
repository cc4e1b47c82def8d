from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from cases.model import Finding, FindingOutcome

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


def saving(
    said: Said, taken: str, left: str | None = None, saved: str | None = None
) -> Finding | None:
    facts = {"jours_de_conge_pris": taken, "jours_de_conge_restants": left}
    facts["jours_sur_le_cet"] = saved
    return said("CET-01", **{name: Decimal(days) for name, days in facts.items() if days})


def test_the_account_takes_rest_days_and_leave_beyond_twenty_days_taken(said: Said) -> None:
    told = answer(said("CET-01"))
    for word in ("RTT", "au moins 20 jours", "repos compensateurs", "1 an", "stagiaire"):
        assert word in told


@pytest.mark.parametrize(
    ("taken", "left", "saved", "days"),
    [
        ("20", None, None, "5"),  # 25 - 20
        ("22", None, None, "3"),  # 25 - 22
        ("20", "7", None, "7"),  # 27 - 20
        ("20", "7", "58", "2"),  # 60 - 58
        ("24.5", None, None, "0,5"),
    ],
)
def test_with_twenty_days_taken_the_others_may_be_saved(
    said: Said, taken: str, left: str | None, saved: str | None, days: str
) -> None:
    told = saving(said, taken, left, saved)
    assert outcome(told) is FindingOutcome.MET
    saved_at_most = f"Le versement sur le compte épargne-temps (CET) est de {days} jour"
    assert answer(told).startswith(saved_at_most)
    assert "Au moins 20 jours doivent être pris dans l’année" in answer(told)


def test_one_day_below_twenty_none_may_be_saved_yet(said: Said) -> None:
    told = saving(said, "19", "6")
    assert outcome(told) is FindingOutcome.NOT_MET
    assert "donc 1 de plus. Ensuite, le versement est de 5 jours au plus" in answer(told)


def test_who_will_never_reach_twenty_days_is_promised_nothing_after(said: Said) -> None:
    told = saving(said, "12", "3")
    assert outcome(told) is FindingOutcome.NOT_MET
    assert "Ensuite" not in answer(told)


@pytest.mark.parametrize(("taken", "saved"), [("25", None), ("20", "60"), ("20", "70")])
def test_no_day_left_or_no_room_left_is_a_no(said: Said, taken: str, saved: str | None) -> None:
    assert outcome(saving(said, taken, saved=saved)) is FindingOutcome.NOT_MET


def test_a_trainee_opens_no_account(said: Said) -> None:
    told = said("CET-01", statut="stagiaire", jours_de_conge_pris=Decimal(20))
    assert outcome(told) is FindingOutcome.NOT_MET
    assert "stagiaire" in answer(told)


def test_a_year_of_service_is_needed_to_open_one(said: Said) -> None:
    assert outcome(said("CET-01", mois_de_services=11)) is FindingOutcome.NOT_MET
    assert outcome(said("CET-01", mois_de_services=12)) is FindingOutcome.VALUE


def test_what_may_be_saved_is_said_since_23_may_2010(said: Said) -> None:
    assert said("CET-01", on=date(2010, 5, 22)) is None
    assert said("CET-01", on=date(2010, 5, 23)) is not None


def test_an_account_holds_sixty_days(said: Said) -> None:
    assert "60 jours au maximum" in answer(said("CET-02"))
    assert "peut encore recevoir 1 jour au plus" in answer(
        said("CET-02", jours_sur_le_cet=Decimal(59))
    )


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("59.5", FindingOutcome.VALUE),
        ("60", FindingOutcome.NOT_MET),
        ("60.5", FindingOutcome.TO_CHECK),
    ],
)
def test_at_sixty_the_account_is_full_and_beyond_an_officer_looks(
    said: Said, days: str, expected: FindingOutcome
) -> None:
    assert outcome(said("CET-02", jours_sur_le_cet=Decimal(days))) is expected


def test_the_exception_of_2024_is_to_be_checked(said: Said) -> None:
    assert said("CET-02", on=date(2024, 1, 10)) is None
    assert outcome(said("CET-02", on=date(2024, 1, 11))) is FindingOutcome.TO_CHECK
    assert outcome(said("CET-02", on=date(2024, 12, 31))) is FindingOutcome.TO_CHECK
    assert outcome(said("CET-02", on=date(2025, 1, 1))) is FindingOutcome.VALUE


@pytest.mark.parametrize(
    ("days", "expected"),
    [("12", FindingOutcome.NOT_MET), ("15", FindingOutcome.NOT_MET), ("16", FindingOutcome.VALUE)],
)
def test_the_first_fifteen_days_are_leave_alone(
    said: Said, days: str, expected: FindingOutcome
) -> None:
    assert outcome(said("CET-03", jours_sur_le_cet=Decimal(days))) is expected


def test_the_days_beyond_fifteen_are_counted(said: Said) -> None:
    # 22 - 15 = 7
    assert "Pour 7 jours" in answer(said("CET-03", jours_sur_le_cet=Decimal(22)))
    assert "Sans délibération" in answer(said("CET-03"))


def test_the_threshold_was_twenty_days_until_29_december_2018(said: Said) -> None:
    assert "Les 20 premiers jours" in answer(said("CET-03", on=date(2018, 12, 29)))
    assert "Les 15 premiers jours" in answer(said("CET-03", on=date(2018, 12, 30)))


def test_silence_sends_the_days_of_a_titulaire_to_the_rafp(said: Said) -> None:
    told = answer(said("CET-04", statut="titulaire", jours_sur_le_cet=Decimal(22)))
    assert "ici 7 jours" in told
    assert "au plus tard le 31 janvier" in told
    assert "le silence vaut versement automatique à la RAFP." in told


def test_silence_pays_the_days_of_a_contractuel_who_has_no_rafp(said: Said) -> None:
    told = answer(said("CET-04", statut="contractuel"))
    assert "(RAFP) étant exclue" in told
    assert told.endswith(
        "ils sont payés automatiquement, dans la limite que la délibération peut fixer."
    )


def test_without_a_status_both_defaults_are_said(said: Said) -> None:
    told = answer(said("CET-04"))
    assert "les jours d’un titulaire vont automatiquement à la RAFP" in told
    assert "Ceux d’un contractuel sont payés" in told


def test_a_trainee_has_no_option(said: Said) -> None:
    assert said("CET-04", statut="stagiaire") is None


def test_up_to_fifteen_days_there_is_nothing_to_choose(said: Said) -> None:
    at, above = Decimal(15), Decimal("15.5")
    assert outcome(said("CET-04", jours_sur_le_cet=at)) is FindingOutcome.NOT_MET
    assert outcome(said("CET-04", jours_sur_le_cet=above)) is FindingOutcome.VALUE
