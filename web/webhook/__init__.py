"""The webhooks by which ticketing systems wake the collection."""
