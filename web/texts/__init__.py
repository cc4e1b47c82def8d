"""The town's texts on the page: found, read whole, brought in, taken out of use."""
