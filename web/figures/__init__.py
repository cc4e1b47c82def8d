"""What was done in a period, for heads: plots, tables, files for a spreadsheet."""
