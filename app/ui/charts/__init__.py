"""Small drawings of figures, each with its numbers beside it as text."""
