"""Read tables from files, check them and join them to one dataset."""
