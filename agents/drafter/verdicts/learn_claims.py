"""Encodes the claims of `claims/`, a byte a number, into `claims.npz`: part of `make train`."""

import numpy as np

from agents.checker.rule_meaning import vectors_of
from agents.drafter.verdicts.known_claims import SHIPPED, hash_of, known_claims

_MOST = 127


def main() -> None:
    """Encode every claim (a minute)."""
    claims = known_claims()
    vectors = vectors_of([claim.text for claim in claims])
    scale = np.abs(vectors).max(axis=1) / _MOST
    rows = np.rint(vectors / scale[:, None]).astype(np.int8)
    np.savez_compressed(
        SHIPPED, vectors=rows, scale=scale.astype(np.float32), claims=hash_of(claims)
    )


if __name__ == "__main__":
    main()
