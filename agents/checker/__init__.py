"""Reads the facts, applies the statute, finds the local procedures."""

from agents.checker.graph import check
from agents.checker.state import Checked, FactRead

__all__ = ["Checked", "FactRead", "check"]
