"""Make a synthetic data folder of three editions of 30 models each, from the frozen collection. Never shown to users.

Numbers begin at 1 in each edition. Six models of each edition are in one county. The first ten models of 2025 continue
those of 2024, and the first three of these those of 2023: ``m2025-1`` has been listed for three years.
"""

import csv
import io

YEARS = (2023, 2024, 2025)
PER_EDITION = 30
COUNTY = "620422"  # Huining: six models of each edition
CONTINUED = {2024: 3, 2025: 10}  # how many models go on with the one of the same number the year before


def edition_files(files):
    """Return the tables of the frozen collection as CSV bytes, with the synthetic models instead of its own."""
    brands, measures = (rows_of(files[name]) for name in ("brands", "measures"))
    homes = [row["adcode"] for row in brands if row["adcode"] != COUNTY]
    models, parts = [], []
    for year in YEARS:
        for n in range(1, PER_EDITION + 1):
            like = brands[(n - 1) % len(brands)]
            id_ = f"m{year}-{n}"
            models.append({
                **like, "id": id_, "number": n, "edition": year, "adcode": COUNTY if n > 24 else homes[n % len(homes)],
                "place": "", "name_zh": f"合成模式{year}之{n}", "name_en": f"Synthetic model {year} no. {n}",
                "award_edition": year,
                "continues": f"m{year - 1}-{n}" if n <= CONTINUED.get(year, 0) else "",
            })  # fmt: skip
            parts += [{**row, "brand": id_} for row in measures if row["brand"] == like["id"]]
    first = rows_of(files["editions"])[0]
    editions = [{**first, "id": year, "year": year} for year in YEARS]
    made = {"brands": models, "measures": parts, "editions": editions}
    empty = {name: csv_of([], heading_of(files[name])) for name in ("figures", "places", "teaching")}
    return {**files, **empty, **{name: csv_of(rows, list(rows[0])) for name, rows in made.items()}}


def heading_of(data):
    return next(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def rows_of(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def csv_of(rows, columns):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")
