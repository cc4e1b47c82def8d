"""What a process apart is given to live with: where the program is, and no way out."""

import ctypes
import os
import sys
from collections.abc import Mapping
from contextlib import suppress

_NOBODY = "http://127.0.0.1:9"
_PROXIES = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "all_proxy")
_NEW_USER = 0x10000000
_NEW_NETWORK = 0x40000000


def surroundings(**more: str) -> Mapping[str, str]:
    """Give the environment of a process that meets strangers' files: ours holds secrets.

    A proxy that nobody keeps stops the libraries that would download something.
    """
    path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PATH": os.defpath}
    return path | more | dict.fromkeys(_PROXIES, _NOBODY)


def leave_the_network() -> bool:
    """Cut this process off from every network; False where the system does not let it."""
    with suppress(OSError, AttributeError):
        return bool(ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK) == 0)
    return False
