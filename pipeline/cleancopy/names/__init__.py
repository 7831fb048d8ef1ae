"""Names of people and places: how a foreign spelling and an English one answer each other."""
