"""Money: pay, family supplement, bonuses, travel, insurance."""
