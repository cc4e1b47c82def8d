"""Texts: what they are read from, how they are kept, the search in them.

`learn` teaches `search`, which searches what `readers` read and `library` keeps.
"""
