"""Quotation marks read as a sequence: what each mark is, and what it ought to be."""
