"""Make the files that can be taken away: what is filtered, in Chinese, English or both, with its provenance.

All builders are pure: the same collection, filters, language and day give the same bytes. ``registry`` lists them.
"""
