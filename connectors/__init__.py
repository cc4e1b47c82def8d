"""One file per ticketing system, one contract (`base`)."""
