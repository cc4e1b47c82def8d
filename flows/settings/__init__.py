"""What a town sets, in `guichet.toml` and the environment."""

from flows.settings.whole import (
    HOME,
    Prefect,
    Settings,
    Texts,
    Town,
    WrongSetting,
    load_settings,
    settings_file,
)

__all__ = [
    "HOME",
    "Prefect",
    "Settings",
    "Texts",
    "Town",
    "WrongSetting",
    "load_settings",
    "settings_file",
]
