"""Know and ask the models: filters, search, finder, comparison, deck, and their wording."""
