"""Types and ranges: text stays text, a number is never guessed, and an optional extra that is wrong costs no model."""

# ruff: noqa: E501 - one case, one line

from __future__ import annotations

from tests.hostile.corpus import ACCEPTED, MODEL, ROW, Outcome, cell, figure, left_out, named

G = "type"


def _number(value: str, outcome: Outcome = ACCEPTED, **shown: object):
    return cell(G, f"number {value!r}", {"number": value}, outcome, **shown)


def _date(value: str):
    return cell(G, f"date {value!r}", {"published": value}, table="sources", row=2, changed=frozenset())


CASES = [
    _number("0011", number=11),
    _number("１１", number=11),
    _number("+11", left_out("bad_integer")),
    _number("11.0", number=11),
    _number("'11", number=11),
    _number("11.5", left_out("bad_integer")),
    _number("1e5", left_out("bad_integer")),
    _number("0x11", left_out("bad_integer")),
    _number("1_1", left_out("bad_integer")),
    _number("10²", left_out("bad_integer")),
    _number("⑪", number=11),
    _number("١١", left_out("bad_integer")),
    _number("十一", left_out("bad_integer")),
    _number("0", left_out("bad_integer")),
    _number("-11", left_out("bad_integer")),
    _number("100001", left_out("bad_integer")),
    _number("9" * 400, left_out("too_long")),
    _number("NaN", left_out("bad_integer")),
    _number("=5+6", left_out("bad_integer")),
    figure(G, "1,234", 1234.0),
    figure(G, "1,234,567.5", 1234567.5),
    figure(G, "１２３", 123.0),
    figure(G, "-5", -5.0),
    figure(G, "1,5", None),
    figure(G, "1,23,4", None),
    figure(G, "10²", None),
    figure(G, "1e5", None),
    figure(G, "inf", None),
    figure(G, "nan", None),
    figure(G, "12%", None),
    figure(G, "9999999999999", None),
    *[
        cell(G, f"the word {word} stays text", {"name_zh": word, "name_en": word}, name__zh=word, name__en=word)
        for word in ("NA", "NaN", "null", "None", "TRUE", "FALSE", "007", "1e5", "1/2", "2024-12-30", "0x1F", "inf", "-")
    ],
    cell(G, "a seasons cell of separators alone", {"season": ";；;"}, left_out("required")),
    cell(G, "a required list of separators alone", {"serves_zh": "；；", "serves_en": ";"}, left_out("required", "required")),
    cell(G, "a required text of invisible characters", {"name_zh": "\u200b\u3164\u2800\u00ad"}, left_out("required")),
    cell(G, "seasons with full-width separators and blanks", {"season": " summer ；autumn；"}, season=("summer", "autumn")),
    cell(G, "a season twice", {"season": "summer;summer"}, season=("summer",)),
    cell(G, "a season in Chinese", {"season": "夏"}, season=("summer",)),
    cell(G, "months with a trailing separator", {"months": "6;7;"}, stated_months=(6, 7)),
    cell(G, "months in full-width digits", {"months": "６－８"}, stated_months=(6, 7, 8)),
    cell(G, "months over the turn of the year", {"months": "11-2"}, stated_months=(11, 12, 1, 2)),
    cell(G, "months as Excel spoils 6-8", {"months": "6月8日"}, named(("brands", ROW, "bad_months"))),
    cell(G, "months in Arabic digits", {"months": "٧"}, named(("brands", ROW, "bad_months"))),
    cell(G, "month 13", {"months": "13"}, named(("brands", ROW, "bad_months"))),
    cell(G, "month 0", {"months": "0"}, named(("brands", ROW, "bad_months"))),
    cell(G, "hours past midnight", {"hours": "22:00-02:00"}, hours=("22:00", "02:00")),
    cell(G, "hours with full-width colons", {"hours": "２１：００－２３：００"}, hours=("21:00", "23:00")),
    cell(G, "hours in Arabic digits", {"hours": "2١:00-23:00"}, named(("brands", ROW, "bad_hours"))),
    cell(G, "hour 25", {"hours": "21:00-25:00"}, named(("brands", ROW, "bad_hours"))),
    cell(G, "hours of no length", {"hours": "21:00-21:00"}, named(("brands", ROW, "bad_hours"))),
    _date("2024-12-30"),
    _date("2024/12/30"),
    _date("2024/1/5"),
    _date("2024年12月30日"),
    _date("2024 年 12 月 30 号"),
    _date("20241230"),
    _date("20241230.0"),
    _date("２０２４１２３０"),
    _date("'20241230"),
    _date("2024.12.30"),
    _date("2024. 12. 30."),
    _date("2024/12/30 0:00"),
    _date("２０２４．１２．３０"),
    _date("2024-12-30 00:00:00"),
    _date("2024-12-30T00:00:00.000"),
    _date("45656"),
    _date("45656.0"),
    *[
        cell(G, f"date {value!r}, which costs neither source nor models", {"published": value}, named(("sources", 2, rule)), table="sources", row=2, changed=frozenset())
        for value, rule in {
            "2024-02-30": "bad_date", "2024-12": "bad_date", "12/30/2024": "bad_date", "30.12.2024": "bad_date", "2024-12/30": "bad_date", "1e9": "bad_date",
            "99999": "bad_date", "20241332": "bad_date", "2024123": "bad_date", "30122024": "bad_date", "2024-12-30 08:00": "bad_date", "去年": "bad_date", "": "required", "=TODAY()": "bad_date", "#VALUE!": "failed_formula",
        }.items()
    ],
    *[
        cell(G, f"the {column} of a source too long, damaged or missing: {value[:9]!r}", {column: value}, named(("sources", 2, rule)), table="sources", row=2, changed=frozenset())
        for column, value, rule in (
            ("notice_zh", "", "required"), ("title_zh", "长" * 401, "too_long"), ("publisher_en", "", "required"), ("byline_zh", "锟斤拷", "damaged_text"), ("title_en", "#REF!", "failed_formula"),
        )
    ],
    *[
        cell(G, f"the {column} of a theme: {value[:9]!r}", {column: value}, named(("themes", 5, rule)), table="themes", row=5, changed=frozenset())
        for column, value, rule in (("icon", "skull", "not_allowed"), ("meaning_en", "", "required"), ("common_zh", "长" * 401, "too_long"))
    ],
    cell(G, "a source whose address is fine but whose id is not", {"id": "a b"}, Outcome("refused", (("brands", None, "no_brands"),)), table="sources", row=2, changed=frozenset()),
    *[
        cell(G, f"the error {value} of a formula", {"unit_zh": value}, left_out("failed_formula"))
        for value in ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "########")
    ],
    cell(G, "lists of different lengths", {"serves_en": "growers"}, left_out("list_mismatch")),
    cell(G, "an id with a path", {"id": "../../etc/passwd"}, left_out("bad_id")),
    cell(G, "an id with a drive", {"id": "c:\\windows\\system32"}, left_out("bad_id")),
    cell(G, "an id with a blank", {"id": "huining melon"}, left_out("bad_id")),
    cell(G, "an id in capitals", {"id": "Huining-Melon"}, id=MODEL),
    cell(G, "an id with a Cyrillic letter", {"id": "huining-mеlon"}, left_out("bad_id")),
    cell(G, "an id with a percent escape", {"id": "huining%2fmelon"}, left_out("bad_id")),
    cell(G, "an id of 41 characters", {"id": "h" * 41}, left_out("too_long")),
    cell(G, "an id of JavaScript", {"id": "__proto__"}, left_out("bad_id")),
    cell(G, "an unknown theme", {"theme": "space"}, left_out("unknown_choice")),
    cell(G, "a theme in full-width letters", {"theme": "ａｇｒｉｃｕｌｔｕｒｅ"}, theme="agriculture"),
    cell(G, "a theme with a zero-width joiner", {"theme": "agri\u200dculture"}, theme="agriculture"),
    cell(G, "an unknown term", {"terms": "farm_fields;nonsense"}, left_out("unknown_choice_many")),
    cell(G, "an unknown source", {"source": "none"}, left_out("unknown_choice")),
    cell(G, "a measure of an unknown model", {"brand": "nobody"}, left_out("unknown_reference", row=2, table="measures"), table="measures", row=2, changed=frozenset({"maqu-ecology"})),
    *[
        cell(G, f"address {value!r}", {"url": value}, named(("sources", 2, "bad_url")), table="sources", row=2, changed=frozenset())
        for value in (
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>",
            "vbscript:x", "file:///etc/passwd", "//example.com/x", "http://[::1", "https://", "https://example.com/ x", "mailto:a@b.cn",
            "https:example.com", "http://a@b@c", "https://user:secret@example.com/", "https://example.com/{{7*7}}", "https://example.com/\"onclick=\"x", "https://example.com\\@b.cn",
        )
    ],
    cell(G, "address 'java(line feed)script:'", {"url": "java\nscript:alert(1)"}, named(("sources", 2, "line_break")), table="sources", row=2, changed=frozenset()),
    cell(G, "an address in Chinese", {"url": "https://例子.中国/警务?年=2024"}, table="sources", row=2, changed=frozenset()),
    cell(G, "an address with a port", {"url": "http://example.com:8080/a%20b"}, table="sources", row=2, changed=frozenset()),
    *[
        cell(G, f"colour {value!r}", {"colour": value}, named(("themes", 5, "bad_colour")), table="themes", row=5, changed=frozenset())
        for value in ("red;background:url(//example.com)", "url(#a)", "green", "#12345", "#1234567", "＃123456", "#12345６", "expression(alert(1))")
    ],
]  # fmt: skip
