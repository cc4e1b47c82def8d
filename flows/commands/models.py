"""The models of `models.yaml`, each tried: `guichet models`."""

import asyncio
import os

import typer
from rich.console import Console
from rich.text import Text

from agents.door.failure import Failure
from agents.door.leaks import WrongModels
from agents.door.reading import read_routes
from agents.door.trial import Trial, try_one
from connectors.safe_text import clean
from flows.models_in_use import file_in_use
from flows.settings import WrongSetting, load_settings

models = typer.Typer(help="Les modèles de langue.", no_args_is_help=True)
console = Console(stderr=True, highlight=False, soft_wrap=True)

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
    """Appeler chaque modèle avec une phrase anodine : délai, JSON, coût, où vont les données."""
    try:
        routes = read_routes(file_in_use(load_settings()), os.environ)
    except (WrongSetting, WrongModels) as error:
        console.print(str(error), markup=False)
        raise typer.Exit(1) from None
    if not routes.model_list:
        console.print("Aucun modèle dans models.yaml : tout est embarqué, rien ne sort.")

    async def try_each() -> bool:
        good = True
        for number in range(len(routes.model_list)):
            trial = await try_one(routes, number)
            console.print(shown(trial))
            good = good and trial.failure is None
        return good

    if not asyncio.run(try_each()):
        raise typer.Exit(1)


def shown(trial: Trial) -> Text:
    """Write one trial as the terminal shows it."""
    used = trial.deployment
    mark = ("NON ", "bold red") if trial.failure else ("bon ", "green")
    parts = [f"{used.model_name} ({used.model})", f"{trial.seconds:.1f} s".replace(".", ",")]
    parts.append(_ability(trial))
    parts += [_cost(trial), f"données vers {_where(trial)}", _asked_by(trial)]
    advice = f" – {ADVICE.get(trial.failure, str(trial.failure))}" if trial.failure else ""
    return Text.assemble(mark, " ".join(clean(" · ".join(parts)).split()), advice)


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


def _where(trial: Trial) -> str:
    if not trial.host:
        provider = trial.deployment.model.partition("/")[0]
        return f"l’adresse du fournisseur {provider} (hors de chez vous)"
    return f"{trial.host} ({'vos machines' if trial.own else 'hors de chez vous'})"


def _asked_by(trial: Trial) -> str:
    return f"sert à {', '.join(trial.roles)}" if trial.roles else "ne sert à aucun rôle"
