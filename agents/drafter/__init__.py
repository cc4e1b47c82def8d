"""Writes the letter an officer will read: from templates, or by a model whose words are checked."""
