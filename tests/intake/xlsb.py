"""Write a minimal binary workbook (.xlsb), which no library at hand writes."""

from __future__ import annotations

import io
import struct
import zipfile

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
)
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_TARGET = (
    '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
)


def xlsb(sheets):
    """The bytes of a workbook: rows of texts and numbers by sheet title."""
    out = io.BytesIO()
    bundle, targets = b"", ""
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS.format(_TARGET.format("rId1", "officeDocument", "xl/workbook.bin")))
        for n, (title, rows) in enumerate(sheets.items(), 1):
            archive.writestr(f"xl/worksheets/sheet{n}.bin", _sheet(rows))
            bundle += _record(156, struct.pack("<II", 0, n) + _text(f"rId{n}") + _text(title))
            targets += _TARGET.format(f"rId{n}", "worksheet", f"worksheets/sheet{n}.bin")
        archive.writestr("xl/workbook.bin", _record(131) + _record(143) + bundle + _record(144) + _record(132))
        archive.writestr("xl/_rels/workbook.bin.rels", _RELATIONS.format(targets))
    return out.getvalue()


def _sheet(rows):
    body = _record(129) + _record(148, struct.pack("<4I", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)) + _record(145)
    for number, cells in enumerate(rows):
        body += _record(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0))
        for column, cell in enumerate(cells):
            at = struct.pack("<II", column, 0)
            body += (
                _record(5, at + struct.pack("<d", cell)) if isinstance(cell, float) else _record(6, at + _text(cell))
            )
    return body + _record(146) + _record(130)


def _record(kind, data=b""):
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(data)
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return number + size + data


def _text(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
