"""Dangers are heard wherever they stand in a ticket, and nothing lowers what they raise."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from agents.classifier import classify
from agents.classifier.danger.windows import sentences_of
from agents.door import ModelDoor
from agents.team import Team
from cases.attachment import Attachment
from cases.model import Danger, Ticket, Urgency
from tests.agents.builders import ModelServer, a_ticket, says

SIGNALS = {
    Danger.SELF: "Je veux mourir, ce soir je mets fin à mes jours.",
    Danger.REPORTED: "Mon collègue m'a dit adieu, il parle de se suicider et il ne répond plus.",
    Danger.HOME: "Mon mari me frappe, j'ai peur de rentrer à la maison.",
    Danger.ATTACK: "Mon chef me touche les fesses et un usager m'a menacée avec un couteau.",
    Danger.WORKPLACE: "Ça sent le gaz dans le local et le chef nous dit de continuer.",
    Danger.GRIEF: "Mon fils est mort samedi, nous l'enterrons jeudi.",
}
SMALL_TALK = (
    "Bonjour,\n\nJ'espère que vous allez bien. Je vous remercie pour l'attestation reçue lundi.\n"
    "Mon numéro de poste a changé. Pouvez-vous mettre à jour l'annuaire ?\n{signal}\n"
    "Je joins aussi le relevé de mes heures du mois.\n\nBien cordialement,\nAccueil du CCAS"
)


def attaching(text: str, *files: Attachment) -> Ticket:
    ticket = a_ticket(text)
    return replace(ticket, messages=(replace(ticket.messages[0], attachments=files),))


@pytest.mark.parametrize("kind", SIGNALS)
@pytest.mark.parametrize(
    "placed",
    [
        a_ticket,
        lambda signal: a_ticket("Bonjour, voir l'objet. Merci.", signal),
        lambda signal: a_ticket(SMALL_TALK.format(signal=signal), "Annuaire"),
        lambda signal: a_ticket(f"Pour information.\n\n> Bonjour,\n> {signal}\n> Merci", "TR:"),
        lambda signal: attaching("Voir la pièce.", Attachment("p.pdf", "", 9, "1", signal)),
    ],
    ids=["alone", "subject", "in passing", "quoted", "attached"],
)
async def test_a_danger_is_heard_wherever_it_stands(
    team: Team, kind: Danger, placed: Callable[[str], Ticket]
) -> None:
    found, _ = await classify(placed(SIGNALS[kind]), team)
    assert found.danger is kind
    assert found.sensitive
    least = Urgency.HAUTE if kind is Danger.GRIEF else Urgency.CRITIQUE
    assert found.urgency.rank <= least.rank
    assert found.reason.startswith("Alerte : ")


@pytest.mark.parametrize(
    "text",
    [
        "Combien de jours de congés me reste-t-il ?",
        "Je suis en arrêt maladie de trois semaines, serai-je payé ?",
        "Mon médecin m'arrête pour dépression, combien vais-je toucher ?",
        "Grosse grippe, je ne viens pas demain.",
        "Je suis mort de fatigue après cette semaine de permanence.",
        "Merci pour tout, je pars à la retraite le 31, où rendre mon badge ?",
        "Quel est le texte qui régit le capital décès des titulaires ?",
        "La formation incendie est-elle obligatoire ?",
    ],
)
async def test_an_ordinary_ticket_raises_no_alarm(team: Team, text: str) -> None:
    found, _ = await classify(a_ticket(text), team)
    assert found.danger is None
    assert "Alerte" not in found.reason


async def test_a_model_neither_removes_nor_lowers_a_danger(
    team: Team, server: ModelServer, door_to: Callable[..., ModelDoor]
) -> None:
    said = {"category": "conges", "confidence": 1, "urgency": "normale", "reason": "Rien de grave."}
    server.answer = says(json.dumps(said))
    asked = replace(team, door=door_to())
    found, calls = await classify(a_ticket(SIGNALS[Danger.SELF]), asked)
    assert calls
    assert (found.danger, found.urgency, found.sensitive) == (Danger.SELF, Urgency.CRITIQUE, True)


async def test_a_category_corrected_by_a_person_leaves_the_danger(team: Team) -> None:
    found, _ = await classify(a_ticket(SIGNALS[Danger.HOME]), team, "remuneration-paie")
    assert (found.category, found.danger) == ("remuneration-paie", Danger.HOME)


async def test_a_file_that_nobody_could_read_makes_a_ticket_sensitive(team: Team) -> None:
    text = "Bonjour, combien de jours de congés annuels ai-je ?"
    photo = Attachment("certificat.jpg", "image/jpeg", 9, "1", unread="image")
    found, _ = await classify(attaching(text, photo), team)
    assert found.sensitive
    assert "pièce jointe que le guichet n’a pas pu lire" in found.reason
    read, _ = await classify(attaching(text, replace(photo, unread="", text="Bonjour")), team)
    assert not read.sensitive


async def test_a_message_that_is_only_an_image_is_sensitive(team: Team) -> None:
    photo = Attachment("photo.jpg", "image/jpeg", 9, "1")
    found, _ = await classify(attaching("", photo), team)
    assert found.sensitive
    assert "message sans texte" in found.reason


def test_a_sentence_goes_on_where_a_mail_wraps_its_line() -> None:
    assert sentences_of("> Je ne peux\n> plus venir.\n> Merci bien.") == [
        "Je ne peux plus venir.",
        "Merci bien.",
    ]
