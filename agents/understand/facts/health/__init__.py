"""Facts of health: what the note of a sick leave says, when, and how often one was ill."""
