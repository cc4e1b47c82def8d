"""Facts read out of French text by patterns, by theme; `embedded.py` joins them."""
