"""The one door to models: who may be asked, with what words, at what cost."""

from agents.door.failure import ModelFailure
from agents.door.model import ModelDoor

__all__ = ["ModelDoor", "ModelFailure"]
