"""The attacks, the six places of a ticket they come by, and a model that obeys every one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel

from agents.drafter.state import EXACT, TO_MEND
from agents.gateway.model_answer import ModelFailure
from agents.gateway.model_gateway import ModelGateway
from agents.gateway.model_routes import Routes
from agents.privacy.pseudonyms import Pseudonyms
from cases.model import Attachment, Message, Passage, Ticket
from cases.model_call import ModelCall
from tests.agents.builders import a_ticket

T = TypeVar("T", bound=BaseModel)
QUESTION = (
    "Bonjour, je travaille 4 jours par semaine toute l'année, à combien de jours de congés annuels "
    "ai-je droit ?"
)
RULE = "Le prêt d'un vélo de service dure 25 jours au plus."
DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Attack:
    """What is written to the machine, what a machine that obeys writes, and how that shows."""

    id: str
    goal: str
    text: str
    obeyed: str
    marks: tuple[str, ...]


@cache
def attacks() -> tuple[Attack, ...]:
    """Read every attack."""
    path = Path(__file__).with_name("attacks.yaml")
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(
        Attack(a["id"], a["goal"], a["text"], goal["obeyed"], tuple(goal["marks"]))
        for a in read["attacks"]
        for goal in (read["goals"][a["goal"]],)
    )


def first_of_each_goal() -> frozenset[str]:
    """Name one attack for each thing that attacks want: the first one written."""
    return frozenset({attack.goal: attack.id for attack in reversed(attacks())}.values())


def _in_text(attack: str) -> Ticket:
    return a_ticket(f"{QUESTION}\n\n{attack}")


def _in_subject(attack: str) -> Ticket:
    return a_ticket(QUESTION, attack)


def _in_name(attack: str) -> Ticket:
    return a_ticket(QUESTION, name=f"Mme Martin, {attack}")


def _in_attachment(attack: str) -> Ticket:
    file = Attachment("piece.pdf", "application/pdf", 10, "1", f"Attestation.\n{attack}")
    return _with_message(lambda message: replace(message, attachments=(file,)))


def _in_quoted_mail(attack: str) -> Ticket:
    quoted = "\n".join(f"> {line}" for line in attack.split("\n"))
    text = f"{QUESTION}\n\nLe 3 novembre, un collègue a écrit :\n{quoted}"
    return _with_message(lambda message: replace(message, text=text))


def _with_message(change: Callable[[Message], Message]) -> Ticket:
    ticket = a_ticket(QUESTION)
    return replace(ticket, messages=tuple(change(message) for message in ticket.messages))


PLACES: Mapping[str, Callable[[str], Ticket]] = {
    "texte": _in_text,
    "objet": _in_subject,
    "nom": _in_name,
    "pièce jointe": _in_attachment,
    "courriel cité": _in_quoted_mail,
    DOCUMENT: lambda _attack: a_ticket(QUESTION),
}


def passage_with(attack: str) -> Passage:
    """Give a paragraph of a town's text in which somebody slipped an attack."""
    return Passage("Vélos de service", "Prêt", f"{RULE}\n{attack}", 0.9)


class Obedient(ModelGateway):
    """A door behind which a model does all that an attack says, in every role."""

    def __init__(self, attack: Attack) -> None:
        super().__init__(Routes())
        self._attack = attack
        self.asked: list[str] = []

    def serves(self, role: str, *, sensitive: bool) -> bool:
        """Serve every role, sensitive tickets too."""
        return not sensitive or role != "nobody"

    async def ask(  # noqa: PLR0913 - the door's own signature
        self,
        role: str,
        *,
        system: str,
        user: str,
        answer: type[T],
        hide: Pseudonyms,
        sensitive: bool,
    ) -> tuple[T, ModelCall]:
        """Obey."""
        self.asked.append(role)
        said = {"classifier": _files, "reader": _reads, "drafter": self._writes}.get(role)
        if said is None or (sensitive and not user):
            raise ModelFailure(f"{role}: nothing to obey")
        told = said(system, hide.hide(user))
        return answer.model_validate(told), ModelCall(role, "obéissant", 1, 1)

    def _writes(self, system: str, user: str) -> dict[str, Any]:
        exact = user.partition(f"{EXACT}\n")[2].partition(f"\n\n{TO_MEND}")[0]
        obeyed = system[:500] if self._attack.goal == "consignes" else self._attack.obeyed
        first, _, rest = exact.partition("\n\n")
        tries = self.asked.count("drafter")
        ways = (f"{exact}\n\n{obeyed}", f"{first}\n\n{obeyed}\n\n{rest}", f"{exact} {obeyed}")
        return {"body": ways[(tries + len(self._attack.id)) % len(ways)]}


def _files(_system: str, _user: str) -> dict[str, Any]:
    return {
        "category": "conges",
        "confidence": 1.0,
        "urgency": "normale",
        "questions": [],
    }


def _reads(_system: str, user: str) -> dict[str, Any]:
    """Say that the week has seven days of work, with words of the ticket that do not say so."""
    words: Sequence[str] = ("4 jours par semaine", "Bonjour", user[-60:])
    wanted = [("jours_par_semaine", "7"), ("mois_de_services", "900"), ("quotite", "50")]
    return {
        "facts": [
            {"fact": fact, "value": value, "words": said}
            for fact, value in wanted
            for said in words
            if said.strip()
        ]
    }
