"""A mail cut into its parts: own words, courtesy, quotes, signature, notices."""
