"""`guichet train`: the classifier learns from what this town filed and corrected."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress as Bar

from app.settings.town_settings import Settings
from cli.terminal import console, read_settings, say, stop, with_store

if TYPE_CHECKING:
    from agents.classifier.examples import Example
    from app.wiring import Wiring

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
    settings = read_settings()
    try:
        if forget:
            settings.classifier.unlink(missing_ok=True)
            say("Le classement livré servira au prochain démarrage des travailleurs.")
            return
        _train(settings)
    except ValueError as error:
        stop(str(error))
    except OSError as error:
        stop(f"{error.filename} ne peut être lu ou écrit : {error.strerror}.")


def _train(settings: Settings) -> None:
    from agents.classifier.classifier_report import report
    from agents.classifier.examples import shipped_examples
    from agents.classifier.learn_categories import learn
    from agents.classifier.town_history import corrected_examples, read_history
    from agents.dependencies import read_categories
    from cases.delivery.training_examples import read_reclassified
    from statute.book import Book

    async def corrections(wiring: "Wiring") -> "list[Example]":
        return corrected_examples([one async for one in read_reclassified(wiring.engine)], allowed)

    allowed = {category.id for category in read_categories(settings.categories)}
    history = read_history(settings.history, allowed)
    corrected = with_store(settings, corrections)
    shipped = shipped_examples(Book.of())
    with Bar(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("Lecture des tickets", total=None)
        learned, judged = learn(
            [*shipped, *history, *corrected],
            lambda done, of: bar.update(task, completed=done, total=of),
        )
    typer.echo(report(judged, learned.sharpness.sure_from))
    if not history and not corrected:
        say(_NOTHING.format(history=settings.history))
        return
    settings.classifier.parent.mkdir(parents=True, exist_ok=True)
    learned.save(settings.classifier)
    counts = {"shipped": len(shipped), "history": len(history), "corrected": len(corrected)}
    say(_LEARNED.format(**counts, path=settings.classifier))
