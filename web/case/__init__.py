"""The screen of one case, and what an officer decides there."""
