"""`guichet models`: each model of `models.yaml` tried; a candidate is judged before it counts."""

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from agents.gateway.model_answer import Failure
from agents.gateway.model_trial import Ability, Sample, Trial, try_deployment
from agents.gateway.routes_file import WrongModels, read_routes
from app.settings.sections import WrongSetting
from cli.terminal import console, read_settings, run, say, stop, with_store
from connectors.safe_text import clean

if TYPE_CHECKING:
    from app.settings.town_settings import Settings
    from app.wiring import Wiring
    from cases.audit.activations import ActiveModels
    from cli.evaluation.scores import Ran
    from cli.evaluation.ticket_sets import TicketSet

models = typer.Typer(help="Les modèles de langue.", no_args_is_help=True)

ADVICE = {
    Failure.REFUSED: "La clé ou les droits sont refusés : vérifier la variable d’environnement de "
    "la clé, et que le compte a accès à ce modèle.",
    Failure.UNKNOWN: "Le modèle ou l’adresse est inconnu du serveur : vérifier « model » et "
    "« api_base » dans models.yaml (souvent il y manque ou il y a en trop « /v1 »).",
    Failure.UNREACHABLE: "Le serveur est injoignable ou coupe la connexion : vérifier "
    "« api_base », qu’il est démarré, et le pare-feu.",
    Failure.SILENT: "Pas de réponse dans le temps imparti : vérifier la charge du serveur, ou "
    "augmenter timeout_seconds.",
    Failure.ENDLESS: "La réponse ne finit pas : ce modèle ne suit pas le format demandé ; en "
    "choisir un autre.",
    Failure.BUSY: "Le serveur dit recevoir trop de demandes : attendre, ou relever le quota du "
    "compte.",
    Failure.REJECTED: "Le serveur refuse la demande : essayer sans supports_response_schema, et "
    "vérifier api_version et les réglages de litellm_params.",
    Failure.SHAPE: "La réponse ne suit pas le format JSON demandé : aucun rôle ne pourra s’en "
    "servir ; régler supports_response_schema selon le modèle, ou en choisir un autre.",
    Failure.BROKEN: "Le serveur est en erreur : voir ses journaux.",
}
"""What to do about each failure."""


@models.callback()
def main() -> None:
    """Les modèles de langue."""


@models.command("check")
def check() -> None:
    """Essayer chaque modèle sur une demande inventée : délai, JSON, justesse, coût, données."""
    try:
        routes = read_routes(read_settings().model_files.in_use(), os.environ)
    except (WrongSetting, WrongModels) as error:
        stop(str(error))
    if not routes.model_list:
        say("Aucun modèle dans models.yaml : tout est embarqué, rien ne sort.")

    asked = samples()

    async def try_each() -> bool:
        good = True
        for number in range(len(routes.model_list)):
            trial = await try_deployment(routes, number, asked)
            console.print(format_trial(trial), soft_wrap=True)
            good = good and trial.failure is None and not _misses(trial)
        return good

    if not run(try_each()):
        raise typer.Exit(1)


_INVENTED = "Bonjour, je travaille 4 jours par semaine. Combien de jours de congés par an ?"
_ITS_LETTER = (
    "Le droit est de 20 jours ouvrés de congés annuels pour une année complète de service."
)
_ITS_CATEGORIES = {"conges": "Congés annuels, CET", "teletravail": "Télétravail", "autre": "Divers"}
_ITS_RULE, _OTHER_RULES = "CA-01", ("CET-02", "CA-02", "TEL-01")
_ITS_FACT, _OTHER_FACTS = "jours_par_semaine", ("statut", "date_d_arrivee")


def samples() -> tuple[Sample, ...]:
    """Make what each role that writes is asked of an invented ticket, and what is right."""
    from agents.checker.reader import SaidFacts
    from agents.checker.reader import system_prompt as prompt_of_reader
    from agents.classifier.model_choice import SaidChoice
    from agents.classifier.model_choice import system_prompt as prompt_of_choice
    from agents.drafter.state import ASKED, EXACT, ModelLetter
    from agents.drafter.state import system_prompt as prompt_of_drafter
    from statute.book import Book

    book, on = Book.of(), date(2026, 11, 24)
    named = (book.version(name, on) for name in (_ITS_RULE, *_OTHER_RULES))
    choosing = prompt_of_choice(_ITS_CATEGORIES, [rule for rule in named if rule is not None])
    reading = prompt_of_reader(on, (_ITS_FACT, *_OTHER_FACTS))
    letter = f"{ASKED}\n{_INVENTED}\n\n{EXACT}\n{_ITS_LETTER}"
    return (
        Sample(
            "classifier",
            choosing,
            _INVENTED,
            SaidChoice,
            lambda said: [one.rules[:1] for one in said.questions] == [[_ITS_RULE]],
        ),
        Sample(
            "reader",
            reading,
            _INVENTED,
            SaidFacts,
            lambda said: [(f.fact, f.value.strip()) for f in said.facts] == [(_ITS_FACT, "4")],
        ),
        Sample("drafter", prompt_of_drafter(), letter, ModelLetter, lambda said: "20" in said.body),
    )


def format_trial(trial: Trial) -> Text:
    """Write one trial as the terminal shows it."""
    used = trial.deployment
    misses = _misses(trial)
    mark = ("NON ", "bold red") if trial.failure or misses else ("bon ", "green")
    parts = [f"{used.model_name} ({used.model})", f"{trial.seconds:.1f} s".replace(".", ",")]
    parts.append(_ability(trial))
    if trial.host:
        where = f"{trial.host} ({'vos machines' if trial.own else 'hors de chez vous'})"
    else:
        where = f"l’adresse du fournisseur {used.model.partition('/')[0]} (hors de chez vous)"
    served = (
        f"{role} : {done}" if (done := trial.abilities.get(role)) else role for role in trial.roles
    )
    roles = f"sert à {', '.join(served)}" if trial.roles else "ne sert à aucun rôle"
    parts += [_cost(trial), f"données vers {where}", roles]
    advice = f" – {ADVICE.get(trial.failure, str(trial.failure))}" if trial.failure else ""
    if misses:
        advice = f" – Laissez embarqué : {', '.join(misses)} (à la demande d’essai, la réponse est "
        advice += "fausse ou hors du format), ou prenez un autre modèle."
    return Text.assemble(mark, " ".join(clean(" · ".join(parts)).split()), advice)


def _misses(trial: Trial) -> list[str]:
    """List the roles whose sample it did not do right."""
    return [role for role, done in trial.abilities.items() if done is not Ability.RIGHT]


def _ability(trial: Trial) -> str:
    if trial.call is None:
        return "sans réponse"
    if trial.deployment.embeds:
        return "vecteurs faux" if trial.failure else "vecteurs justes"
    native = trial.deployment.model_info.get("supports_response_schema") is True
    how = "schéma transmis" if native else "schéma dans la consigne"
    return f"JSON {'non' if trial.failure else 'oui'} ({how})"


def _cost(trial: Trial) -> str:
    call = trial.call
    if call is None:
        return "coût inconnu"
    euros = "coût inconnu" if call.cost_eur is None else f"{call.cost_eur:.6f} €"
    grams = "CO₂ inconnu" if call.gco2e is None else f"{call.gco2e:.4f} g CO₂e"
    return f"{euros}, {grams}".replace(".", ",")


_printed = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 160)


@models.command("activate")
def models_activate(
    route: Annotated[str, typer.Argument(help="Le fichier candidat, ou « embedded ».")],
    sets: Annotated[
        list[str] | None, typer.Option("--set", help="Un jeu de tickets ; sinon gate.sets.")
    ] = None,
    on: Annotated[str, typer.Option(help="Jour des tickets sans date, AAAA-MM-JJ.")] = "",
    report: Annotated[Path | None, typer.Option(help="Fichier HTML à écrire.")] = None,
) -> None:
    """Activer un fichier de modèles, s'il passe les jeux de tickets dans les marges."""
    from app.model_files import sha256_of_bytes
    from cases.audit.activations import ActivationConflict, read_active_models
    from cli.evaluation.comparison import comparison_of
    from cli.evaluation.gate import activate, judge, read_candidate
    from cli.evaluation.html_report import write_report

    settings = read_settings()
    tickets = _tickets(sets or [str(path) for path in settings.gate.sets], on)
    try:
        content = read_candidate(route)
    except OSError as error:
        stop(f"{route} ne peut être lu : {error.strerror}.")

    async def standing(wiring: "Wiring") -> "ActiveModels":
        # What counts, once it is sure that it is what the candidate will be held against.
        await wiring.check_models()
        return await read_active_models(wiring.engine)

    seen = with_store(settings, standing)
    if seen.active and seen.active.sha256 == sha256_of_bytes(content):
        stop(f"{route} est déjà actif.")
    ran = _run_both(settings, route, content, tickets)
    _printed.print(comparison_of(*ran))
    if report is not None:
        write_report(report, tickets, ran)
    verdict = judge(settings.gate, *ran)
    if not verdict.passed:
        stop(
            "Refusé, rien n’a changé :\n" + "\n".join(f"- {reason}." for reason in verdict.reasons)
        )
    try:
        with_store(
            settings,
            lambda wiring: activate(settings, wiring.engine, seen, route, content, tickets, ran),
        )
    except ActivationConflict:
        stop(_MEANWHILE)
    except OSError as error:
        stop(f"{error.filename} ne peut être écrit : {error.strerror}.")
    say(f"« {route} » est actif : page et travailleurs le prennent au ticket suivant.")


@models.command("rollback")
def models_rollback() -> None:
    """Revenir au fichier de modèles qui était actif avant."""
    from cases.audit.activations import ActivationConflict
    from cli.evaluation.gate import roll_back

    settings = read_settings()
    try:
        name = with_store(settings, lambda wiring: roll_back(settings, wiring.engine))
    except ActivationConflict:
        stop(_MEANWHILE)
    say(f"De nouveau actif : {name}. Page et travailleurs le prennent au ticket suivant.")


@models.command("compare")
def models_compare(
    route: Annotated[
        Path | None, typer.Argument(help="Le fichier à l’essai ; sinon shadow_models.")
    ] = None,
) -> None:
    """Rapprocher un modèle à l’essai des modèles actifs et des lettres envoyées."""
    from statistics import median

    from app.model_files import sha256_of_bytes
    from cli.evaluation.comparison import comparison_of
    from cli.evaluation.route_runs import MEASURES, read_both, same_outcome

    settings = read_settings()
    path = route or settings.shadow_models
    if path is None:
        stop("Aucun modèle n'est à l'essai : nommez son fichier, ou le réglage shadow_models.")
    try:
        sha256 = sha256_of_bytes(path.read_bytes())
    except OSError as error:
        stop(f"{path} ne peut être lu : {error.strerror}.")
    *sides, whole = with_store(settings, lambda wiring: read_both(wiring.engine, sha256))
    active, shadow = sides
    if not shadow.scores:
        stop(
            f"{whole} brouillon(s) à l'essai, aucun dont la lettre soit partie : revenez plus tard."
        )
    _printed.print(comparison_of(active, shadow, MEASURES))
    _printed.print(
        f"{len(shadow.scores)} lettres parties, sur {whole} brouillons à l'essai ; même issue : "
        f"{same_outcome((active, shadow))} ; {median(s.seconds for s in shadow.scores):.1f} s par "
        "ticket (médiane) pour le modèle à l'essai."
    )


@models.command("serve-by-hand")
def serve_by_hand(
    folder: Annotated[Path, typer.Argument(help="Où poser les questions et lire les réponses.")],
    port: Annotated[int, typer.Option(help="Port de la boucle locale.")] = 8765,
) -> None:
    """Jouer soi-même le modèle : chaque question est un fichier, la réponse un fichier à côté."""
    from app.processes.hand_served_model import serve_by_hand as serve

    say(
        f"Les questions arrivent dans {folder} (001-….demande.md) ; écrivez chaque réponse, un "
        "objet JSON, dans le fichier de même nom en .reponse.json. Routes : "
        "deploy/models/a-la-main.yaml. Ctrl+C pour arrêter."
    )
    try:
        serve(folder, port)
    except OSError as error:
        stop(f"{folder} ne peut servir : {error.strerror}. Donnez un dossier où écrire.")


_MEANWHILE = "Les modèles actifs ont changé entre-temps : rien n'est fait, recommencez."


def _tickets(sources: Sequence[str], on: str) -> "TicketSet":
    from cli.evaluation.ticket_sets import read_sets
    from cli.evaluation.ticket_trial import UnreadableInput
    from cli.statute_commands import NotADay, a_day

    if not sources:
        stop("Il manque un jeu de tickets : donnez --set FICHIER, ou le réglage gate.sets.")
    try:
        tickets = read_sets(sources, a_day(on))
    except (NotADay, UnreadableInput) as error:
        stop(str(error))
    if tickets.refused:
        stop("\n".join(tickets.refused))
    return tickets


def _run_both(
    settings: "Settings", route: str, content: bytes, tickets: "TicketSet"
) -> "tuple[Ran, Ran]":
    """Run the active routes and a copy of the candidate: what is judged is what will count."""
    from dataclasses import replace
    from tempfile import TemporaryDirectory

    from cli.evaluation.route_runs import evaluate_routes

    with TemporaryDirectory() as folder:
        copy = Path(folder) / "candidat.yaml"
        copy.write_bytes(content)
        before, after = evaluate_routes(settings, tickets, ["", str(copy)])
    return before, replace(after, name=route)
