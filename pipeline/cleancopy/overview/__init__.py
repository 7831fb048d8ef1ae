"""The overview of a batch: a row for each document, never its text, and what the rows add up to."""
