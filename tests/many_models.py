"""Make a synthetic data folder of thousands of models in one edition, from the frozen collection. Never shown to users.

They stand in all counties in turn, as many in each.
"""

import argparse
import random
from pathlib import Path

from tests.editions import csv_of, heading_of, rows_of

SIGNS = "山川田园河谷林草牧羊苹果花椒瓜菜夜市文旅古城驿站路桥校园网格调解巡逻反诈智慧平安和谐邻里金色阳光春风"


def many_files(files, n, *, full):
    """Return the tables as CSV bytes with ``n`` models; ``full`` gives each also figures and a whole lesson."""
    chance = random.Random(n)
    brands = rows_of(files["brands"])
    counties = [
        row["adcode"] for row in rows_of(files["units"]) if row["level"] == "county" and row["kind"] != "special"
    ]
    companions = {name: rows_of(files[name]) for name in ("measures", "places", "figures", "teaching")}
    if not full:
        companions["figures"] = companions["teaching"] = []
    made = {"brands": [], **{name: [row for row in rows if not row["brand"]] for name, rows in companions.items()}}
    for number in range(1, n + 1):
        like = brands[number % len(brands)]
        id_ = f"m{number}"
        sign = "".join(chance.choices(SIGNS, k=4))
        adcode = counties[number % len(counties)]
        new = {"id": id_, "number": number, "adcode": adcode, "place": "", "continues": ""}
        texts = {"name_zh": f"{sign}警务", "name_en": f"Model {number} {like['name_en']}"[:60]}
        texts |= {"summary_zh": f"{sign}：{like['summary_zh']}"[:120]}
        made["brands"].append({**like, **new, **texts})
        for name, rows in companions.items():
            for row in rows:
                if row["brand"] == like["id"]:
                    home = {"adcode": adcode} if row.get("role") == "home" else {}
                    made[name].append({**row, "brand": id_, **home})
    return {
        name: csv_of(made[name], heading_of(data)) if name in made else data
        for name, data in files.items()
        if name != "units"
    }


def main():
    """Write the folder, for a look by hand: ``python -m tests.many_models 2000 FOLDER --full``."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("n", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--full", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, data in many_files(frozen_files(), options.n, full=options.full).items():
        (options.folder / f"{name}.csv").write_bytes(data)


def frozen_files():
    """Return the tables of the frozen collection, and the units of the gazetteer as ``units``."""
    root = Path(__file__).resolve().parent
    frozen = {path.stem: path.read_bytes() for path in (root / "data" / "collection").glob("*.csv")}
    return {**frozen, "units": (root.parent / "data" / "geo" / "units.csv").read_bytes()}


if __name__ == "__main__":
    main()
