"""Answers an officer's question from the same findings and passages as a letter would."""
