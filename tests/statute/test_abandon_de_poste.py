from collections.abc import Callable

from cases.model import Finding, FindingOutcome

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def outcome(finding: Finding | None) -> FindingOutcome | None:
    return finding.outcome if finding else None


def test_a_manager_is_told_at_once_that_a_written_notice_must_come_first(said: Said) -> None:
    finding = said("ABA-01")
    assert outcome(finding) is FindingOutcome.VALUE
    assert "mise en demeure écrite de reprendre le service, avec un délai" in answer(finding)
    assert "Sans elle, rien ne peut être prononcé" in answer(finding)


def test_the_status_alone_concludes_nothing(said: Said) -> None:
    assert answer(said("ABA-01", statut="titulaire")) == answer(said("ABA-01"))


def test_a_silence_is_no_abandonment_without_a_written_notice(said: Said) -> None:
    for status in ("titulaire", "stagiaire", "contractuel"):
        finding = said("ABA-01", statut=status, mise_en_demeure="non")
        assert outcome(finding) is FindingOutcome.NOT_MET
        assert "n’est pas, à elle seule, un abandon de poste" in answer(finding)


def test_after_a_notice_an_officer_looks_before_anything_is_said(said: Said) -> None:
    finding = said("ABA-01", statut="titulaire", mise_en_demeure="oui")
    assert outcome(finding) is FindingOutcome.TO_CHECK
    assert "licenciement d’un fonctionnaire" in answer(finding)
    assert "justification, notamment médicale" in answer(finding)


def test_the_dismissal_of_a_fonctionnaire_is_not_told_to_a_contractual_agent(said: Said) -> None:
    finding = said("ABA-01", statut="contractuel", mise_en_demeure="oui")
    assert outcome(finding) is FindingOutcome.TO_CHECK
    assert "fonctionnaire" not in answer(finding)
