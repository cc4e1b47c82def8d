"""How letters compare with what was expected of them, by one route or another; the gate."""
