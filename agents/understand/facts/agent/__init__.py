"""Facts of the post that an agent holds, and of what the employer orders them."""
