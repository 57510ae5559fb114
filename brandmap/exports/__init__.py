"""Build the files to download: the filtered models, in Chinese, English or both, with their provenance.

All builders are pure: the same collection, filters, language and day give the same bytes. ``registry`` lists them.
"""
