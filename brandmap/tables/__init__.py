"""Present the collection as rows of words, for the screen and for files."""
