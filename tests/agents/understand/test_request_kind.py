"""A message that asks for no rule: told by sure signs, each with what only looks like it."""

import time

import pytest

from agents.understand.request_kind import SIGNS, RequestKind, Sign, kind_of, says_attached
from cases.model import Question, QuestionKind

NAMES = [f"{sign.kind}-{number}" for number, sign in enumerate(SIGNS)]


@pytest.mark.parametrize("sign", SIGNS, ids=NAMES)
def test_a_sign_shows_its_kind_and_not_what_looks_like_it(sign: Sign) -> None:
    assert kind_of(sign.yes) is sign.kind
    assert kind_of(sign.no) is not sign.kind


@pytest.mark.parametrize(
    "text",
    [
        "Merci beaucoup pour votre réponse. Et pour mes RTT, combien ?",
        "Merci infiniment, mais je ne comprends pas la date",
        "Un grand merci. Pouvez-vous aussi me dire le délai",
        "Ci-joint mon arrêt. Serai-je payée en entier ?",
        "Je vous envoie mon certificat : ai-je droit à un temps partiel ?",
        "C’est la 3ème fois que j’écris. Combien de jours de congés ai-je ?",
        "Il me faut un certificat, et à combien de jours ai-je droit ? Suis-je payée ?",
        "",
    ],
)
def test_a_question_wins(text: str) -> None:
    assert kind_of(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Je vous envoie mon arrêt de travail, bonne réception.", RequestKind.DOCUMENT_SENT),
        ("Troisième relance. J’attends.", RequestKind.REMINDER),
        (
            "La photocopieuse est en panne. L’imprimante aussi ne marche plus.",
            RequestKind.ELSEWHERE,
        ),
        ("Pourriez-vous me faire une attestation d’employeur ?", RequestKind.DOCUMENT_WANTED),
        ("Sans vouloir abuser, mais il me semblait important : mille mercis.", RequestKind.THANKS),
        ("Je tenais à vous dire combien votre aide m’a été précieuse.", RequestKind.THANKS),
    ],
)
def test_ordinary_words_are_read(text: str, kind: RequestKind) -> None:
    assert kind_of(text) is kind


def test_the_questions_that_were_listed_decide() -> None:
    asks_a_rule = Question("Suis-je payée en entier", QuestionKind.YES_NO)
    declined = Question("Suis-je payée en entier", QuestionKind.YES_NO, declined=True)
    waits = Question("Où en est ma demande", QuestionKind.STATUS)
    assert kind_of("Ci-joint mon arrêt. Suis-je payée en entier", (asks_a_rule,)) is None
    assert kind_of("Ci-joint mon arrêt.", (declined,)) is RequestKind.DOCUMENT_SENT
    told = "Je vous relance. Où en est ma demande ?"
    assert kind_of(told, (waits,)) is RequestKind.REMINDER


def test_a_message_says_that_a_file_comes_with_it() -> None:
    assert says_attached("Mon arrêt en PJ")
    assert not says_attached("Mon arrêt suivra")


@pytest.mark.parametrize(
    "piece", ["machine a cafe ", "merci ", "ci-joint ", "3eme fois ", "inscri "]
)
def test_a_very_long_text_is_read_at_once(piece: str) -> None:
    started = time.perf_counter()
    kind_of(piece * (240_000 // len(piece)))
    assert time.perf_counter() - started < 1
