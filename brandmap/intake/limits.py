"""Name the limits of a file: bytes, rows, columns, and the work that reading it may take."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bound files of one origin: megabytes of each, models, rows of every other table."""

    megabytes: int
    models: int
    others: int

    @property
    def bytes(self) -> int:
        return self.megabytes * MEGABYTE

    def rows(self, table: str) -> int:
        """Return how many rows a table may have."""
        return self.models if table == "brands" else self.others


UPLOADED = Limits(megabytes=2, models=500, others=15_000)  # by a visitor: 300 models with everything about them
PUBLISHED = Limits(megabytes=64, models=10_000, others=100_000)  # by the operator: 2,000 with everything
MAX_COLUMNS = 80
MAX_CELL = 2_000  # characters
LINES_ABOVE = 10  # lines among which the heading is looked for
MAX_ENTRIES = 2_000  # files inside an archive; a picture in a sheet is one
MAX_EXPANDED = 20 * MEGABYTE  # bytes of all of them together
MAX_RATIO = 100  # expanded to packed, of an entry over RATIO_FROM; spreadsheets reach 5 to 40
RATIO_FROM = 256 * 1024
MAX_PART = 2 * MEGABYTE  # bytes of a part that is no sheet: styles, workbook, relations
MAX_ELEMENTS = 800_000  # opening brackets in all parts; 300 models with everything need about 500,000
MAX_SHEETS = 60
WIDEST = 4 * MAX_COLUMNS  # columns looked at; beyond them is nothing but strays
MAX_SECONDS = 4  # of a processor, for reading a workbook
MAX_MEMORY = 768 * MEGABYTE  # bytes of address space of the process that reads it
