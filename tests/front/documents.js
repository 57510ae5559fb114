/* The documents of the frozen collection, as Python writes them. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

const PROGRAM = `
import json
from brandmap.collection.filters import Collection
from brandmap.front import documents
from brandmap.intake.dataset import folder_files, load
from brandmap.places.gazetteer import load_gazetteer
from pathlib import Path
gazetteer = load_gazetteer()
folder = Path("tests/data/collection")
collection = Collection.of(load(folder_files(folder), gazetteer).dataset, gazetteer)
models = {lang: documents.models(collection, lang) for lang in ("zh", "en")}
print(json.dumps({"models": models, "index": documents.index(collection)}))
`;
const python = existsSync(".venv/bin/python") ? ".venv/bin/python" : "python3";
/** @type {{ models: Record<Lang, Models>, index: Index }} */
export const { models, index } = JSON.parse(
  execFileSync(python, ["-c", PROGRAM], { encoding: "utf8", maxBuffer: 2 ** 26 }),
);

/** @type {Filters} */
export const NONE = { theme: [], season: [], prefecture: [], q: "" };
