"""Cards: the law in French, one subject a file, where a jurist edits it (`statute/<matière>/`).

A card holds its rules, their versions from the oldest, and what each answers: words alone, words
chosen by facts (`reponses` with `si`), or a `calcul`: a function of the Python file of the same
name beside it (`file.function` where two subjects compute together), whose outcomes name the
card's `textes`. A version ends the day before the next one begins. Examples are tests.
`docs/fiches.md` shows how to write one.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from cases.model import Verification
from statute.edited_file import EditedFileError, read_edited
from statute.facts import FACTS, TOUS, FactValue, Statut
from statute.outcome import Outcome, Verdict
from statute.rule import Article, Rule, Subject, facts_of

ROOM = Path(__file__).parent
DATA = ("amounts", "faits")
"""Folders of the room whose files are no cards."""
SOURCES: Mapping[str, Verification] = {
    "texte officiel": Verification.OFFICIAL,
    "copie ancienne": Verification.OLDER_COPY,
    "source secondaire": Verification.SECONDARY,
}


def _listed(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class CardArticle(_Part):
    """An article, since when it reads as the rule says (absent: day not read), and its address."""

    texte: str = Field(min_length=1)
    numero: str = ""
    depuis: date | None = None
    lien: str | None = None


class Checked(_Part):
    """When and in what the rule was read."""

    le: date
    source: Literal["texte officiel", "copie ancienne", "source secondaire"]


class Example(_Part):
    """Facts, the day whose law is applied, and what is expected: this is a test."""

    faits: dict[str, Any] = {}
    au: date | None = None
    aujourd_hui: date | None = None
    source: str = ""
    verdict: Verdict | None = None
    valeur: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    dit: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    ne_dit_pas: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    demande: tuple[str, ...] = ()
    rien: Literal["oui"] | None = None
    ligne: str = ""


class CardAnswer(_Part):
    """Words, for whom they are (`si`, all of it), and their verdict when the question asks one."""

    texte: str = Field(min_length=1)
    verdict: Verdict | None = None
    si: dict[str, Annotated[tuple[str | int | bool, ...], BeforeValidator(_listed)]] = {}
    ligne: str = ""

    @model_validator(mode="after")
    def _known_facts(self) -> Self:
        _refuse_unknown(self.si)
        return self

    def is_for(self, facts: Mapping[str, FactValue]) -> bool:
        """Tell whether these are the words for some facts."""
        return all(name in facts and facts[name] in wanted for name, wanted in self.si.items())


class CardVersion(_Part):
    """What a rule says from a day on. `titre`, `statuts`, `lignes` replace the rule's own."""

    depuis: date
    jusqu_au: date | None = None
    titre: str = ""
    statuts: tuple[Statut, ...] = ()
    lignes: tuple[str, ...] | None = None
    articles: tuple[CardArticle, ...] = Field(min_length=1)
    verifie: Checked
    reponse: str = ""
    reponses: tuple[CardAnswer, ...] = ()
    il_faut: tuple[str, ...] = ()
    calcul: str = ""
    textes: dict[str, str] = {}
    etapes: dict[str, str] = {}
    exemples: tuple[Example, ...] = ()

    @property
    def answers(self) -> tuple[CardAnswer, ...]:
        """List its words and for whom they are; none where a function chooses them."""
        return (CardAnswer(texte=self.reponse),) if self.reponse else self.reponses

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        if sum(map(bool, (self.reponse, self.reponses, self.calcul))) != 1:
            raise ValueError("doit avoir une « reponse », des « reponses » ou un « calcul »")
        if self.reponses and self.reponses[-1].si and not self.il_faut:
            raise ValueError(
                "ne dit rien à qui n’a aucun des faits de « si » : ajoutez une réponse"
            )
        _refuse_unknown(self.il_faut)
        return self


class CardRule(_Part):
    """A rule and its versions, oldest first. `statut_evident`: its matter itself tells the status.

    `jour`: the dated facts that choose the version, the first that is known; else the day of the
    facts. `lignes`: the further ids it answers for.
    """

    titre: str = Field(min_length=1)
    statuts: tuple[Statut, ...] = TOUS
    statut_evident: Literal["oui"] | None = None
    lignes: tuple[str, ...] = ()
    jour: tuple[str, ...] = ()
    versions: tuple[CardVersion, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        days = [version.depuis for version in self.versions]
        if days != sorted(set(days)):
            raise ValueError("n’a pas ses versions dans l’ordre des dates")
        if any(version.jusqu_au for version in self.versions[:-1]):
            raise ValueError("seule la dernière version peut dire « jusqu_au »")
        _refuse_unknown(self.jour)
        return self


class Card(_Part):
    """A subject: what it is about, in which categories it is asked for, its rules by their id."""

    sujet: str = Field(min_length=1)
    categories: tuple[str, ...] = Field(min_length=1)
    regles: dict[str, CardRule] = Field(min_length=1)


def _refuse_unknown(facts: Any) -> None:  # noqa: ANN401  # names, or a mapping by name
    for name in facts:
        if name not in FACTS:
            raise ValueError(f"nomme un fait inconnu, « {name} »")


@cache
def cards(room: Path = ROOM) -> Mapping[Path, Card]:
    """Read every card of the room, in the order of their paths. Raises `EditedFileError`."""
    paths = (path for path in sorted(room.glob("*/*.yaml")) if path.parent.name not in DATA)
    return {path: read_edited(path, Card) for path in paths}


def rules_of(path: Path, card: Card) -> Iterator[Rule]:
    """Make the rules of a card, version by version. Raises `EditedFileError`."""
    subject = Subject(path.stem, card.sujet, card.categories)
    for rule_id, rule in card.regles.items():
        ends = [after.depuis - timedelta(days=1) for after in rule.versions[1:]]
        for version, until in zip(rule.versions, [*ends, rule.versions[-1].jusqu_au], strict=True):
            try:
                function = _function_of(path, version)
                parameters, days = facts_of(function) if version.calcul else _facts_told(version)
            except (AttributeError, ModuleNotFoundError, TypeError) as fault:
                raise EditedFileError(
                    f"statute/{path.parent.name}/{path.name} : le calcul « {version.calcul} » de "
                    f"{rule_id} ne se trouve pas, ou prend autre chose que des faits."
                ) from fault
            yield Rule(
                id=rule_id,
                subject=subject,
                title=version.titre or rule.titre,
                applies_to=version.statuts or rule.statuts,
                cites=tuple(Article(a.texte, a.numero, a.depuis, a.lien) for a in version.articles),
                in_force_since=version.depuis,
                in_force_until=until,
                verification=SOURCES[version.verifie.source],
                verified_on=version.verifie.le,
                presumes_status=rule.statut_evident is not None,
                function=function,
                rows=rule.lignes if version.lignes is None else version.lignes,
                parameters=parameters,
                days=days,
                texts={
                    **version.textes,
                    **{_name_of(i): answer.texte for i, answer in enumerate(version.answers)},
                },
                step_labels=version.etapes,
                chosen_by=rule.jour,
            )


def _facts_told(version: CardVersion) -> tuple[dict[str, bool], tuple[str, ...]]:
    """List the facts that choose the words: those of `si` help, those of `il_faut` are needed."""
    told = dict.fromkeys(name for answer in version.reponses for name in answer.si)
    return {name: name in version.il_faut for name in (*version.il_faut, *told)}, ()


def _function_of(path: Path, version: CardVersion) -> Callable[..., Outcome | None]:
    if version.calcul:
        file, _, name = version.calcul.rpartition(".")
        module = import_module(f"statute.{path.parent.name}.{file or path.stem}")
        function: Callable[..., Outcome | None] = getattr(module, name)
        return function
    answers = version.answers

    def first_for(**facts: FactValue) -> Outcome | None:
        for place, answer in enumerate(answers):
            if answer.is_for(facts):
                return Outcome(answer.verdict, words=_name_of(place), row=answer.ligne)
        return None

    return first_for


def _name_of(place: int) -> str:
    return f"reponse {place + 1}"
