"""The search in local and official texts: what is near a question, what answers, what to quote."""
