"""Groups that the door itself leaves alone for a while, where LiteLLM would not."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

Asked = tuple[bool, str]
"""Whether the work is sensitive, and the group."""


@dataclass(slots=True)
class Rests:
    """Which groups rest. `seconds`: for how long, 0 for never; `allowed`: failures in a row."""

    seconds: float
    allowed: int
    _until: dict[Asked, float] = field(default_factory=dict)
    _failed: dict[Asked, int] = field(default_factory=dict)

    def resting(self, asked: Asked) -> bool:
        """Tell whether a group is to be left alone now."""
        return time.monotonic() < self._until.get(asked, 0.0)

    def rest(self, asked: Asked) -> None:
        """Let a group rest from now on."""
        self._until[asked] = time.monotonic() + self.seconds
        self._failed.pop(asked, None)

    def failed(self, asked: Asked) -> None:
        """Count a failure; one more than allowed without an answer between rests the group."""
        self._failed[asked] = self._failed.get(asked, 0) + 1
        if self._failed[asked] > self.allowed:
            self.rest(asked)

    def answered(self, asked: Asked) -> None:
        """Forget the failures of a group that answers."""
        self._failed.pop(asked, None)
