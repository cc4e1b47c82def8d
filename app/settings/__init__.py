"""What a town sets, in `guichet.toml` and the environment."""
