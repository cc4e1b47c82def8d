"""`models.yaml`: LiteLLM's own Proxy format, plus which role goes to which model group."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

EMBEDDED = "embedded"
ROLES = ("classifier", "reader", "drafter")
_FALLBACKS = ("fallbacks", "context_window_fallbacks", "content_policy_fallbacks")
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


class Routes(BaseModel):
    """The whole file. `roles` and `sensitive` name a model group, or `embedded` for no model."""

    model_config = ConfigDict(extra="forbid")

    roles: dict[str, str] = Field(default_factory=dict)
    sensitive: dict[str, str] = Field(default_factory=dict)
    timeout_seconds: float = Field(default=30.0, gt=0, le=300)
    max_answer_tokens: int = Field(default=1200, gt=0, le=8000)
    model_list: list[Deployment] = Field(default_factory=list)
    router_settings: dict[str, Any] = Field(default_factory=dict)
    litellm_settings: dict[str, Any] = Field(default_factory=dict)

    def group(self, role: str, *, sensitive: bool) -> str:
        """Name the model group of a role; `embedded` when no model serves it."""
        return (self.sensitive if sensitive else self.roles).get(role, EMBEDDED)

    def deployments(self, group: str) -> list[Deployment]:
        """List the deployments of a model group."""
        return [d for d in self.model_list if d.model_name == group]


def read_routes(path: Path, environment: Mapping[str, str]) -> Routes:
    """Read and check `models.yaml`. Raises `WrongModels` rather than start on a doubt."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        routes = Routes.model_validate(_with_environment(raw, environment))
    except OSError:
        raise WrongModels(f"{path} est illisible : vérifiez qu'il existe et ses droits.") from None
    except yaml.YAMLError:
        raise WrongModels(f"{path} n'est pas du YAML valide : vérifiez l'indentation.") from None
    except ValidationError as error:
        key = ".".join(str(part) for part in error.errors()[0]["loc"]) or "le fichier"
        raise WrongModels(f"{path} : la clé « {key} » n'est pas comprise.") from None
    _check_groups(routes)
    _check_nothing_leaks(routes)
    return routes


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


def _check_nothing_leaks(routes: Routes) -> None:
    for role, group in routes.sensitive.items():
        if group == EMBEDDED:
            continue
        if not all(d.local for d in routes.deployments(group)):
            raise WrongModels(
                f"models.yaml : les tickets sensibles du rôle « {role} » iraient au groupe "
                f"« {group} », dont un modèle n'est pas local (model_info.local: true et "
                "api_base) ; aucun ticket sensible ne doit quitter vos machines.",
            )
        for target in _reachable(group, routes.router_settings):
            if not all(d.local for d in routes.deployments(target)):
                raise WrongModels(
                    f"models.yaml : le groupe sensible « {group} » a un repli vers « {target} », "
                    "qui n'est pas local ; retirez ce repli.",
                )


def _reachable(group: str, settings: Mapping[str, Any]) -> list[str]:
    targets: list[str] = list(settings.get("default_fallbacks") or [])
    for key in _FALLBACKS:
        for rule in settings.get(key) or []:
            targets += [t for name in (group, "*") for t in rule.get(name) or []]
    alias = (settings.get("model_group_alias") or {}).get(group)
    if alias is not None:
        targets.append(alias["model"] if isinstance(alias, dict) else alias)
    return targets
