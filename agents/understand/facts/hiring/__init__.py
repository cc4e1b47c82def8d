"""How one is hired and how that ends, told in other words."""
