"""Career: probation, advancement, mobility, training, side jobs, recruitment."""
