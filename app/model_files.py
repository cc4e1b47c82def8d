"""The files of routes that were activated, and which of them counts.

A folder holds each under the hash of its bytes, and the file `active` names one: what was altered
since no longer has its own name, and is refused wherever it is read.
"""

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings.sections import WrongSetting
from cases.audit.activations import read_active_models

_SHA256 = re.compile(r"[0-9a-f]{64}")


def sha256_of_bytes(content: bytes) -> str:
    """Hash a file as it is."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The `folder` of what was activated, and the file that counts until something was.

    That one is edited by hand.
    """

    folder: Path
    unless_activated: Path

    @property
    def pointer(self) -> Path:
        """The file that names the one that counts."""
        return self.folder / "active"

    def pointed_at(self) -> str:
        """Read the hash of the routes that count; empty for those the settings name."""
        try:
            found = self.pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError):
            found = "?"
        if not _SHA256.fullmatch(found):
            raise WrongSetting(
                f"{self.pointer} n'est pas lisible : remettez-y l'empreinte de la dernière "
                "activation, que donne le journal des décisions, ou lancez « guichet models "
                "rollback »."
            )
        return found

    def in_use(self) -> Path:
        """Locate the file that counts. Raises `WrongSetting` where it was altered or is gone."""
        sha256 = self.pointed_at()
        if not sha256:
            return self.unless_activated
        path = self.kept_at(sha256)
        try:
            found = sha256_of_bytes(path.read_bytes())
        except OSError:
            raise WrongSetting(
                f"{path} manque ou ne peut être lu : c'est le fichier de modèles actif. "
                "Remettez-le, ou lancez « guichet models rollback »."
            ) from None
        if found != sha256:
            raise WrongSetting(
                f"{path} a été modifié depuis son activation : remettez-le comme il était, ou "
                "lancez « guichet models rollback »."
            )
        return path

    async def check_record(self, engine: AsyncEngine) -> None:
        """Refuse routes that count here and that nobody activated. Raises `WrongSetting`."""
        active = (await read_active_models(engine)).active
        wanted = active.sha256 if active else ""
        if wanted == self.pointed_at():
            return
        if active is None:
            raise WrongSetting(
                f"{self.pointer} nomme un fichier de modèles que le journal ne dit pas activé : "
                f"effacez {self.pointer}, puis, s'il le faut, passez par « guichet models "
                "activate »."
            )
        raise WrongSetting(
            f"{self.pointer} ne nomme pas le fichier de modèles activé d'après le journal "
            f"(« {active.route} ») : mettez-y {wanted}, et {wanted}.yaml à côté, ou lancez "
            "« guichet models rollback »."
        )

    def kept_at(self, sha256: str) -> Path:
        """Say where the file of this hash is kept."""
        return self.folder / f"{sha256}.yaml"

    def keep(self, content: bytes) -> Path:
        """Keep a file under its hash, for nobody but us: it may hold keys."""
        path = self.kept_at(sha256_of_bytes(content))
        _write(path, content)
        return path

    def point_at(self, sha256: str) -> None:
        """Make a kept file the one that counts; an empty hash, the file that the settings name."""
        if sha256:
            _write(self.pointer, f"{sha256}\n".encode())
        else:
            self.pointer.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_bytes(content)
    draft.replace(path)
