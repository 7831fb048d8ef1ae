"""A text beside the source that it was translated from: what the one has and the other has not."""
