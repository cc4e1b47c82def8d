"""Dangers are heard wherever they stand in a ticket, and nothing lowers what they raise."""

import json
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from agents.classifier.danger.danger_model import sentences_of, windows_of
from agents.classifier.graph import classify
from agents.classifier.sensitivity import signs_of_sensitivity
from agents.dependencies import Dependencies
from agents.gateway.model_gateway import ModelGateway
from cases.model import Attachment, Danger, Ticket, Urgency
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
    deps: Dependencies, kind: Danger, placed: Callable[[str], Ticket]
) -> None:
    found, _ = await classify(placed(SIGNALS[kind]), deps)
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
        "Je pars en retraite : j'ai perdu mes 12 jours et mon mari dit qu'ils se paient ?",
        "Tendinite reconnue ou non ? Franchement je n'en peux plus de ces douleurs à l'épaule.",
        "Nous n'avons pas d'enfant et adoptons au printemps : quelle durée de congé ?",
        (
            "Vite : le contrat de mon éclusier finit le 31 mars 2027. Je ne le garde pas. "
            "Avant quel jour la lettre doit-elle partir ?"
        ),
        (
            "Dernier mail de cette adresse : je pars le 30, j'ai trié mes dossiers et donné mes "
            "plantes. C'est fini pour moi ! Mes congés restants me sont-ils payés ?"
        ),
    ],
)
async def test_an_ordinary_ticket_raises_no_alarm(deps: Dependencies, text: str) -> None:
    found, _ = await classify(a_ticket(text), deps)
    assert found.danger is None
    assert "Alerte" not in found.reason


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Je n'en peux plus de vivre, à quoi bon continuer.", Danger.SELF),
        ("Je n'en peux plus de mon mari, il me frappe devant les enfants.", Danger.HOME),
        ("Nous avons perdu notre fille samedi, l'enterrement est mardi.", Danger.GRIEF),
    ],
)
async def test_the_same_turn_followed_by_a_life_or_a_person_rings(
    deps: Dependencies, text: str, kind: Danger
) -> None:
    found, _ = await classify(a_ticket(text), deps)
    assert found.danger is kind


@pytest.mark.parametrize(
    ("text", "sensitive"),
    [
        ("Mon chef me harcèle depuis des mois, que faire ?", True),
        ("Gros rhume, je suis arrêté deux jours : ai-je un jour de carence ?", False),
        ("Arrêté trois mois pour un cancer : ai-je un jour de carence ?", True),
        ("Toujours pas d'accusé de réception de ma demande d'octobre.", False),
        ("Question purement pédagogique : quel texte régit le capital décès ?", False),
    ],
)
async def test_a_figure_of_speech_or_a_cold_is_not_sensitive(
    deps: Dependencies, text: str, *, sensitive: bool
) -> None:
    found, _ = await classify(a_ticket(text), deps)
    assert found.sensitive is sensitive


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Ma banque me harcèle, quel est mon traitement brut ?", "harassment"),
        ("J'enterre ma vie de garçon samedi.", "bereavement"),
        ("Mon CIA sera-t-il amputé ?", "health"),
        ("Pour l'agrément nous avons rendez-vous avec une psychologue.", "suffering"),
        ("Mon agent a épuisé ses trois ans de longue maladie.", "suffering"),
        ("Mes droits à plein traitement sont épuisés.", "suffering"),
        ("Quand redemander un temps thérapeutique après épuisement ?", "suffering"),
    ],
)
def test_words_said_of_a_thing_are_no_sign(text: str, family: str) -> None:
    assert not signs_of_sensitivity(text).of(family)


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Mon chef me harcèle.", "harassment"),
        ("Je suis épuisée, mois après mois.", "suffering"),
        ("Arrêtée deux mois pour épuisement.", "suffering"),
        ("J'enterre ma mère samedi.", "bereavement"),
        ("On m'a amputé du pied.", "health"),
        ("Je vois une psychologue depuis juin.", "suffering"),
    ],
)
def test_words_said_of_a_person_are_a_sign(text: str, family: str) -> None:
    assert signs_of_sensitivity(text).of(family)


async def test_where_a_danger_rang_no_model_is_asked(
    deps: Dependencies, server: ModelServer, door_to: Callable[..., ModelGateway]
) -> None:
    said = {"category": "conges", "confidence": 1, "urgency": "normale", "questions": []}
    server.answer = says(json.dumps(said))
    asked = replace(deps, gateway=door_to())
    found, calls = await classify(a_ticket(SIGNALS[Danger.SELF]), asked)
    assert (calls, server.received) == ((), [])
    assert (found.danger, found.urgency, found.sensitive) == (Danger.SELF, Urgency.CRITIQUE, True)


async def test_a_category_corrected_by_a_person_leaves_the_danger(deps: Dependencies) -> None:
    found, _ = await classify(a_ticket(SIGNALS[Danger.HOME]), deps, "remuneration-paie")
    assert (found.category, found.danger) == ("remuneration-paie", Danger.HOME)


async def test_a_file_that_nobody_could_read_makes_a_ticket_sensitive(deps: Dependencies) -> None:
    text = "Bonjour, combien de jours de congés annuels ai-je ?"
    photo = Attachment("certificat.jpg", "image/jpeg", 9, "1", unread="image")
    found, _ = await classify(attaching(text, photo), deps)
    assert found.sensitive
    assert "pièce jointe que le guichet n’a pas pu lire" in found.reason
    read, _ = await classify(attaching(text, replace(photo, unread="", text="Bonjour")), deps)
    assert not read.sensitive


@pytest.mark.parametrize(
    ("name", "size", "sensitive"),
    [
        ("image001.png", 4_200, False),
        ("Logo_Ville.PNG", 18_000, False),
        ("signature.jpg", 9_000, False),
        ("image001.png", 900_000, True),
        ("image001.png", None, True),
        ("logo.pdf", 9_000, True),
        ("certificat.png", 9_000, True),
    ],
)
async def test_the_image_of_a_signature_is_no_document(
    deps: Dependencies, name: str, size: int | None, *, sensitive: bool
) -> None:
    text = "Bonjour, combien de jours de congés annuels ai-je ?"
    file = Attachment(name, "", size, "1", unread="image, que le guichet ne lit pas")
    found, _ = await classify(attaching(text, file), deps)
    assert found.sensitive is sensitive
    assert ("n’a pas pu lire" in found.reason) is sensitive


async def test_a_message_that_is_only_an_image_is_sensitive(deps: Dependencies) -> None:
    photo = Attachment("photo.jpg", "image/jpeg", 9, "1")
    found, _ = await classify(attaching("", photo), deps)
    assert found.sensitive
    assert "message sans texte" in found.reason


def test_a_sentence_is_read_with_the_pairs_it_belongs_to_and_a_pair_with_its_sentences() -> None:
    windows = windows_of(
        "Le chat dort sur le clavier. Le bus est passé sans moi. Oui. Merci beaucoup."
    )
    assert windows.places.tolist() == [[0, 0], [1, 1], [0, 1], [1, 2]]
    around = windows.around(np.array([1.0, 2.0, 3.0, 5.0]))
    assert around.tolist() == [3.0, 4.0, 1.5, 2.0]


def test_a_sentence_goes_on_where_a_mail_wraps_its_line() -> None:
    assert sentences_of("> Je ne peux\n> plus venir.\n> Merci bien.") == [
        "Je ne peux plus venir.",
        "Merci bien.",
    ]
