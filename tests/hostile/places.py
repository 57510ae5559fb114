"""Geography: codes and names that look right and are not. There are no coordinate columns that could be swapped."""

# ruff: noqa: E501 - one case, one line

from __future__ import annotations

from dataclasses import replace

from tests.hostile.corpus import MODEL, Case, Files, Outcome, cell, csv_of, file, left_out, rows_of

G = "place"


def without_home(case: Case) -> Case:
    """The case without the model's rows in places.csv, which would contradict another home."""

    def files_of(files: Files) -> Files:
        heading, rows = rows_of(files["places"])
        kept = csv_of(heading, [row for row in rows if row["brand"] != MODEL])
        return case.files({**files, "places": kept.encode()})

    return replace(case, files=files_of)


def _code(value: str, *rules: str, place: str = "", **shown: object):
    outcome = {"outcome": left_out(*rules)} if rules else {}
    return without_home(cell(G, f"code {value!r} {place}", {"adcode": value, "place": place}, **outcome, **shown))  # type: ignore[arg-type]


def _name(value: str, *rules: str, code: str = "", **shown: object):
    outcome = {"outcome": left_out(*rules)} if rules else {}
    return without_home(cell(G, f"name {value!r} {code}", {"adcode": code, "place": value}, **outcome, **shown))  # type: ignore[arg-type]


def _companion(adcode: str, role: str, *rules: str):
    """Row 2 of places.csv, the home of maqu-ecology."""
    changed = frozenset({"maqu-ecology"})
    return cell(G, f"{role} {adcode!r}", {"adcode": adcode, "role": role}, left_out(*rules, row=2, table="places"), table="places", row=2, changed=changed)  # fmt: skip


def _unknown_places(text: str) -> str:
    """490 further rows, each with a long name that is no place."""
    heading, rows = rows_of(text.encode())
    lost = [
        {
            **rows[0],
            "id": f"lost-{i}",
            "number": str(100 + i),
            "adcode": "",
            "place": f"不存在的地方{i}号某某镇某某村某某社某某组某某户",
        }
        for i in range(490)
    ]
    return csv_of(heading, rows + lost)


CASES = [
    _code("620422", adcode="620422"),
    _code("６２０４２２", adcode="620422"),
    _code("622900", adcode="622900"),
    _code("620200", adcode="620200"),
    _code("620422.0", adcode="620422"),
    _code("'620422", adcode="620422"),
    _code("‘620422’", adcode="620422"),
    _code("62042", "bad_adcode"),
    _code("6204220", "bad_adcode"),
    _code("620422000000", adcode="620422"),
    _code("620422100000", adcode="620422"),
    _code("620201", adcode="620200"),
    _code("620824", adcode="620881"),
    _code("620824", place="华亭市", adcode="620881"),
    _name("安西县", adcode="620922"),
    _name("北道区", adcode="620503"),
    _name("秦城区", adcode="620502"),
    _name("甘肃省庆阳县", adcode="621021"),
    _name("陇南地区", adcode="621200"),
    _name("Dangchang", adcode="621223"),
    _code("620422.5", "bad_adcode"),
    _code("620,422", "bad_adcode"),
    _code("6.20422E+05", adcode="620422"),
    _code("6.20422e5", adcode="620422"),
    _code("6.204E+05", "bad_adcode"),
    _code("6.20422E+06", "bad_adcode"),
    _code("=620422", "bad_adcode"),
    _code("6204²2", "bad_adcode"),
    _code("٦٢٠٤٢٢", "bad_adcode"),
    _code("36.06,103.83", "coordinates"),
    _code("103.83；36.06", "coordinates"),
    _code("103.83", "bad_adcode"),
    _code("360600", "unknown_adcode"),
    _code("110101", "unknown_adcode"),
    _code("540102", "unknown_adcode"),
    _code("620000", "unknown_adcode"),
    _code("620423", place="景泰县", adcode="620423"),
    _code("620499", "unknown_adcode"),
    _code("000000", "unknown_adcode"),
    _code("999999", "unknown_adcode"),
    _code("", "no_place"),
    _name("会宁县", adcode="620422"),
    _name("会宁", adcode="620422"),
    _name("会\u200b宁县", adcode="620422"),
    _name("Huìníng Xiàn", adcode="620422"),
    _name("HUINING", adcode="620422"),
    _name("ｈｕｉｎｉｎｇ", adcode="620422"),
    _name("临夏", "ambiguous_place"),
    _name("临夏", code="622900", adcode="622900"),
    _name("临夏县", adcode="622921"),
    _name("临夏回族自治州", adcode="622900"),
    _name("会宁县", "place_mismatch", code="620402"),
    _name("会泞县", "unknown_place_like"),
    _name("會寧縣", adcode="620422"),
    _name("海淀区", "unknown_place"),
    _name("甘肃省", "unknown_place"),
    _name("兰州新区", "unknown_place_like"),
    _name("36.06, 103.83", "coordinates"),
    _name("东经105.05°，北纬35.69°", "unknown_place"),
    _name("35°41′N 105°03′E", "coordinates"),
    *[_name(name, adcode="620422") for name in ("白银市会宁县", "甘肃省白银市会宁县", "甘肃会宁", "会宁县（白银市）", "Huining County, Baiyin, Gansu", "gansu baiyin huining")],
    _name("兰州市会宁县", "unknown_place_like"),
    _name("甘肃省临夏", "ambiguous_place"),
    _name("临夏州临夏县", adcode="622921"),
    _name("陕西省会宁县", "unknown_place_like"),
    _name("甘肃省甘肃省", "unknown_place"),
    _name("！！！", "unknown_place"),
    _name("\u202e县宁会", "unknown_place"),
    _name("../../会宁县", adcode="620422"),
    _name("<script>会宁县</script>", "unknown_place"),
    _name("长" * 61, "too_long"),
    _companion("110101", "home", "unknown_adcode"),
    _companion("620422", "home", "home_mismatch"),
    _companion("620000", "pictured", "unknown_adcode"),
    _companion("623025", "seen", "not_allowed"),
    file(G, "490 rows with unknown places", _unknown_places, Outcome("left out", tuple(("brands", 12 + i, "unknown_place") for i in range(490)))),
    cell(G, "a home given by the code of the county and the name of its prefecture", {"place": "白银市"}, left_out("place_mismatch")),
    cell(G, "a code with an invisible character", {"adcode": "620\u200b422"}, adcode="620422", changed=frozenset({MODEL})),
]  # fmt: skip
