"""Reads `models.yaml`; refuses one that is not whole, or that could send tickets elsewhere."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeGuard
from urllib.parse import urlsplit

import yaml
from pydantic import ValidationError

from agents.gateway.model_routes import (
    EMBEDDED,
    EMBEDDINGS,
    RATES,
    ROLES,
    Deployment,
    Embedding,
    Routes,
    rate_keys,
)

_MOST_DIMENSIONS = 8192
_DEAREST = 1e6
_FROM_ENVIRONMENT = re.compile(r"^os\.environ/(\w+)$")
# A parameter that is not here could send the text elsewhere: fallbacks, callbacks, proxies.
_SAFE_PARAMETERS = frozenset(
    {"model", "api_base", "api_key", "api_version", "timeout", "stream_timeout", "max_tokens"}
    | {"dimensions"}
    | {"max_completion_tokens", "temperature", "top_p", "seed", "stop", "presence_penalty"}
    | {"frequency_penalty", "max_retries", "num_retries", "rpm", "tpm", "weight", "order"}
)
# Read by a LiteLLM Proxy alone; the others may keep, cache or report what passes.
_SAFE_SETTINGS = {
    "litellm_settings": frozenset({"drop_params", "num_retries", "request_timeout", "telemetry"}),
    "general_settings": frozenset({"master_key"}),
}
_OWN_NAME = re.compile(r"[a-z][a-z0-9_-]*|.+\.(?:local|internal|lan)|.+\.localhost")
_OLLAMA_CLOUD = re.compile(r"[:-]cloud\s*$")


class WrongModels(ValueError):
    """`models.yaml` cannot be used; the message is one French sentence that says what to change."""


def read_routes(path: Path, environment: Mapping[str, str]) -> Routes:
    """Read and check `models.yaml`. Raises `WrongModels` rather than start on a doubt."""
    try:
        tree = yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {}
    except OSError:
        raise WrongModels(f"{path} est illisible : vérifiez qu'il existe et ses droits.") from None
    except UnicodeDecodeError:
        raise WrongModels(f"{path} n'est pas en UTF-8 : enregistrez-le en UTF-8.") from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise WrongModels(f"{path} n'est pas du YAML valide : vérifiez l'indentation.") from None
    tree = _with_environment(tree, environment)
    _check_no_listener(tree)
    try:
        routes = Routes.model_validate(tree)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"]) or "le fichier"
        wrong = f"la clé « {key} » n'est pas comprise."
        if first["loc"][:1] == ("router_settings",) and first["type"] == "extra_forbidden":
            wrong = f"le réglage « {key} » n'est pas permis, il pourrait envoyer du texte ailleurs."
        raise WrongModels(f"{path} : {wrong}") from None
    _check_groups(routes)
    _check_sensitive(routes)
    _check_embeddings(routes)
    _check_rates(routes)
    _check_budgets(routes)
    return routes


def is_own(deployment: Deployment, local_hosts: Iterable[str]) -> bool:
    """Tell whether an address is loopback, private, named inside the site, or listed."""
    host = host_of(deployment)
    if host in {listed.lower() for listed in local_hosts}:
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        # A name of digits alone would be read as an address: 134744072 is 8.8.8.8.
        return _OWN_NAME.fullmatch(host) is not None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_private


def host_of(deployment: Deployment) -> str:
    """Name the machine of a deployment's `api_base`; empty where there is none to read."""
    try:
        return urlsplit(str(deployment.litellm_params.get("api_base"))).hostname or ""
    except ValueError:
        return ""


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


def _check_no_listener(tree: Any) -> None:  # noqa: ANN401 - a YAML tree
    """Refuse whatever would show questions or answers to a third."""
    for key in _keys(tree):
        if "callback" in key:
            raise WrongModels(
                f"models.yaml : « {key} » enverrait le texte des tickets ailleurs ; retirez-le.",
            )
    if not isinstance(tree, dict):
        return
    for section, safe in _SAFE_SETTINGS.items():
        settings = tree.get(section)
        for key in settings if isinstance(settings, dict) else ():
            if key not in safe:
                raise WrongModels(
                    f"models.yaml : « {section}.{key} » n'est pas permis, il pourrait garder ou "
                    "envoyer le texte des tickets ; retirez-le.",
                )


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


def _check_sensitive(routes: Routes) -> None:
    """Refuse any way from a sensitive ticket to a machine elsewhere."""
    for deployment in routes.model_list:
        for key in _keys(deployment.litellm_params):
            if "fallbacks" in key:
                raise WrongModels(
                    f"models.yaml : « {key} » n'est pas permis dans litellm_params de "
                    f"« {deployment.model_name} » ; un repli s'écrit dans router_settings.",
                )
    for role, group in routes.sensitive.items():
        if group == EMBEDDED:
            continue
        _check_group_is_local(routes, role, group)
        for target in routes.router_settings.reachable(group):
            if not all(
                d.local and is_own(d, routes.local_hosts) for d in routes.deployments(target)
            ):
                raise WrongModels(
                    f"models.yaml : le groupe sensible « {group} » a un repli vers « {target} », "
                    "qui n'est pas local ; retirez ce repli.",
                )
            _check_group_is_local(routes, role, target)


def _check_group_is_local(routes: Routes, role: str, group: str) -> None:
    start = f"models.yaml : les tickets sensibles du rôle « {role} » iraient au groupe « {group} »,"
    for deployment in routes.deployments(group):
        if not deployment.local:
            raise WrongModels(
                f"{start} dont un modèle n'est pas local (model_info.local: true et "
                "api_base) ; aucun ticket sensible ne doit quitter vos machines.",
            )
        if not is_own(deployment, routes.local_hosts):
            raise WrongModels(
                f"{start} dont l'adresse api_base n'est pas de votre réseau ; corrigez-la, ou "
                "citez son hôte dans local_hosts si cette machine est bien la vôtre.",
            )
        if _OLLAMA_CLOUD.search(deployment.model.lower()):
            # Ollama runs these on its own servers, behind the same address, OpenAI's way too.
            raise WrongModels(
                f"{start} dont le modèle « {deployment.model} » s'exécute chez Ollama ; "
                "choisissez un modèle qui s'exécute chez vous.",
            )
        for key in sorted(deployment.litellm_params.keys() - _SAFE_PARAMETERS):
            raise WrongModels(
                f"{start} dont le réglage litellm_params « {key} » n'est pas permis ; retirez-le.",
            )


def _check_embeddings(routes: Routes) -> None:
    """Refuse two models for one text: their vectors cannot be compared."""
    for table in (routes.roles, routes.sensitive):
        group = table.get(EMBEDDINGS, EMBEDDED)
        models = set()
        for deployment in routes.deployments(group):
            info = deployment.model_info
            dimensions, tokens = info.get("output_vector_size"), info.get("max_input_tokens", 1)
            if not _is_count(dimensions, _MOST_DIMENSIONS) or not _is_count(tokens):
                raise WrongModels(
                    f"models.yaml : le modèle d'embeddings « {deployment.model_name} » doit dire, "
                    "sous model_info, la taille de ses vecteurs (output_vector_size, par exemple "
                    "1024) et, s'il lit plus ou moins de 512 jetons, max_input_tokens.",
                )
            models.add(Embedding.of(deployment).name)
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


def _is_count(value: object, most: int = 1_000_000) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= most


def _check_rates(routes: Routes) -> None:
    """Refuse a rate that cannot be added up: one that is not a number would hide all spending."""
    for deployment in routes.model_list:
        for key, rate in deployment.model_info.items():
            is_number = isinstance(rate, int | float) and not isinstance(rate, bool)
            if key in RATES and not (is_number and 0 <= rate < _DEAREST):
                raise WrongModels(
                    f"models.yaml : « {key} » de « {deployment.model_name} » doit être un nombre, "
                    "zéro ou plus, écrit avec un point (0.0000004).",
                )


def _check_budgets(routes: Routes) -> None:
    """Refuse a budget in euros that could not be counted: nobody would be told when it is spent."""
    budgets = routes.budgets
    if budgets.per_ticket.cost_eur is None and budgets.per_day.cost_eur is None:
        return
    reachable = routes.reachable_groups()
    for deployment in routes.model_list:
        priced = deployment.model_info.keys() >= set(rate_keys("cost_eur"))
        if deployment.model_name in reachable and not (priced or deployment.local):
            raise WrongModels(
                "models.yaml : un budget en euros demande le prix de chaque modèle ; ajoutez "
                "cost_eur_per_input_token et cost_eur_per_output_token au model_info de "
                f"« {deployment.model_name} ».",
            )


def _keys(tree: object) -> Iterator[str]:
    """Go through the keys of a YAML tree, at every depth."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield str(key).lower()
            yield from _keys(value)
    elif isinstance(tree, list):
        for item in tree:
            yield from _keys(item)
