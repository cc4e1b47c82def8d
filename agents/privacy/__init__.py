"""What is personal in a text is found and replaced by placeholders before a model reads it."""

from agents.privacy.directory import know_staff
from agents.privacy.placeholders import PLACEHOLDER, placeholders, same_placeholders
from agents.privacy.pseudonyms import Pseudonyms

__all__ = ["PLACEHOLDER", "Pseudonyms", "know_staff", "placeholders", "same_placeholders"]
