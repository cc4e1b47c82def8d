from datetime import date
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoder import E5
from knowledge.search.known_questions import KnownQuestion, KnownQuestions, read_known
from knowledge.search.procedures import Procedures
from tests.features import learned

TODAY = date(2026, 11, 24)
PLACES = ("transport.md#Transport", "transport.md#Demande", "cantine.md#Horaires")
ASKED = ("ma carte de train", "le papier d'abonnement avant quand", "manger le midi à quelle heure")
KNOWN = [
    KnownQuestion(text=text, answered_by=(place,))
    for text, place in zip(ASKED, PLACES, strict=True)
]


def test_questions_are_read_from_a_file_or_a_folder(tmp_path: Path) -> None:
    told = 'questions:\n  - text: "Quand ?"\n    answered_by: ["transport.md#Demande"]\n'
    (tmp_path / "a.yaml").write_text(told, "utf-8")
    expected = (KnownQuestion(text="Quand ?", answered_by=("transport.md#Demande",)),)
    assert read_known(tmp_path / "a.yaml") == expected
    assert read_known(tmp_path) == expected
    assert read_known(tmp_path / "absent") == ()


@pytest.mark.parametrize("told", ["[]", "questions: 3", "a: [", "questions:\n  - texte: a\n"])
def test_a_file_of_another_shape_is_one_french_sentence(tmp_path: Path, told: str) -> None:
    (tmp_path / "a.yaml").write_text(told, "utf-8")
    with pytest.raises(ValueError, match="il faut une liste « questions »"):
        read_known(tmp_path)


def test_a_question_asked_before_is_nearest_to_what_answered_it(folder: Path) -> None:
    extracts = Procedures.from_folder(folder, learned()).corpus.extracts
    known = KnownQuestions.of(KNOWN, extracts)
    near = known.likelihoods(E5.of_question(ASKED[1]))
    assert extracts[int(np.argmax(near))].heading == "Demande"


def test_questions_about_other_texts_count_for_nothing(folder: Path) -> None:
    extracts = Procedures.from_folder(folder, learned()).corpus.extracts
    other = KnownQuestion(text="Quand ?", answered_by=("ailleurs.md#Demande",))
    known = KnownQuestions.of([other], extracts)
    assert not known.cover(np.arange(len(extracts)))
    assert not known.likelihoods(E5.of_question("Quand ?")).any()


def test_a_question_like_those_that_nothing_answers_is_less_likely_to_be_answered(
    folder: Path,
) -> None:
    extracts = Procedures.from_folder(folder, learned()).corpus.extracts
    asked = E5.of_question("mon passeport n'est toujours pas arrivé")
    nothing = KnownQuestion(text="mon passeport est-il arrivé à la mairie ?")
    unaware, aware = (
        KnownQuestions.of(KNOWN, extracts),
        KnownQuestions.of([*KNOWN, nothing], extracts),
    )
    assert aware.likelihoods(asked).max() < unaware.likelihoods(asked).max()


def test_known_questions_weigh_once_nearly_all_headings_have_one(folder: Path) -> None:
    extracts = Procedures.from_folder(folder, learned()).corpus.extracts
    places = np.arange(len(extracts))
    assert KnownQuestions.of(KNOWN, extracts).cover(places)
    assert not KnownQuestions.of(KNOWN[:1], extracts).cover(places)


def test_a_known_question_finds_its_paragraph_again(folder: Path) -> None:
    question = "la paperasse pour que la ville participe, je la rends où"
    known = [*KNOWN, KnownQuestion(text=question, answered_by=("transport.md#Demande",))]
    procedures = Procedures.from_folder(folder, learned(), known)
    assert procedures.search(question, TODAY)[0].heading == "Demande"
