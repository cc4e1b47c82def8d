"""The case store: database, state machine, records, leases."""
