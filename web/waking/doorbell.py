"""What the door remembers: who may knock, and what was heard already."""

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

REMEMBERED = 600.0
"""Seconds: longer than any of the systems tries a delivery again."""
MOST_REMEMBERED = 2000


def _nobody(_system: str) -> None:
    raise LookupError("nobody to wake")


@dataclass
class Doorbell:
    """Secrets of the systems that may wake us, and whom to wake. No secret, no door."""

    secrets: Mapping[str, bytes] = field(default_factory=dict)
    wake: Callable[[str], None] = _nobody
    clock: Callable[[], float] = time.monotonic
    _heard: OrderedDict[str, float] = field(default_factory=OrderedDict)

    def ring(self, system: str, delivery: str) -> bool:
        """Wake whoever collects, once per delivery; False when it was heard before."""
        key, at = f"{system}:{delivery}", self.clock()
        heard = self._heard.get(key)
        if heard is not None and at - heard < REMEMBERED:
            return False
        self._heard[key] = at
        self._heard.move_to_end(key)
        if len(self._heard) > MOST_REMEMBERED:
            self._heard.popitem(last=False)
        self.wake(system)
        return True
