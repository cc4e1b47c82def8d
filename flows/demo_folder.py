"""The demo's folder: the invented town of Valmorel-sur-Orge, under `var/demo`."""

import os
import shutil
from pathlib import Path

from flows.settings import HOME
from flows.supervisor import free_port

SEED = HOME / "deploy" / "demo"
FOLDER = HOME / "var" / "demo"


def prepare_folder() -> Path:
    """Lay out the demo's folder the first time, keep it the next; return its settings file."""
    if not FOLDER.exists():
        draft = FOLDER.with_name("demo.new")
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(SEED, draft)
        draft.rename(FOLDER)
    return FOLDER / "guichet.toml"


def prepare_environment(settings_file: Path) -> None:
    """Point this process and its children at the demo, on ports that nothing else uses."""
    os.environ["GUICHET_SETTINGS"] = str(settings_file)
    os.environ["GUICHET_DATABASE"] = f"sqlite+aiosqlite:///{FOLDER / 'guichet.db'}"
    os.environ["GUICHET_PAGE__PORT"] = str(free_port(8350))
    os.environ["GUICHET_PREFECT__PORT"] = str(free_port(4200))


def reset() -> None:
    """Empty the demo's folder."""
    shutil.rmtree(FOLDER, ignore_errors=True)
