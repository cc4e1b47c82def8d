"""The record of what was done: one case in one view, and the audit trail of all."""
