"""Hours, weeks, part time and telework as people tell them."""
