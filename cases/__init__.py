"""The case: our record of one ticket, from reception to the reply a person approved."""
