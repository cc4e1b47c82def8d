"""The files of routes that were activated, and which of them counts.

A folder holds each under the hash of its bytes, and the file `active` names one: what was altered
since no longer has its own name, and is refused wherever it is read.
"""

import hashlib
import os
import re
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from cases.activations import read_standing
from flows.settings import Settings, WrongSetting

_SHA256 = re.compile(r"[0-9a-f]{64}")


def sha256_of_bytes(content: bytes) -> str:
    """Hash a file as it is."""
    return hashlib.sha256(content).hexdigest()


def pointed_at(settings: Settings) -> str:
    """Give the hash of the routes that count; empty for those the settings name."""
    pointer = settings.active_models / "active"
    try:
        found = pointer.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        found = "?"
    if not _SHA256.fullmatch(found):
        raise WrongSetting(
            f"{pointer} n'est pas lisible : remettez-y l'empreinte de la dernière activation, "
            "que donne le journal des décisions, ou lancez « guichet models rollback »."
        )
    return found


def file_in_use(settings: Settings) -> Path:
    """Give the file of routes that counts. Raises `WrongSetting` where it was altered or is gone.

    Until something was activated it is the one that the settings name, edited by hand.
    """
    sha256 = pointed_at(settings)
    return _unaltered(settings, sha256) if sha256 else settings.models


async def check_record(settings: Settings, engine: AsyncEngine) -> None:
    """Refuse routes that count here and that nobody activated. Raises `WrongSetting`."""
    active = (await read_standing(engine)).active
    wanted, found = (active.sha256 if active else ""), pointed_at(settings)
    if wanted == found:
        return
    pointer = settings.active_models / "active"
    if active is None:
        raise WrongSetting(
            f"{pointer} nomme un fichier de modèles que le journal ne dit pas activé : effacez "
            f"{pointer}, puis, s'il le faut, passez par « guichet models activate »."
        )
    raise WrongSetting(
        f"{pointer} ne nomme pas le fichier de modèles activé d'après le journal "
        f"(« {active.route} ») : mettez-y {wanted}, et {wanted}.yaml à côté, ou lancez "
        "« guichet models rollback »."
    )


def _unaltered(settings: Settings, sha256: str) -> Path:
    path = kept_at(settings, sha256)
    try:
        found = sha256_of_bytes(path.read_bytes())
    except OSError:
        raise WrongSetting(
            f"{path} manque ou ne peut être lu : c'est le fichier de modèles actif. Remettez-le, "
            "ou lancez « guichet models rollback »."
        ) from None
    if found != sha256:
        raise WrongSetting(
            f"{path} a été modifié depuis son activation : remettez-le comme il était, ou lancez "
            "« guichet models rollback »."
        )
    return path


def kept_at(settings: Settings, sha256: str) -> Path:
    """Say where the file of this hash is kept."""
    return settings.active_models / f"{sha256}.yaml"


def keep(settings: Settings, content: bytes) -> Path:
    """Keep a file under its hash, for nobody but us: it may hold keys."""
    path = kept_at(settings, sha256_of_bytes(content))
    _write(path, content)
    return path


def point_at(settings: Settings, sha256: str) -> None:
    """Make a kept file the one that counts; an empty hash, the file that the settings name."""
    pointer = settings.active_models / "active"
    if sha256:
        _write(pointer, f"{sha256}\n".encode())
    else:
        pointer.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_bytes(content)
    draft.replace(path)
