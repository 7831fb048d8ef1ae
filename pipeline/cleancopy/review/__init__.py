"""Review: an editor decides on a batch in the browser, and the decisions are carried out."""
