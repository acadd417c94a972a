"""The store room: one SQLite file per office, one door for writes, and the questions it answers."""
