from collections.abc import Callable
from datetime import date

from cases.model import Finding

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def test_every_agent_sees_the_file(said: Said) -> None:
    for status in ("titulaire", "stagiaire", "contractuel"):
        told = answer(said("DOS-01", statut=status))
        assert "a accès à son dossier individuel" in told
        assert "Cet accès est de droit et ne peut pas être refusé" in told


def test_the_file_holds_no_opinion(said: Said) -> None:
    told = answer(said("DOS-01"))
    for opinion in ("politiques", "syndicales", "religieuses", "philosophiques"):
        assert opinion in told


def test_the_file_rule_starts_with_the_code(said: Said) -> None:
    assert said("DOS-01", on=date(2022, 2, 28)) is None
    assert said("DOS-01", on=date(2022, 3, 1)) is not None
