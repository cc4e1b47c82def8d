"""Who is at the page: accounts, sessions, sign-in."""
