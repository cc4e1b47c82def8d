"""Reads `models.yaml` and refuses a file that is not whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeGuard

import yaml
from pydantic import ValidationError

from agents.door.leaks import WrongModels, check_nothing_listens, check_sensitive
from agents.door.routes import (
    EMBEDDED,
    EMBEDDINGS,
    RATES,
    ROLES,
    Deployment,
    Embedding,
    Routes,
    rates_of,
)

_MOST_DIMENSIONS = 8192
_DEAREST = 1e6
_FROM_ENVIRONMENT = re.compile(r"^os\.environ/(\w+)$")

__all__ = ["WrongModels", "read_routes"]


def read_routes(path: Path, environment: Mapping[str, str]) -> Routes:
    """Read and check `models.yaml`. Raises `WrongModels` rather than start on a doubt."""
    raw = _with_environment(_loaded(path), environment)
    check_nothing_listens(raw)
    try:
        routes = Routes.model_validate(raw)
    except ValidationError as error:
        raise WrongModels(f"{path} : {_told(error)}") from None
    _check_groups(routes)
    check_sensitive(routes)
    _check_embeddings(routes)
    _check_rates(routes)
    _check_costs(routes)
    return routes


def _told(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    key = ".".join(str(part) for part in first["loc"]) or "le fichier"
    if first["loc"][:1] == ("router_settings",) and first["type"] == "extra_forbidden":
        return f"le réglage « {key} » n'est pas permis, il pourrait envoyer du texte ailleurs."
    return f"la clé « {key} » n'est pas comprise."


def _loaded(path: Path) -> Any:  # noqa: ANN401 - a YAML tree
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {}
    except OSError:
        raise WrongModels(f"{path} est illisible : vérifiez qu'il existe et ses droits.") from None
    except UnicodeDecodeError:
        raise WrongModels(f"{path} n'est pas en UTF-8 : enregistrez-le en UTF-8.") from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise WrongModels(f"{path} n'est pas du YAML valide : vérifiez l'indentation.") from None


def _with_environment(value: Any, environment: Mapping[str, str]) -> Any:  # noqa: ANN401 - a YAML tree
    if isinstance(value, dict):
        return {key: _with_environment(item, environment) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_environment(item, environment) for item in value]
    named = _FROM_ENVIRONMENT.match(value) if isinstance(value, str) else None
    if named is None:
        return value
    if named[1] not in environment:
        raise WrongModels(f"La variable d'environnement {named[1]}, citée par models.yaml, manque.")
    return environment[named[1]]


def _check_groups(routes: Routes) -> None:
    for table in (routes.roles, routes.sensitive):
        for role, group in table.items():
            if role not in ROLES:
                raise WrongModels(f"models.yaml : le rôle « {role} » n'existe pas.")
            if group != EMBEDDED and not routes.deployments(group):
                raise WrongModels(
                    f"models.yaml : le rôle « {role} » demande le groupe « {group} », "
                    "absent de model_list.",
                )
            for target in routes.router_settings.reachable(group):
                if not routes.deployments(target):
                    raise WrongModels(
                        f"models.yaml : le repli de « {group} » nomme le groupe « {target} », "
                        "absent de model_list.",
                    )


def _check_embeddings(routes: Routes) -> None:
    """Refuse two models for one text: their vectors cannot be compared."""
    for table in (routes.roles, routes.sensitive):
        group = table.get(EMBEDDINGS, EMBEDDED)
        models = {_embedding_of(deployment).name for deployment in routes.deployments(group)}
        if group != EMBEDDED and len(models) > 1:
            raise WrongModels(
                f"models.yaml : le groupe « {group} » sert les embeddings avec plusieurs modèles ; "
                "n'en gardez qu'un, leurs vecteurs ne se comparent pas.",
            )
    ordinary, own = (routes.embedding(sensitive=sensitive) for sensitive in (False, True))
    if own is not None and (ordinary is None or own.name != ordinary.name):
        raise WrongModels(
            "models.yaml : sous « sensitive », le rôle « embeddings » doit être « embedded » ou "
            "un groupe du même modèle que sous « roles ».",
        )


def _embedding_of(deployment: Deployment) -> Embedding:
    info = deployment.model_info
    dimensions, tokens = info.get("output_vector_size"), info.get("max_input_tokens", 1)
    if not _is_count(dimensions, _MOST_DIMENSIONS) or not _is_count(tokens):
        raise WrongModels(
            f"models.yaml : le modèle d'embeddings « {deployment.model_name} » doit dire, sous "
            "model_info, la taille de ses vecteurs (output_vector_size, par exemple 1024) et, s'il "
            "lit plus ou moins de 512 jetons, max_input_tokens.",
        )
    return Embedding.of(deployment)


def _is_count(value: object, most: int = 1_000_000) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= most


def _check_rates(routes: Routes) -> None:
    """Refuse a rate that cannot be added up: one that is not a number would hide all spending."""
    for deployment in routes.model_list:
        for key, rate in deployment.model_info.items():
            if key in RATES and not _is_rate(rate):
                raise WrongModels(
                    f"models.yaml : « {key} » de « {deployment.model_name} » doit être un nombre, "
                    "zéro ou plus, écrit avec un point (0.0000004).",
                )


def _is_rate(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return 0 <= value < _DEAREST


def _check_costs(routes: Routes) -> None:
    """Refuse a budget in euros that could not be counted: nobody would be told when it is spent."""
    budgets = routes.budgets
    if budgets.per_ticket.cost_eur is None and budgets.per_day.cost_eur is None:
        return
    reached = routes.reached()
    for deployment in routes.model_list:
        priced = deployment.model_info.keys() >= set(rates_of("cost_eur"))
        if deployment.model_name in reached and not (priced or deployment.local):
            raise WrongModels(
                "models.yaml : un budget en euros demande le prix de chaque modèle ; ajoutez "
                "cost_eur_per_input_token et cost_eur_per_output_token au model_info de "
                f"« {deployment.model_name} ».",
            )
