"""Facts read out of French text by patterns, a file a theme; `read_facts.py` joins them."""
