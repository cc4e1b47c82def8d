"""What a letter says of official texts."""

from dataclasses import replace

from agents.checker.state import Checked
from agents.dependencies import Dependencies
from agents.drafter.graph import draft_letter
from agents.drafter.quotable import quotable_articles
from cases.model import Draft, Outcome, Passage
from knowledge.search.ranking import OfficialRanking
from tests.agents.builders import REPORT, a_classification, a_finding, a_ticket, checked

ARTICLE = Passage(
    source="code.md",
    heading="Dossier individuel",
    quote="Tout agent public a accès à son dossier individuel.",
    score=0.95,
    reference="Code général de la fonction publique",
    place="v-7",
    nature="official",
    article="L137-4",
)


def known(article: Passage = ARTICLE, **told: object) -> Checked:
    return replace(checked(), official=(article,), **told)  # type: ignore[arg-type]  # fields


async def drafted(deps: Dependencies, known: Checked) -> Draft:
    draft, _ = await draft_letter(
        a_ticket("Puis-je voir mon dossier au service du personnel ?"),
        a_classification("autre"),
        known,
        deps,
    )
    return draft


async def test_an_article_is_quoted_word_for_word_with_its_number(deps: Dependencies) -> None:
    draft = await drafted(deps, known())
    said = (
        "L’article L. 137-4 du code général de la fonction publique dispose : "
        "« Tout agent public a accès à son dossier individuel. »"
    )
    assert draft.outcome is Outcome.ANSWER
    assert said in draft.text.replace("\u00a0", " ")
    assert "règles internes" not in draft.text
    assert draft.passages == (ARTICLE,)


async def test_below_the_threshold_it_is_evidence_and_the_case_is_handed_over(
    deps: Dependencies,
) -> None:
    unsure = replace(ARTICLE, score=OfficialRanking.from_file().quoted_from - 0.01)
    draft = await drafted(deps, known(unsure))
    assert draft.outcome is Outcome.HAND_OVER
    assert draft.passages == (unsure,)
    assert "137-4" not in draft.text


async def test_what_may_not_be_cited_is_evidence_alone(deps: Dependencies) -> None:
    for barred in (
        replace(ARTICLE, warning="Une règle vérifiée porte sur cet article."),
        replace(ARTICLE, article=""),
        replace(ARTICLE, reference="F12345"),
    ):
        draft = await drafted(deps, known(barred))
        assert draft.outcome is Outcome.HAND_OVER
        assert "dispose" not in draft.text


async def test_rules_and_the_towns_texts_come_before_the_law(deps: Dependencies) -> None:
    assert quotable_articles(known(findings=(a_finding("Oui."),))) == ()
    near = replace(REPORT, score=0.9)
    draft = await drafted(deps, known(passages=(near,)))
    assert draft.outcome is Outcome.ANSWER
    assert "dispose" not in draft.text
    assert draft.passages == (near,)
