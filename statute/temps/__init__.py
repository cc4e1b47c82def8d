"""Time: leave, savings account, working hours, part time, telework, absences."""
