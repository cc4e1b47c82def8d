"""The high-level API of GLPI 11 (`api.php`, version 2)."""

from connectors.glpi.highlevel.api import HighLevel

__all__ = ["HighLevel"]
