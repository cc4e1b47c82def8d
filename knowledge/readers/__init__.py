"""Readers of documents: one file, folder or archive in, texts cut along their headings out."""

from knowledge.readers.files import read_path

__all__ = ["read_path"]
