"""Write the collection as tables, for the screen and for files."""
