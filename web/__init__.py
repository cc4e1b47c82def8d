"""The page where HR officers approve."""
