"""`guichet import` and `guichet texts`: the town's own texts, version after version."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.console import Console
from rich.progress import Progress as Bar
from rich.table import Table

from app.settings.town_settings import HOME
from cli.statute_commands import NotADay, a_day
from cli.terminal import console, enter, read_settings, say, stop, with_store

if TYPE_CHECKING:
    from app.wiring import Wiring
    from knowledge.encoder import Progress
    from knowledge.library.documents import About
    from knowledge.library.text_library import Library

texts = typer.Typer(help="Les textes importés.", no_args_is_help=True)

T = TypeVar("T")

_LATER = (
    "Prefect ne répond pas : les brouillons mis de côté seront refaits à la prochaine lecture des "
    "tickets, et ce rapport reviendra sur le tableau de bord à la prochaine relecture."
)
_NOT_ENCODED = (
    "La route des embeddings n’a pas répondu comme il faut : les textes sont gardés, et cherchés "
    "par le modèle embarqué ; vérifiez cette route, puis lancez « guichet texts refresh »."
)
COMMAND = "commande"
"""Who answers, in the audit trail, for what an administrator types."""

_printed = Console(highlight=False, markup=False)


def import_texts(  # noqa: PLR0913, PLR0917 - the fields of a form
    paths: Annotated[list[Path], typer.Argument(help="Fichiers, dossiers ou archives .zip.")],
    title: Annotated[str, typer.Option(help="Titre, si le fichier n'en dit pas.")] = "",
    reference: Annotated[str, typer.Option(help="Délibération, note et date.")] = "",
    valid_from: Annotated[str, typer.Option(help="En vigueur depuis, AAAA-MM-JJ.")] = "",
    valid_until: Annotated[str, typer.Option(help="Dernier jour en vigueur, AAAA-MM-JJ.")] = "",
    applies_to: Annotated[str, typer.Option(help="À qui le texte s'applique.")] = "",
) -> None:
    """Lire et garder des textes : Markdown, DOCX, ODT, PDF, HTML, dossier, ZIP, LEGI, fiches."""
    from knowledge.library.documents import About

    try:
        about = About(title, reference, a_day(valid_from), a_day(valid_until), applies_to)
    except NotADay as error:
        stop(str(error))
    if refused := _with_texts(lambda wiring: _import_all(wiring, paths, about)):
        stop(f"{refused} document(s) refusé(s).")


@texts.command("list")
def texts_list() -> None:
    """Lister les textes et leurs versions."""
    _with_library(_list_texts)


@texts.command("remove")
def texts_remove(
    key: Annotated[str, typer.Argument(help="Le texte, comme dans la liste.")],
) -> None:
    """Mettre un texte hors d'usage ; les dossiers qui le citent le gardent."""
    if refusal := _with_library(lambda library: _remove(library, key)):
        stop(refusal)
    say(f"« {key} » n'est plus en usage.")


@texts.command("refresh")
def texts_refresh() -> None:
    """Relire les textes suivis, refaire les brouillons qu'ils ont changés, dire quoi relire."""
    enter(HOME / "var")
    from rich.markdown import Markdown

    from flows.refresh_knowledge import refresh

    done = _with_texts(refresh)
    _printed.print(Markdown(done.report))
    if not done.started:
        say(_LATER)
    if done.refused:
        stop(f"{done.refused} fichier(s) refusé(s).")


async def _remove(library: "Library", key: str) -> str:
    from knowledge.library.versions import Origin

    if key in await library.keys(Origin.FOLDER):
        return f"« {key} » vient du dossier suivi : retirez-en le fichier, il n'y sera plus."
    if key in await library.keys(Origin.WATCHED):
        return f"« {key} » vient d'un texte suivi : ôtez-le de texts.watched, puis relisez."
    if await library.remove(key):
        return ""
    return f"Aucun texte en usage ne s'appelle « {key} » : voyez « guichet texts list »."


async def _import_all(wiring: "Wiring", paths: list[Path], about: "About") -> int:
    from app.followed_texts import bring
    from knowledge.encoder import NoMeaning
    from knowledge.library.text_library import Library, encode_texts

    library, refused = Library(wiring.engine, by=COMMAND), 0
    with Bar(console=console, disable=not console.is_terminal, transient=True) as bar:
        async for one in bring(library, paths, about, lambda name: _shown(bar, name)):
            if one.refusal:
                refused += 1
                say(one.refusal)
            else:
                _printed.print(f"{one.change} : {one.name}", soft_wrap=True)
    try:
        await encode_texts(wiring.engine, wiring.encoder)
    except NoMeaning:
        say(_NOT_ENCODED)
    return refused


def _shown(bar: Bar, name: str) -> "Progress":
    task = bar.add_task(name, total=None)

    def show(done: int, of: int) -> None:
        bar.update(task, completed=done, total=of, visible=done < of)

    return show


async def _list_texts(library: "Library") -> None:
    table = Table()
    for heading in ("Texte", "Titre", "Référence", "En vigueur", "Importé", "État"):
        table.add_column(heading, overflow="fold")
    for row in await library.listed():
        about = row["about"]
        days = f"{about['valid_from'] or '…'} → {about['valid_until'] or '…'}"
        state = "en usage" if row["replaced_at"] is None else "remplacé"
        table.add_row(
            row["key"], about["title"], about["reference"], days, f"{row['imported_at']:%F}", state
        )
    _printed.print(table)


def _with_library(action: Callable[["Library"], Awaitable[T]]) -> T:
    from knowledge.library.text_library import Library

    return _with_texts(lambda wiring: action(Library(wiring.engine, by=COMMAND)))


def _with_texts(action: Callable[["Wiring"], Awaitable[T]]) -> T:
    """Do something with the store, once it is sure that the models are those that count."""

    async def act(wiring: "Wiring") -> T:
        await wiring.check_models()
        return await action(wiring)

    return with_store(read_settings(), act)
