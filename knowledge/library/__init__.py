"""The texts a town works with: their versions, extracts and vectors, kept in the database."""
