"""Readers of documents: one file, folder or archive in, texts cut along their headings out."""
