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
from tests.editions import edition_files
gazetteer = load_gazetteer()
files = folder_files(Path("tests/data/collection"))
made = {}
for name, tables in {"frozen": files, "editions": edition_files(files)}.items():
    collection = Collection.of(load(tables, gazetteer).dataset, gazetteer)
    models = {lang: documents.models(collection, lang) for lang in ("zh", "en")}
    made[name] = {"models": models, "index": documents.index(collection)}
print(json.dumps(made))
`;
const python = existsSync(".venv/bin/python") ? ".venv/bin/python" : "python3";
/** @typedef {{ models: Record<Lang, Models>, index: Index }} Made */
/** @type {{ frozen: Made, editions: Made }} */
const made = JSON.parse(execFileSync(python, ["-c", PROGRAM], { encoding: "utf8", maxBuffer: 2 ** 26 }));
export const { models, index } = made.frozen;
/** Three synthetic editions of 30 models. */
export const { editions } = made;

/** @type {Filters} */
export const NONE = { edition: [], theme: [], season: [], prefecture: [], q: "" };
