"""Small widgets shared by the pages: they paint from the palette and name themselves."""
