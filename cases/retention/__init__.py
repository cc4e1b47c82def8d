"""How long words are kept: clearing, exports of personal data."""
