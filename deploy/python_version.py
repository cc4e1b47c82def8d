"""Stop with one sentence where Python is too old: runs before the environment exists."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Guichet RH demande Python 3.11 ou plus récent. "
        "Essayez par exemple : make demo PYTHON=python3.12"
    )
