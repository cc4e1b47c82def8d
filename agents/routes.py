"""`models.yaml`: LiteLLM's own Proxy format, plus which role goes to which model group."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

EMBEDDED = "embedded"
EMBEDDINGS = "embeddings"
ROLES = ("classifier", "reader", "drafter", EMBEDDINGS)
_TOKENS = 512
"""What an embedding model reads of a text, where its `max_input_tokens` is not said."""
_CHARACTERS_A_TOKEN = 3
_MOST_DIMENSIONS = 8192
# A parameter that is not here could send the text elsewhere: fallbacks, callbacks, proxies.
_SAFE_PARAMETERS = frozenset(
    {"model", "api_base", "api_key", "api_version", "timeout", "stream_timeout", "max_tokens"}
    | {"dimensions"}
    | {"max_completion_tokens", "temperature", "top_p", "seed", "stop", "presence_penalty"}
    | {"frequency_penalty", "max_retries", "num_retries", "rpm", "tpm", "weight", "order"}
)
_OWN_NAME = re.compile(r"[a-z][a-z0-9_-]*|.+\.(?:local|internal|lan)|.+\.localhost")
_FROM_ENVIRONMENT = re.compile(r"^os\.environ/(\w+)$")


class WrongModels(ValueError):
    """`models.yaml` cannot be used; the message is one French sentence that says what to change."""


class Deployment(BaseModel):
    """One line of `model_list`, as LiteLLM reads it."""

    model_config = ConfigDict(extra="allow")

    model_name: str
    litellm_params: dict[str, Any]
    model_info: dict[str, Any] = Field(default_factory=dict)

    @property
    def local(self) -> bool:
        """Whether the model runs on the site's own machines, and at an address that is named."""
        return self.model_info.get("local") is True and bool(self.litellm_params.get("api_base"))


@dataclass(frozen=True, slots=True)
class Embedding:
    """What stands behind a group of embedding models: one model, wherever it runs."""

    model: str
    dimensions: int
    characters: int
    """How much of a text it reads."""

    @property
    def name(self) -> str:
        """What its vectors are kept under."""
        return f"{self.model} ({self.dimensions})"


class _Alias(BaseModel):
    model: str


class _Fallbacks(BaseModel):
    """The settings of LiteLLM's router that lead from one group to another."""

    default_fallbacks: list[str] | None = None
    fallbacks: list[dict[str, list[str]]] | None = None
    context_window_fallbacks: list[dict[str, list[str]]] | None = None
    content_policy_fallbacks: list[dict[str, list[str]]] | None = None
    model_group_alias: dict[str, str | _Alias] | None = None

    def reachable(self, group: str) -> Iterator[str]:
        """List the groups where a question to this one may end."""
        yield from self.default_fallbacks or []
        for rules in (
            self.fallbacks,
            self.context_window_fallbacks,
            self.content_policy_fallbacks,
        ):
            for rule in rules or []:
                yield from (*rule.get(group, []), *rule.get("*", []))
        alias = (self.model_group_alias or {}).get(group)
        if alias is not None:
            yield alias.model if isinstance(alias, _Alias) else alias


class Routes(BaseModel):
    """The whole file. `roles` and `sensitive` name a model group, or `embedded` for no model.

    `local_hosts` are machines of the site whose address does not show it.
    """

    model_config = ConfigDict(extra="forbid")

    roles: dict[str, str] = Field(default_factory=dict)
    sensitive: dict[str, str] = Field(default_factory=dict)
    local_hosts: list[str] = Field(default_factory=list)
    timeout_seconds: float = Field(default=30.0, gt=0, le=300)
    max_answer_tokens: int = Field(default=1200, gt=0, le=8000)
    model_list: list[Deployment] = Field(default_factory=list)
    router_settings: dict[str, Any] = Field(default_factory=dict)
    litellm_settings: dict[str, Any] = Field(default_factory=dict)

    def group(self, role: str, *, sensitive: bool) -> str:
        """Name the model group of a role; `embedded` when no model serves it."""
        return (self.sensitive if sensitive else self.roles).get(role, EMBEDDED)

    def embedding(self, *, sensitive: bool) -> Embedding | None:
        """Describe the embedding model of the route; None where the embedded one serves."""
        group = self.group(EMBEDDINGS, sensitive=sensitive)
        return None if group == EMBEDDED else _embedding_of(self.deployments(group)[0])

    def deployments(self, group: str) -> list[Deployment]:
        """List the deployments of a model group."""
        return [d for d in self.model_list if d.model_name == group]


def read_routes(path: Path, environment: Mapping[str, str]) -> Routes:
    """Read and check `models.yaml`. Raises `WrongModels` rather than start on a doubt."""
    raw = _with_environment(_loaded(path), environment)
    try:
        routes = Routes.model_validate(raw)
        fallbacks = _Fallbacks.model_validate(routes.router_settings)
    except ValidationError as error:
        key = ".".join(str(part) for part in error.errors()[0]["loc"]) or "le fichier"
        raise WrongModels(f"{path} : la clé « {key} » n'est pas comprise.") from None
    _check_groups(routes)
    _check_nothing_listens(routes)
    for role, group in routes.sensitive.items():
        if group != EMBEDDED:
            _check_group_is_local(routes, role, group)
            _check_fallbacks_are_local(routes, group, fallbacks)
    _check_embeddings(routes)
    return routes


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
    dimensions, tokens = info.get("output_vector_size"), info.get("max_input_tokens", _TOKENS)
    if not _is_count(dimensions, _MOST_DIMENSIONS) or not _is_count(tokens):
        raise WrongModels(
            f"models.yaml : le modèle d'embeddings « {deployment.model_name} » doit dire, sous "
            "model_info, la taille de ses vecteurs (output_vector_size, par exemple 1024) et, s'il "
            "lit plus ou moins de 512 jetons, max_input_tokens.",
        )
    model = str(deployment.litellm_params.get("model", ""))
    return Embedding(model, dimensions, tokens * _CHARACTERS_A_TOKEN)


def _is_count(value: object, most: int = 1_000_000) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= most


def _check_nothing_listens(routes: Routes) -> None:
    for key in _keys(routes.model_dump()):
        if "callback" in key:
            raise WrongModels(
                f"models.yaml : « {key} » enverrait le texte des tickets ailleurs ; retirez-le.",
            )
    for deployment in routes.model_list:
        for key in _keys(deployment.litellm_params):
            if "fallbacks" in key:
                raise WrongModels(
                    f"models.yaml : « {key} » n'est pas permis dans litellm_params de "
                    f"« {deployment.model_name} » ; un repli s'écrit dans router_settings.",
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


def _check_group_is_local(routes: Routes, role: str, group: str) -> None:
    told = f"models.yaml : les tickets sensibles du rôle « {role} » iraient au groupe « {group} »,"
    for deployment in routes.deployments(group):
        if not deployment.local:
            raise WrongModels(
                f"{told} dont un modèle n'est pas local (model_info.local: true et "
                "api_base) ; aucun ticket sensible ne doit quitter vos machines.",
            )
        if not _is_own(deployment, routes.local_hosts):
            raise WrongModels(
                f"{told} dont l'adresse api_base n'est pas de votre réseau ; corrigez-la, ou "
                "citez son hôte dans local_hosts si cette machine est bien la vôtre.",
            )
        for key in sorted(deployment.litellm_params.keys() - _SAFE_PARAMETERS):
            raise WrongModels(
                f"{told} dont le réglage litellm_params « {key} » n'est pas permis ; retirez-le.",
            )


def _check_fallbacks_are_local(routes: Routes, group: str, fallbacks: _Fallbacks) -> None:
    for target in fallbacks.reachable(group):
        deployments = routes.deployments(target)
        if not all(d.local and _is_own(d, routes.local_hosts) for d in deployments):
            raise WrongModels(
                f"models.yaml : le groupe sensible « {group} » a un repli vers « {target} », "
                "qui n'est pas local ; retirez ce repli.",
            )


def _is_own(deployment: Deployment, local_hosts: Iterable[str]) -> bool:
    """Tell whether an address is loopback, private, named inside the site, or listed."""
    try:
        host = urlsplit(str(deployment.litellm_params.get("api_base"))).hostname or ""
    except ValueError:
        return False
    if host in {listed.lower() for listed in local_hosts}:
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        # A name of digits alone would be read as an address: 134744072 is 8.8.8.8.
        return _OWN_NAME.fullmatch(host) is not None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_private
