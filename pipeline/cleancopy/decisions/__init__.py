"""Decisions: what a reviewer is asked about an article, what was answered, and what comes of it."""
