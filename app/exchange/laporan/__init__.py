"""Reports: what is handed on to people and programs without Lontar."""
