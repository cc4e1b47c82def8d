"""The door at which ticketing systems knock."""
