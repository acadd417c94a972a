"""One file per screen of the window."""
