"""Says what a ticket is about, how urgent and how sensitive it is, and what must be refused."""
