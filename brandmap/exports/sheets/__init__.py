"""Write spreadsheets: CSV, XLSX and the upload template."""
