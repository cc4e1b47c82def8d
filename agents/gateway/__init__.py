"""The model gateway: which model may be asked, with what words, at what cost."""
