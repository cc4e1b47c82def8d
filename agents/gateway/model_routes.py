"""`models.yaml`: LiteLLM's own Proxy format, plus which role goes to which model group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

EMBEDDED = "embedded"
EMBEDDINGS = "embeddings"
ROLES = ("classifier", "reader", "drafter", EMBEDDINGS)
_TOKENS = 512
"""What an embedding model reads of a text, where its `max_input_tokens` is not given."""
CHARACTERS_A_TOKEN = 3
"""About, in French."""


def rate_keys(what: str) -> tuple[str, str]:
    """Name the keys of `model_info` that say what a token read, and one written, takes."""
    return f"{what}_per_input_token", f"{what}_per_output_token"


RATES = frozenset(key for what in ("cost_eur", "gco2e", "kwh") for key in rate_keys(what))


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

    @property
    def model(self) -> str:
        """The model as LiteLLM names it: provider, then model."""
        return str(self.litellm_params.get("model", ""))

    @property
    def embeds(self) -> bool:
        """Whether it turns texts into vectors."""
        return "output_vector_size" in self.model_info


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

    @classmethod
    def of(cls, deployment: Deployment) -> Embedding:
        """Describe a deployment whose `model_info` was checked."""
        info = deployment.model_info
        tokens = info.get("max_input_tokens", _TOKENS)
        return cls(deployment.model, info["output_vector_size"], tokens * CHARACTERS_A_TOKEN)


class Limit(BaseModel):
    """What may be spent: tokens read and written together, and euros. None: no limit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tokens: int | None = Field(default=None, ge=0)
    cost_eur: float | None = Field(default=None, ge=0, allow_inf_nan=False)


class Budgets(BaseModel):
    """What one ticket, and all tickets of one day, may spend."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    per_ticket: Limit = Limit()
    per_day: Limit = Limit()


class _Alias(BaseModel):
    model: str


class RouterSettings(BaseModel):
    """The settings of LiteLLM's router that stay inside the process; any other is refused.

    What is not here could send a text elsewhere: a shared cache, callbacks, alerts, plug-ins.
    """

    model_config = ConfigDict(extra="forbid")

    default_fallbacks: list[str] | None = None
    fallbacks: list[dict[str, list[str]]] | None = None
    context_window_fallbacks: list[dict[str, list[str]]] | None = None
    content_policy_fallbacks: list[dict[str, list[str]]] | None = None
    model_group_alias: dict[str, str | _Alias] | None = None
    num_retries: int = Field(default=0, ge=0, le=5)
    retry_after: int = Field(default=0, ge=0, le=60)
    allowed_fails: int = Field(default=1, ge=0)
    cooldown_time: float = Field(default=60.0, ge=0, le=3600)
    timeout: float | None = Field(default=None, gt=0)
    enable_pre_call_checks: bool = False
    routing_strategy: Literal["simple-shuffle", "least-busy", "latency-based-routing"] = (
        "simple-shuffle"
    )

    def fallbacks_of(self, group: str) -> Iterator[str]:
        """List the groups to ask after this one, in order; the general ones come last."""
        for rule in self.fallbacks or []:
            yield from (*rule.get(group, []), *rule.get("*", []))
        yield from self.default_fallbacks or []

    def reachable(self, group: str) -> Iterator[str]:
        """List all groups where a question to this one may end."""
        yield from self.fallbacks_of(group)
        for rules in (self.context_window_fallbacks, self.content_policy_fallbacks):
            for rule in rules or []:
                yield from (*rule.get(group, []), *rule.get("*", []))
        alias = (self.model_group_alias or {}).get(group)
        if alias is not None:
            yield alias.model if isinstance(alias, _Alias) else alias

    def within_groups(self) -> dict[str, Any]:
        """Keep what LiteLLM applies: all but the fallbacks, which the gateway follows itself."""
        return self.model_dump(exclude_none=True, exclude={"fallbacks", "default_fallbacks"})


class Routes(BaseModel):
    """The whole file. `roles` and `sensitive` name a model group, or `embedded` for no model.

    `local_hosts` are machines of the site whose address does not show it. `timeout_seconds`: for
    one try of one group; a deployment's own `timeout` counts where it is longer.
    """

    model_config = ConfigDict(extra="forbid")

    roles: dict[str, str] = Field(default_factory=dict)
    sensitive: dict[str, str] = Field(default_factory=dict)
    local_hosts: list[str] = Field(default_factory=list)
    timeout_seconds: float = Field(default=30.0, gt=0, le=3600)
    max_answer_tokens: int = Field(default=1200, gt=0, le=8000)
    budgets: Budgets = Budgets()
    model_list: list[Deployment] = Field(default_factory=list)
    router_settings: RouterSettings = Field(default_factory=RouterSettings)
    litellm_settings: dict[str, Any] = Field(default_factory=dict)
    general_settings: dict[str, Any] = Field(default_factory=dict)
    """Read by a LiteLLM Proxy alone."""

    def group(self, role: str, *, sensitive: bool) -> str:
        """Name the model group of a role; `embedded` when no model serves it."""
        return (self.sensitive if sensitive else self.roles).get(role, EMBEDDED)

    def chain(self, role: str, *, sensitive: bool) -> tuple[str, ...]:
        """List the groups to ask for a role, one after the other; none when no model serves it."""
        group = self.group(role, sensitive=sensitive)
        if group == EMBEDDED:
            return ()
        return tuple(dict.fromkeys((group, *self.router_settings.fallbacks_of(group))))

    def reachable_groups(self) -> set[str]:
        """Name every group where a question of some role may end."""
        found: set[str] = set()
        to_follow = [g for g in (*self.roles.values(), *self.sensitive.values()) if g != EMBEDDED]
        while to_follow:
            group = to_follow.pop()
            if group not in found:
                found.add(group)
                to_follow += self.router_settings.reachable(group)
        return found

    def sensitive_groups(self) -> set[str]:
        """Name every group that may be shown a sensitive ticket."""
        return {group for role in ROLES for group in self.chain(role, sensitive=True)}

    def embedding(self, *, sensitive: bool) -> Embedding | None:
        """Describe the embedding model of the route; None where the embedded one serves."""
        group = self.group(EMBEDDINGS, sensitive=sensitive)
        return None if group == EMBEDDED else Embedding.of(self.deployments(group)[0])

    def deployments(self, group: str) -> list[Deployment]:
        """List the deployments of a model group."""
        return [d for d in self.model_list if d.model_name == group]

    def timeout_of(self, group: str) -> float:
        """Say how long one try of a group may last, in seconds."""
        own = (d.litellm_params.get("timeout") for d in self.deployments(group))
        return max(self.timeout_seconds, *(float(t) for t in own if isinstance(t, int | float)), 0)
