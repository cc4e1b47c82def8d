"""Working weeks, part time, telework, annual leave and days saved."""
