"""The command line."""

import os

import typer

from cli.ask_command import ask
from cli.audit_commands import audit
from cli.connector_commands import connectors
from cli.evaluation.evaluate_commands import evaluate
from cli.letter_commands import letters
from cli.model_commands import models
from cli.oidc_commands import oidc
from cli.person_commands import person, purge
from cli.process_commands import declare, demo, demo_reset, page, up, worker
from cli.statute_commands import statute
from cli.text_commands import import_texts, texts
from cli.train_command import train
from cli.try_command import try_tickets
from cli.user_commands import user

app = typer.Typer(
    help="Guichet RH : du ticket à la réponse approuvée.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(user, name="user")
app.add_typer(audit, name="audit")
app.add_typer(oidc, name="oidc")
app.add_typer(connectors, name="connectors")
app.add_typer(letters, name="letters")
app.add_typer(evaluate, name="evaluate")
app.add_typer(models, name="models")
app.add_typer(statute, name="statute")
app.add_typer(texts, name="texts")
app.add_typer(person, name="person")
app.command("import")(import_texts)
app.command("ask")(ask)
app.command("purge")(purge)
app.command("train")(train)

for command in (up, demo, declare, worker, page):
    app.command()(command)
app.command("demo-reset")(demo_reset)
app.command("try")(try_tickets)


@app.callback()
def main() -> None:
    """Guichet RH : du ticket à la réponse approuvée."""
    # What we write holds tickets: nobody else on the machine reads it.
    os.umask(0o077)


if __name__ == "__main__":
    app()
