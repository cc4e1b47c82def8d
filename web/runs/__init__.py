"""Where the runs stand, without a word of any ticket."""
