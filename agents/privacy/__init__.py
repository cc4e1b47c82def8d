"""What is personal in a text is found and replaced by placeholders before a model reads it."""
