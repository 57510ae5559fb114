"""The commands of ``python -m brandmap``, one module each; the table is in ``brandmap.__main__``."""
