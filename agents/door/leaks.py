"""What in `models.yaml` could send a ticket's words elsewhere is refused before anything starts."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from agents.door.routes import EMBEDDED, Deployment, Routes

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


def check_nothing_listens(raw: Any) -> None:  # noqa: ANN401 - a YAML tree
    """Refuse whatever would show questions or answers to a third. Raises `WrongModels`."""
    for key in _keys(raw):
        if "callback" in key:
            raise WrongModels(
                f"models.yaml : « {key} » enverrait le texte des tickets ailleurs ; retirez-le.",
            )
    if not isinstance(raw, dict):
        return
    for section, safe in _SAFE_SETTINGS.items():
        settings = raw.get(section)
        for key in settings if isinstance(settings, dict) else ():
            if key not in safe:
                raise WrongModels(
                    f"models.yaml : « {section}.{key} » n'est pas permis, il pourrait garder ou "
                    "envoyer le texte des tickets ; retirez-le.",
                )


def check_sensitive(routes: Routes) -> None:
    """Refuse any way from a sensitive ticket to a machine elsewhere. Raises `WrongModels`."""
    _check_no_hidden_fallback(routes)
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


def _check_no_hidden_fallback(routes: Routes) -> None:
    for deployment in routes.model_list:
        for key in _keys(deployment.litellm_params):
            if "fallbacks" in key:
                raise WrongModels(
                    f"models.yaml : « {key} » n'est pas permis dans litellm_params de "
                    f"« {deployment.model_name} » ; un repli s'écrit dans router_settings.",
                )


def _check_group_is_local(routes: Routes, role: str, group: str) -> None:
    told = f"models.yaml : les tickets sensibles du rôle « {role} » iraient au groupe « {group} »,"
    for deployment in routes.deployments(group):
        if not deployment.local:
            raise WrongModels(
                f"{told} dont un modèle n'est pas local (model_info.local: true et "
                "api_base) ; aucun ticket sensible ne doit quitter vos machines.",
            )
        if not is_own(deployment, routes.local_hosts):
            raise WrongModels(
                f"{told} dont l'adresse api_base n'est pas de votre réseau ; corrigez-la, ou "
                "citez son hôte dans local_hosts si cette machine est bien la vôtre.",
            )
        if _OLLAMA_CLOUD.search(deployment.model.lower()):
            # Ollama runs these on its own servers, behind the same address, OpenAI's way too.
            raise WrongModels(
                f"{told} dont le modèle « {deployment.model} » s'exécute chez Ollama ; "
                "choisissez un modèle qui s'exécute chez vous.",
            )
        for key in sorted(deployment.litellm_params.keys() - _SAFE_PARAMETERS):
            raise WrongModels(
                f"{told} dont le réglage litellm_params « {key} » n'est pas permis ; retirez-le.",
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
