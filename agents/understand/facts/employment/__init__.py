"""Contracts, moves, careers, departures; decisions about them and their appeals."""
