"""Write the one-file page."""
