"""Officers' own questions, answered on a page."""
