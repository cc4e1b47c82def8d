"""Facts of long leaves, of unfitness and of what service did to health."""
