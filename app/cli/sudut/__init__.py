"""The views of the consolidation, one module each, for people and for programs."""
