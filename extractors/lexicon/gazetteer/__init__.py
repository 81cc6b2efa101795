"""Places and actors, their sources, and the script that builds the table of places."""
