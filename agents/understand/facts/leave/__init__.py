"""Annual leave, days saved, absences, working weeks."""
