"""`guichet train`: the classifier learns from what this town filed and corrected."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress as Bar

from flows.settings import Settings, WrongSetting, load_settings

if TYPE_CHECKING:
    from agents.classifier.examples import Example

_told = Console(stderr=True, highlight=False, markup=False)

_NOTHING = (
    "Cette ville n’a encore rien appris au classement : aucun historique à {history}, aucune "
    "catégorie corrigée. Le classement livré reste en place."
)
_LEARNED = (
    "Appris de {shipped} tickets livrés, de {history} de l’historique et de {corrected} corrigés. "
    "Gardé dans {path} : les travailleurs le liront à leur prochain démarrage."
)


def train(
    *,
    forget: Annotated[bool, typer.Option(help="Revenir au classement livré.")] = False,
) -> None:
    """Apprendre à classer d'après l'historique et les corrections de cette ville (minutes)."""
    try:
        settings = load_settings()
        if forget:
            settings.classifier.unlink(missing_ok=True)
            _told.print("Le classement livré servira au prochain démarrage des travailleurs.")
            return
        _train(settings)
    except (WrongSetting, ValueError) as error:
        _stop(str(error))
    except OSError as error:
        _stop(f"{error.filename} ne peut être lu ou écrit : {error.strerror}.")


def _train(settings: Settings) -> None:
    from agents.classifier.examples import shipped_examples
    from agents.classifier.history import read_history
    from agents.classifier.judged import told
    from agents.classifier.learn import learn
    from agents.team import read_categories
    from statute.book import Book

    allowed = {category.id for category in read_categories(settings.categories)}
    history = read_history(settings.history, allowed)
    corrected = asyncio.run(_corrected(settings, allowed))
    shipped = shipped_examples(Book.of())
    with Bar(console=_told, disable=not _told.is_terminal, transient=True) as bar:
        task = bar.add_task("Lecture des tickets", total=None)
        learned, judged = learn(
            [*shipped, *history, *corrected],
            lambda done, of: bar.update(task, completed=done, total=of),
        )
    typer.echo(told(judged, learned.sharpness.sure_from))
    if not history and not corrected:
        _told.print(_NOTHING.format(history=settings.history), soft_wrap=True)
        return
    settings.classifier.parent.mkdir(parents=True, exist_ok=True)
    learned.save(settings.classifier)
    counts = {"shipped": len(shipped), "history": len(history), "corrected": len(corrected)}
    _told.print(_LEARNED.format(**counts, path=settings.classifier), soft_wrap=True)


async def _corrected(settings: Settings, allowed: set[str]) -> "list[Example]":
    from agents.classifier.history import corrected_examples
    from cases.filed_again import filed_again
    from flows.wiring import Wiring

    wiring = Wiring(settings)
    try:
        await wiring.open()
        return corrected_examples([one async for one in filed_again(wiring.engine)], allowed)
    finally:
        await wiring.aclose()


def _stop(sentence: str) -> None:
    _told.print(sentence, soft_wrap=True)
    raise typer.Exit(1)
