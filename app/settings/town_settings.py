"""Settings: one `guichet.toml`, environment above it, secrets from environment or files only."""

import os
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from app.model_files import ModelFiles
from app.settings.office_sections import Alerts, Deadlines, GroupSettings, Mail, Page
from app.settings.sections import (
    AttachmentLimits,
    Cron,
    Gate,
    Privacy,
    Retention,
    Section,
    WrongSetting,
)
from app.settings.system_sections import KINDS, System, TriageSection

HOME = Path(__file__).resolve().parents[2]


class Town(Section):
    """Who signs the letters; an empty `notice` leaves it out.

    `mediation`: whether the town signed with its management centre a convention of prior mediation
    (*médiation préalable obligatoire*); empty: not said. `domains`: those of the town's own mail
    addresses; a sender's that imitates one is pointed out.
    """

    name: str = "Ville de Valmorel-sur-Orge"
    signature: str = "La direction des ressources humaines"
    contact: str = "le guichet des ressources humaines"
    notice: str = (
        "Cette réponse a été préparée avec l’aide d’un outil automatique, puis relue et "
        "approuvée par une personne de notre service."
    )
    mediation: Literal["", "oui", "non"] = ""
    domains: tuple[str, ...] = ()


class Prefect(Section):
    """Where the Prefect server is. `start` false: it is run by somebody else at that address."""

    host: str = "127.0.0.1"
    port: int = Field(default=4200, ge=1, le=65535)
    start: bool = True
    runs_at_once: int = Field(default=4, ge=1)

    @property
    def url(self) -> str:
        """The address of the dashboard."""
        return f"http://{self.host}:{self.port}"


class Texts(Section):
    """Official texts to follow, and when texts are read again: five cron fields.

    Hours are those of Paris. An empty schedule leaves it to `guichet texts refresh`.
    """

    watched: tuple[Path, ...] = ()
    refresh: Cron = "0 5 * * *"


class Settings(BaseSettings):
    """Everything a town may set. Paths are relative to the folder of `guichet.toml`."""

    model_config = SettingsConfigDict(
        env_prefix="GUICHET_",
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
    )

    town: Town = Town()
    page: Page = Page()
    prefect: Prefect = Prefect()
    triage: TriageSection = TriageSection()
    texts: Texts = Texts()
    attachments: AttachmentLimits = AttachmentLimits()
    groups: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")], GroupSettings] = {}
    """None: every officer reads every case."""
    deadlines: Deadlines = Deadlines()
    alerts: Alerts = Alerts()
    mail: Mail | None = None
    retention: Retention = Retention()
    privacy: Privacy = Privacy()
    systems: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")], System] = {}
    wake_secrets: dict[str, str] = {}
    """System -> the environment variable that holds the secret of its webhooks."""
    database: str = f"sqlite+aiosqlite:///{HOME / 'var' / 'guichet.db'}"
    models: Path = HOME / "deploy" / "models.yaml"
    active_models: Path = HOME / "var" / "models"
    """Where `guichet models activate` keeps what it activated."""
    shadow_models: Path | None = None
    """Routes that draft beside the active ones, seen by nobody."""
    gate: Gate = Gate()
    categories: Path = HOME / "deploy" / "categories.yaml"
    categories_without_models: frozenset[str] = frozenset()
    procedures: Path = HOME / "var" / "procedures"
    known_questions: Path = HOME / "knowledge" / "train"
    """Questions about the texts whose paragraph is known, in one YAML file or a folder of them."""
    history: Path = HOME / "var" / "history"
    """Tickets the town has already filed, in one YAML or CSV file or a folder of them."""
    classifier: Path = HOME / "var" / "classifier.npz"
    """What `guichet train` learned of this town; without it the shipped classifier serves."""
    letters: Path = Path("letters")
    """The town's own templates of letters; a folder of nothing else."""
    secret_file: Path = HOME / "var" / "secret"
    rules_age_after_days: int = Field(default=400, ge=1)
    """An older verification of a rule is pointed out to officers beside its answer."""
    resume_after_seconds: int = Field(default=60, ge=1)
    lease_seconds: int = Field(default=30, ge=2)

    @property
    def without_models(self) -> frozenset[str]:
        """The categories whose cases no model is shown: named alone, or by a group that asks so."""
        groups = (group.categories for group in self.groups.values() if not group.models)
        return self.categories_without_models.union(*groups)

    @property
    def model_files(self) -> ModelFiles:
        """The files of routes: those that were activated, else the one of `models`."""
        return ModelFiles(self.active_models, self.models)

    def triage_of(self, system: str) -> TriageSection:
        """Say what is written back in a system: by its own keys, else by the general ones."""
        own = self.systems.get(system)
        return own.triage.over(self.triage) if own else self.triage

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment first, then the file."""
        _ = init_settings, dotenv_settings, file_secret_settings
        return env_settings, TomlConfigSettingsSource(settings_cls, toml_file=settings_file())


def settings_file() -> Path:
    """Locate the file named by GUICHET_SETTINGS, else `guichet.toml` beside the program."""
    return Path(os.environ.get("GUICHET_SETTINGS", HOME / "guichet.toml")).resolve()


def load_settings() -> Settings:
    """Read and check all settings. Raises `WrongSetting`."""
    file = settings_file()
    if "GUICHET_SETTINGS" in os.environ and not file.is_file():
        raise WrongSetting(f"GUICHET_SETTINGS : le fichier {file} n'existe pas.")
    try:
        settings = Settings()
    except ValidationError as error:
        raise WrongSetting(_sentence(error)) from None
    except SettingsError as error:
        raise WrongSetting(_about_the_environment(error)) from None
    except (OSError, ValueError, RecursionError) as error:
        raise WrongSetting(_about_the_file(file, error)) from None
    if settings.alerts.email and settings.mail is None:
        raise WrongSetting("alerts.email : pour alerter, il faut une section [mail] (host, from).")
    return settings.model_copy(update=_relative_to(file.parent, settings))


def _relative_to(folder: Path, settings: Settings) -> dict[str, object]:
    keys = (
        "models", "active_models", "categories", "procedures", "known_questions", "letters",
        "secret_file", "history", "classifier",
    )  # fmt: skip
    systems = {name: system.beside(folder) for name, system in settings.systems.items()}
    watched = tuple(folder / path for path in settings.texts.watched)
    texts = settings.texts.model_copy(update={"watched": watched})
    paths = {key: folder / getattr(settings, key) for key in keys}
    gate, page = settings.gate.beside(folder), settings.page.beside(folder)
    shadow = folder / settings.shadow_models if settings.shadow_models else None
    privacy = settings.privacy.beside(folder)
    apart = {"gate": gate, "page": page, "shadow_models": shadow, "privacy": privacy}
    return {**paths, "systems": systems, "texts": texts, **apart}


_MEANING = {
    "absolute_path": "il faut un chemin complet, depuis la racine",
    "bool_parsing": "il faut true ou false",
    "cron": "il faut cinq champs, comme « 0 5 * * * » pour chaque jour à 5 h",
    "enum": "les valeurs possibles sont {expected}",
    **dict.fromkeys(("decimal_parsing", "decimal_type"), "il faut un nombre"),
    "clear_password": "le mot de passe passerait en clair, il faut « tls » ou « starttls »",
    "extra_forbidden": "ce réglage n'existe pas",
    "greater_than_equal": "il faut au moins {ge}",
    "int_parsing": "il faut un nombre entier",
    "less_than_equal": "il faut au plus {le}",
    "literal_error": "les valeurs possibles sont {expected}",
    "mail_address": "il faut une adresse électronique",
    "missing": "ce réglage manque",
    "string_type": "il faut un texte entre guillemets",
    "string_pattern_mismatch": "il faut des minuscules, des chiffres ou des tirets",
    "path_type": "il faut un chemin entre guillemets",
    "too_short": "il en faut au moins {min_length}",
    "tuple_type": "il faut une liste entre crochets",
    "union_tag_invalid": "« kind » doit être l'un de {expected_tags}",
    "union_tag_not_found": f"« kind » manque : l'un de {', '.join(KINDS)}",
    "unknown_zone": "il faut un fuseau horaire, comme « Europe/Paris »",
    "lacking_account": 'avec api = "highlevel", il faut « user » et « client_id »',
    "no_way_in": "sans compte local ni [page.oidc], personne ne pourrait se connecter",
    "not_https": "il faut une adresse en https:// (http:// pour la machine elle-même seulement)",
    "url_scheme": "il faut une adresse commençant par http:// ou https://",
    "url_parsing": "il faut une adresse commençant par http:// ou https://",
}


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    key = ".".join(str(part) for part in first["loc"])
    meaning = _MEANING.get(first["type"], "valeur refusée").format(**first.get("ctx", {}))
    return f"Réglage refusé, {key} : {meaning}."


def _about_the_environment(error: SettingsError) -> str:
    found = re.search(r'field "(\w+)"', str(error))
    variable = f"GUICHET_{found[1].upper()}" if found else "d'environnement GUICHET_…"
    return f"La variable {variable} n'est pas comprise : il y faut du JSON valide."


def _about_the_file(file: Path, error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{file} ne peut être lu : {error.strerror}."
    if isinstance(error, UnicodeDecodeError):
        return f"{file} n'est pas en UTF-8 : enregistrez-le en UTF-8."
    found = re.search(r"line (\d+), column (\d+)", str(error))
    where = f" (ligne {found[1]}, colonne {found[2]})" if found else ""
    return f"{file} n'est pas un fichier TOML valide{where}."
