"""Lontar: the quarterly SPM record of a region, from the keyboard to the provincial recap."""
