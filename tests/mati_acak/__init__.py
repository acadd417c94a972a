"""Offices killed at random moments of real work: `python -m tests.mati_acak N`."""
