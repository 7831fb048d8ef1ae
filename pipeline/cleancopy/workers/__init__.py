"""Worker processes: many documents at once, in order, and none that takes the others along."""
