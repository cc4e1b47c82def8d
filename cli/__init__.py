"""The command line, a subject per file."""
