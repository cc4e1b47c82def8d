"""Secrets of the settings: from the environment or from files, never from `guichet.toml`."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from app.settings.sections import WrongSetting
from app.settings.system_sections import TokenSystem


def read_secret(file: Path) -> bytes:
    """Give the secret that seals approvals: GUICHET_SECRET, or a file made at the first start."""
    if value := os.environ.get("GUICHET_SECRET"):
        return value.encode()
    return kept_in(file, "secret_file", secrets.token_hex(32)).encode()


def kept_in(path: Path, what: str, new: str) -> str:
    """Read a secret kept in a file; the first time, `new` is put there. Raises `WrongSetting`."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(f".{os.getpid()}")
            draft.touch(mode=0o600)
            draft.write_text(new, encoding="ascii")
            # Of two processes that start together one link holds, whole; the other finds it there.
            with suppress(FileExistsError):
                path.hardlink_to(draft)
            draft.unlink()
        value = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise WrongSetting(f"{what} : {error.filename} : {error.strerror}.") from None
    if not value:
        raise WrongSetting(f"{what} : {path} est vide. Effacez-le, il sera refait.")
    return value


def read_token(name: str, system: TokenSystem, environment: Mapping[str, str]) -> str:
    """Give the token of a ticketing system. Raises `WrongSetting` where there is none."""
    return read_secret_of(name, "token", system.token_file, environment)


_SECRETS = {
    "token": "le jeton",
    "password": "le mot de passe",
    "client_secret": "le secret du client OAuth",
}


def read_secret_of(name: str, what: str, file: Path | None, environment: Mapping[str, str]) -> str:
    """Give a secret of a ticketing system: GUICHET_<WHAT>_<NAME>, or its file.

    Raises `WrongSetting` where there is none.
    """
    if secret := find_secret_of(name, what, file, environment):
        return secret
    raise WrongSetting(
        f"systems.{name} : il manque {_SECRETS[what]}. Donnez-le dans la variable "
        f"{_variable(name, what)} ou dans un fichier nommé par systems.{name}.{what}_file.",
    )


def find_secret_of(name: str, what: str, file: Path | None, environment: Mapping[str, str]) -> str:
    """Give a secret a ticketing system may do without; empty where there is none."""
    if value := environment.get(_variable(name, what), "").strip():
        return value
    return file.read_text(encoding="utf-8").strip() if file and file.is_file() else ""


def _variable(name: str, what: str) -> str:
    return f"GUICHET_{what}_{name}".upper().replace("-", "_")
