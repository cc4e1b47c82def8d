"""What a letter says of the town's own texts."""

from dataclasses import replace
from datetime import date

import pytest

from agents.checker.state import Checked
from agents.classifier.refusal import BANK, THIRD_PARTY
from agents.dependencies import Dependencies
from agents.drafter.graph import draft_letter
from agents.drafter.quotable import near_passages
from cases.model import Draft, FindingOutcome, Outcome, Passage
from knowledge.library.documents import About, Document, Nature, Section
from knowledge.library.extracts import Corpus, encode_extracts, extracts_of
from knowledge.search.procedures import Procedures
from tests.agents.builders import REPORT, a_classification, a_finding, a_ticket, checked
from tests.features import learned


async def drafted(deps: Dependencies, known: Checked) -> Draft:
    ticket = a_ticket("Combien de places de parking pour nous ?")
    draft, _ = await draft_letter(ticket, a_classification(), known, deps)
    return draft


async def test_a_text_that_has_changed_since_is_said_to_have(deps: Dependencies) -> None:
    versions = (
        Document(
            "parking.md",
            About("Parking", "Note 1", date(year, 1, 1)),
            Nature.LOCAL,
            (Section(("Places",), f"Il y a {places} places de parking."),),
        )
        for year, places in ((2024, 12), (2026, 20))
    )
    corpus = Corpus(encode_extracts([e for text in versions for e in extracts_of(text)]))
    texts = Procedures.of(corpus, learned())
    letters = []
    for day in (date(2025, 3, 1), date(2026, 3, 1)):
        found = texts.search("Combien de places de parking ?", day)
        near = tuple(replace(passage, score=0.9) for passage in found)
        draft = await drafted(replace(deps, procedures=texts), checked(passages=near))
        letters.append(draft.text.replace("\u00a0", " "))
    assert "prévoyait alors (ce texte a changé depuis) :\n« Il y a 12 places" in letters[0]
    assert "prévoit :\n« Il y a 20 places" in letters[1]


async def test_a_letter_written_after_a_text_has_ended_says_so(deps: Dependencies) -> None:
    about = About("Parking", "Note 1", date(2024, 1, 1), date(2026, 11, 30))
    said = (Section(("Places",), "Il y a 12 places de parking."),)
    note = Document("parking.md", about, Nature.LOCAL, said)
    texts = Procedures.of(Corpus(encode_extracts(extracts_of(note))), learned())
    (found,) = texts.search("Combien de places de parking ?", date(2026, 11, 24))
    known = checked(passages=(replace(found, score=0.9),))
    letters = [
        (await drafted(replace(deps, procedures=texts, today=day), known)).text
        for day in (None, date(2026, 11, 30), date(2026, 12, 1))
    ]
    assert ["ce texte a changé depuis" in letter for letter in letters] == [False, False, True]


async def test_what_a_rule_leaves_to_the_town_is_answered_by_the_towns_deliberation(
    deps: Dependencies,
) -> None:
    left = replace(
        a_finding("Rien n’est fixé : la délibération de la collectivité décide des jours."),
        outcome=FindingOutcome.TO_CHECK,
    )
    near = replace(REPORT, score=0.35)
    answered = await drafted(deps, checked(left, passages=(near,)))
    assert answered.outcome is Outcome.ANSWER
    assert REPORT.quote in answered.text.replace("\u00a0", " ")
    alone = await drafted(deps, checked(left))
    assert alone.outcome is Outcome.HAND_OVER


async def test_what_a_text_surely_answers_is_said_beside_what_is_to_be_checked(
    deps: Dependencies,
) -> None:
    point = a_finding("Le délai est à vérifier.", FindingOutcome.TO_CHECK)
    sure = await drafted(deps, checked(point, passages=(replace(REPORT, score=0.8),)))
    assert sure.outcome is Outcome.ANSWER
    told = sure.text.replace("\u00a0", " ")
    assert told.index(REPORT.quote) < told.index("Un point reste à vérifier")
    unsure = await drafted(deps, checked(point, passages=(replace(REPORT, score=0.4),)))
    assert unsure.outcome is Outcome.HAND_OVER


async def test_a_text_quoted_twice_is_named_once(deps: Dependencies) -> None:
    other = replace(REPORT, source="b.md", heading="Quotités", quote="Une quotité.", score=0.8)
    again = replace(REPORT, heading="Prise", quote="Par journée entière.", score=0.75)
    known = checked(passages=(replace(REPORT, score=0.9), other, again))
    draft = await drafted(deps, known)
    told = draft.text.replace("\u00a0", " ")
    assert told.count("délibération n° 2025-112") == 1 + told.count("« Quotités »")
    assert "La même procédure, rubrique « Prise », prévoit :\n« Par journée entière. »" in told
    assert told.index("« Prise »") < told.index("« Quotités »")


@pytest.mark.parametrize("refusal", [BANK, THIRD_PARTY])
async def test_a_refusal_quotes_no_text_and_shows_the_officer_the_proper_way(
    deps: Dependencies, refusal: str
) -> None:
    way = replace(REPORT, score=0.9)
    ticket, refused = a_ticket("Son RIB, vite"), a_classification(refusal=refusal)
    draft, _ = await draft_letter(ticket, refused, checked(passages=(way,)), deps)
    assert draft.outcome is Outcome.REFUSE
    assert REPORT.quote not in draft.text.replace("\u00a0", " ")
    assert draft.passages == (way,)


def test_neighbours_in_the_text_that_answers_are_quoted_with_less() -> None:
    def passage(source: str, score: float) -> Passage:
        return Passage(source=source, heading="", quote="Dit.", score=score)

    best, near, far = passage("a.md", 0.8), passage("a.md", 0.15), passage("a.md", 0.05)
    other, rival = passage("b.md", 0.3), passage("b.md", 0.45)
    assert near_passages([best, rival, other, near, far]) == [best, near]
    assert near_passages([best, rival, other, near, far], 0.3) == [best, rival, near]
    assert near_passages([near]) == []
    unsure = passage("a.md", 0.4)
    assert near_passages([unsure, near], 0.3) == [unsure]
