const CELL = /(?:"((?:[^"]|"")*)"|([^,]*))(,|$)/g;

/** Split a line into cells, quoted or not. @param {string} line */
function cells(line) {
  const row = [];
  for (const [, quoted, plain, comma] of line.matchAll(CELL)) {
    row.push(quoted?.replace(/""/g, '"') ?? plain);
    if (!comma) break;
  }
  return row;
}

/** Read CSV text as one object per row, its cells by heading. @type {(text: string) => Record<string, string>[]} */
export function csvRows(text) {
  const [head = [], ...table] = text.replace(/^\uFEFF/, "").split(/\r?\n/).filter(Boolean).map(cells); // prettier-ignore
  return table.map(row => Object.fromEntries(head.map((name, index) => [name, row[index]])));
}
