"""Rights and duties: discipline, protection, file, appeals."""
