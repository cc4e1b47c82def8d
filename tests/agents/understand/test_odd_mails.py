"""Mails of odd shapes: each comes to a clear end, nothing of it is lost."""

import time
from itertools import pairwise

import pytest

from agents.checker.graph import check
from agents.classifier.graph import classify
from agents.dependencies import Dependencies
from agents.drafter.graph import draft_letter
from agents.understand.language import is_foreign
from agents.understand.mail.message import own_words, parts_of, request_of
from agents.understand.questions import questions_of
from cases.model import Draft, Outcome
from tests.agents.builders import a_ticket

PASTED = "Le lundi 2 novembre, la paie a écrit :\n> Votre solde est de 3 jours.\n"
ASKED = "Combien de jours de RTT pour 39 h ?"
FORWARDED = "--- Message transféré ---\nDe : A\nObjet : B\n\n"
SHAPES = {
    "rien": "",
    "blancs": " \n\t\n \u00a0\n",
    "un point": ".",
    "que des signes": "!!! ??? ... ***",
    "un smiley": ":-)",
    "un emoji": "👍👍👍",
    "un mot": "RTT",
    "deux mots": "Prime transport",
    "une salutation": "Bonjour,",
    "un merci": "Merci beaucoup !",
    "une signature": "Cordialement,\nZoé Ferrand\nCrèche",
    "une mention": "Ce message est confidentiel et réservé à son destinataire.",
    "un téléphone": "Envoyé de mon iPhone",
    "que du cité": "> un\n> deux\n> trois",
    "cité sans texte": PASTED,
    "cité deux fois": f"{ASKED}\n>> {PASTED}> {PASTED}",
    "transféré vide": "---------- Forwarded message ----------\nDe : X\nObjet : Y\n\n",
    "transféré trois fois": f"{FORWARDED * 3}{ASKED}",
    "transféré en rond": FORWARDED * 30,
    "en-têtes sans corps": "De : A\nEnvoyé : hier\nÀ : B\nObjet : C",
    "une seule ligne sans fin": "je voudrais savoir si " * 2_000,
    "un mot sans fin": "a" * 50_000,
    "que des retours": "\n" * 20_000,
    "que des points": "." * 20_000,
    "que des questions": "?" * 20_000,
    "que des chevrons": ">" * 20_000,
    "que des tirets": "-- \n" * 5_000,
    "que des fermetures": "cordialement\n" * 5_000,
    "que des champs": "De : x\n" * 5_000,
    "que des dates": "12/03/2026 " * 3_000,
    "capitales": ASKED.upper(),
    "lettres larges": "Ｂｏｎｊｏｕｒ, ｃｏｍｂｉｅｎ ｄｅ ＲＴＴ ?",
    "accents décomposés": "Combien de conge\u0301s apre\u0300s un arre\u0302t ?",
    "retours de Windows": f"Bonjour,\r\n\r\n{ASKED}\r\n\r\nCordialement\r\nZoé",
    "sans accents ni points": "bjr jai droit a cb de rtt merci",
    "du HTML": f"<p>{ASKED}</p><br><style>p{{}}</style>",
    "du JSON": '{"question": "combien de RTT", "id": 3}',
    "un tableau": "nom\tjours\nZoé\t3\nAli\t4\n" * 50,
    "une question après la signature": f"Cordialement\nZoé\n\nPS : {ASKED}",
    "une réponse sous le cité": f"{PASTED}\n{ASKED}",
    "une réponse dans le cité": f"> Depuis quand ?\nDepuis mars.\n> Combien ?\n{ASKED}\n> Merci",
    "un soulignement": f"{ASKED}\n{'_' * 40}\nZoé",
}
FOREIGN = {
    "anglais": "Hello, I would like to know how many days of leave I have for this year, please.",
    "espagnol": "Hola, quiero saber cuantos dias de vacaciones tengo por mi hijo, gracias.",
    "allemand": "Guten Tag, wie kann ich meine Stunden und mein Gehalt sehen? Ich bin neu, bitte.",
    "arabe": "مرحبا، كم عدد أيام الإجازة التي أستحقها هذه السنة؟ شكرا",
    "russe": "Здравствуйте, сколько дней отпуска у меня осталось?",
}


async def drafted(text: str, deps: Dependencies, subject: str = "") -> Draft:
    ticket = a_ticket(text, subject)
    filed, _ = await classify(ticket, deps)
    draft, _ = await draft_letter(ticket, filed, await check(ticket, filed, deps), deps)
    return draft


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_is_lost_of_any_shape(shape: str) -> None:
    text = SHAPES[shape]
    parts = parts_of(text)
    assert "".join(part.text for part in parts) == text
    assert all(before.end == after.start for before, after in pairwise(parts))


@pytest.mark.parametrize("shape", [name for name, text in SHAPES.items() if ASKED in text])
def test_what_is_asked_in_an_odd_shape_is_heard(shape: str) -> None:
    asked = questions_of(own_words(SHAPES[shape]))
    assert any(ASKED.lower() in question.text.lower() for question in asked)


@pytest.mark.parametrize("shape", ["blancs", "que des signes", "cité sans texte", "que du cité"])
async def test_a_mail_that_says_nothing_is_asked_for_its_question(
    deps: Dependencies, shape: str
) -> None:
    draft = await drafted(SHAPES[shape], deps)
    assert draft.outcome is Outcome.ASK
    assert "nous est parvenu sans texte" in draft.text


@pytest.mark.parametrize("language", ["anglais", "arabe"])
async def test_another_language_is_acknowledged_and_handed_over(
    deps: Dependencies, language: str
) -> None:
    draft = await drafted(FOREIGN[language], deps)
    assert draft.outcome is Outcome.HAND_OVER
    assert "Il n’est pas écrit en français" in draft.text
    assert "We have received your message" in draft.text
    assert not draft.findings


@pytest.mark.parametrize("language", FOREIGN)
def test_another_language_is_told_from_french(language: str) -> None:
    assert is_foreign(FOREIGN[language])


@pytest.mark.parametrize(
    "text",
    [
        ASKED,
        "bjr jai droit a cb de rtt svp",
        "Le planning du week-end, le mail du manager, le reporting du team leader : qui valide ?",
        "Mon fils Ali et ma fille Maria sont nés en 2020, ai-je droit au SFT ?",
        "",
        "IM 372 ?",
    ],
)
def test_french_however_short_or_badly_spelt_is_french(text: str) -> None:
    assert not is_foreign(text)


def test_ten_questions_are_ten_in_their_order() -> None:
    matters = ("le CET", "la prime", "le SFT", "le forfait", "la mutuelle", "le congé", "la paie",
               "le télétravail", "la formation", "la retraite")  # fmt: skip
    mail = "\n".join(f"{n}) Qui s’occupe pour moi de {m} ?" for n, m in enumerate(matters, 1))
    asked = [question.text for question in questions_of(mail)]
    assert [matter in text for matter, text in zip(matters, asked, strict=True)] == [True] * 10


async def test_a_mail_of_240_000_characters_comes_to_an_end(deps: Dependencies) -> None:
    pasted = "\n".join(f"> ligne {n} d’un long échange sur le planning" for n in range(6_000))
    ticket = a_ticket(f"Bonjour,\n{ASKED}\n\nLe 2 novembre, Zoé a écrit :\n{pasted}"[:240_000])
    assert request_of(ticket).strip() == ASKED
    filed, _ = await classify(ticket, deps)
    found = await check(ticket, filed, deps)
    draft, _ = await draft_letter(ticket, filed, found, deps)
    assert draft.text


@pytest.mark.whole
async def test_what_a_ticket_costs(deps: Dependencies, capsys: pytest.CaptureFixture[str]) -> None:
    """Print the CPU seconds of odd tickets, from the mail to its letter."""
    spent = []
    for text in SHAPES.values():
        start = time.process_time()
        assert (await drafted(text, deps)).text
        spent.append(time.process_time() - start)
    spent.sort()
    with capsys.disabled():
        median, last = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
        print(f"\n{len(spent)} tickets: {median:.2f} s of CPU, 95th {last:.2f} s")  # noqa: T201
