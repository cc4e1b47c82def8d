"""Webhooks: the secrets of the systems that may wake the collection, and what was received."""

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

REMEMBERED = 600.0
"""Seconds: longer than any of the systems tries a delivery again."""
MOST_REMEMBERED = 2000


def no_collection(_system: str) -> None:
    """Wake nobody: what stands where no system has a secret."""
    raise LookupError("nobody to wake")


@dataclass
class WebhookReceiver:
    """`secrets` by system: without one, its webhook does not exist. `wake` starts a collection."""

    secrets: Mapping[str, bytes] = field(default_factory=dict)
    wake: Callable[[str], None] = no_collection
    clock: Callable[[], float] = time.monotonic
    _received: OrderedDict[str, float] = field(default_factory=OrderedDict)

    def receive(self, system: str, delivery: str) -> bool:
        """Start a collection, once per delivery; False when it was received before."""
        key, at = f"{system}:{delivery}", self.clock()
        before = self._received.get(key)
        if before is not None and at - before < REMEMBERED:
            return False
        self._received[key] = at
        self._received.move_to_end(key)
        if len(self._received) > MOST_REMEMBERED:
            self._received.popitem(last=False)
        self.wake(system)
        return True
