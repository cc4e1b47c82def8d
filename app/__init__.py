"""The process around the flows: settings, what they work with, what starts and stops."""
