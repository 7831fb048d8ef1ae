"""The configuration of a desk: where it is found, how it is read, what it comes to for a file."""
