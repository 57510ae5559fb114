"""Name the limits of a file: bytes, rows, columns, and the work that reading it may take."""

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 500
MAX_COLUMNS = 80
MAX_CELL = 2_000  # characters
LINES_ABOVE = 10  # lines among which the heading is looked for
MAX_ENTRIES = 2_000  # files inside an archive; a picture in a sheet is one
MAX_EXPANDED = 20 * 1024 * 1024  # bytes of all of them together
MAX_RATIO = 100  # expanded to packed, of an entry over RATIO_FROM; spreadsheets reach 5 to 40
RATIO_FROM = 256 * 1024
MAX_PART = 2 * 1024 * 1024  # bytes of a part that is no sheet: styles, workbook, relations
MAX_ELEMENTS = 400_000  # opening brackets in all parts; 500 rows of 80 cells need about 160,000
MAX_SHEETS = 60
WIDEST = 4 * MAX_COLUMNS  # columns looked at; beyond them is nothing but strays
MAX_SECONDS = 2  # of a processor, for reading a workbook
MAX_MEMORY = 768 * 1024 * 1024  # bytes of address space of the process that reads it
