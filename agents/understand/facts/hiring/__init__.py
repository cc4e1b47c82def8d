"""Posts as people tell them: how one is hired, moves, is called back, and how that ends."""
