"""The lists in which officers find their cases: search, deadlines, dangers, undecided drafts."""
