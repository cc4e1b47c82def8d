from collections.abc import Awaitable, Callable

from agents.checker.state import Checked
from tests.agents.checker.fakes import FakeTeam


async def test_an_officer_is_warned_of_a_rule_whose_article_changed_since(
    checks: Callable[..., Awaitable[Checked]], fake_team: FakeTeam
) -> None:
    fake_team.finds = ("CMO-02",)
    asked = "Titulaire, en arrêt maladie depuis lundi : quel salaire ?"
    (before,) = (await checks(asked, "maladie")).findings
    fake_team.changed = {"CMO-02": "L822-3 (CGFP)", "CMO-03": "L822-4 (CGFP)"}
    fake_team.rules_age_after_days = 0
    (after,) = (await checks(asked, "maladie")).findings
    assert before.warning == ""
    assert "L822-3 (CGFP)" in after.warning
    assert "à relire" in after.warning
    assert after.answer == before.answer
