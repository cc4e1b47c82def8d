"""Moves asked for or under way, told freely, and the reasons of a disponibilité."""
