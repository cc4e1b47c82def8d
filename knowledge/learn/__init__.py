"""Learns the weights of the rankings from the questions of `train/`: `make train`."""
