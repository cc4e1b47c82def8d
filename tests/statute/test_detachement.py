from collections.abc import Callable

from cases.model import Finding

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def test_a_short_detachment_gives_the_same_job_back(said: Said) -> None:
    told = answer(said("DET-01"))
    assert "6 mois au plus" in told
    assert "réintégré dans l’emploi qu’il occupait avant" in told


def test_beyond_six_months_the_same_job_is_not_sure(said: Said) -> None:
    told = answer(said("DET-01", statut="titulaire"))
    assert "Au-delà, en longue durée, retrouver ce poste n’est plus garanti" in told


def test_a_contractual_agent_is_not_detached(said: Said) -> None:
    assert said("DET-01", statut="contractuel") is None
    assert said("DET-02", statut="contractuel") is None


def test_a_long_detachment_lasts_five_years_renewable(said: Said) -> None:
    told = answer(said("DET-02"))
    assert "dure 5 ans au plus, renouvelables" in told
    assert "Au-delà de 5 ans, l’intégration est proposée, sans être obligatoire" in told


def test_beyond_five_years_only_a_refused_integration_lets_one_renew(said: Said) -> None:
    told = answer(said("DET-02"))
    assert "le renouvellement n’est possible qu’après l’avoir refusée" in told


def test_after_a_long_detachment_the_first_vacancy_or_one_year_in_surplus(said: Said) -> None:
    told = answer(said("DET-02", statut="titulaire"))
    assert "première vacance d’un emploi du grade" in told
    assert "à défaut en surnombre pendant 1 an" in told
