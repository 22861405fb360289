"""Builds `pipeline/names/gazetteer/places.csv`: administrative divisions of China, countries and large
cities of the world.

Sources, none of them needed at run time:
    china-division 2.7.0 (npm; MIT in package.json, WTFPL 2 in LICENSE): National Bureau of Statistics,
    divisions as of 2023-06-30. Babel (PyPI, BSD-3-Clause), with CLDR data (Unicode License v3): Chinese
    names of territories and of time-zone cities.

Usage: python -m training.gazetteer FOLDER_OF_china-division/dist
"""

import csv
import json
import re
import sys
from pathlib import Path

from babel import Locale

Row = tuple[str, str, str, str]

OUT = Path(__file__).resolve().parents[1] / "pipeline" / "names" / "gazetteer" / "places.csv"
PEOPLES = (
    "蒙古",
    "回",
    "藏",
    "维吾尔",
    "苗",
    "彝",
    "壮",
    "布依",
    "朝鲜",
    "满",
    "侗",
    "瑶",
    "白",
    "土家",
    "哈尼",
    "哈萨克",
    "傣",
    "黎",
    "傈僳",
    "佤",
    "畲",
    "高山",
    "拉祜",
    "水",
    "东乡",
    "纳西",
    "景颇",
    "柯尔克孜",
    "土",
    "达斡尔",
    "仫佬",
    "羌",
    "布朗",
    "撒拉",
    "毛南",
    "仡佬",
    "锡伯",
    "阿昌",
    "普米",
    "塔吉克",
    "怒",
    "乌孜别克",
    "俄罗斯",
    "鄂温克",
    "德昂",
    "保安",
    "裕固",
    "京",
    "塔塔尔",
    "独龙",
    "鄂伦春",
    "赫哲",
    "门巴",
    "珞巴",
    "基诺",
)
ETHNIC = re.compile(r"(?:各族|(?:" + "|".join(sorted(PEOPLES, key=len, reverse=True)) + r")族?)+$")
AUTONOMOUS = re.compile(r"自治[州县区旗]$")
SUFFIX = re.compile(r"(?:特别行政区|地区|林区|特区|矿区|[省市州盟县区旗]|街道办事处|街道|[镇乡]|苏木)$")
PLACEHOLDERS = ("市辖区", "直辖县", "县级行政", "街道办事处")
NOT_PLACES = re.compile(
    r"农场|林场|监狱|公司|管委会|管理|虚拟|类似|^直属|养殖|兵团|牧场|原种|苗圃|渔场|茶场|种畜|产业|园区|园$|开发区|办$"
)


def short_form(name: str) -> str:
    """The name without its level word: 恩施土家族苗族自治州 → 恩施; "" when less than two characters would
    stay."""
    if AUTONOMOUS.search(name):
        short = ETHNIC.sub("", AUTONOMOUS.sub("", name))
    else:
        short = (
            ETHNIC.sub("", SUFFIX.sub("", name))
            if name.endswith("乡") and "族" in name
            else SUFFIX.sub("", name)
        )
    return short if len(short) >= 2 and short != name else ""


def divisions(folder: Path) -> list[Row]:
    """(kind, name, short form, code) of provinces, cities, counties and towns; Hong Kong, Macao and Taiwan
    included."""
    rows: list[Row] = []
    for kind, file in (
        ("province", "provinces"),
        ("city", "cities"),
        ("county", "areas"),
        ("town", "streets"),
    ):
        for item in json.loads((folder / f"{file}.json").read_text(encoding="utf-8")):
            name = item["name"]
            if (
                not any(word in name for word in PLACEHOLDERS)
                and not (kind == "town" and NOT_PLACES.search(name))
                and len(name) > 1
            ):
                rows.append((kind, name, short_form(name), "" if kind == "town" else item["code"]))
    for province, cities in json.loads((folder / "HK-MO-TW.json").read_text(encoding="utf-8")).items():
        rows.append(("province", province, short_form(province), ""))
        for city, counties in cities.items():
            rows.append(("city", city, short_form(city), ""))
            rows += [("county", county, short_form(county), "") for county in counties]
    return list(dict.fromkeys(rows))


def world() -> list[Row]:
    """Countries, continents and world cities by their Chinese CLDR names."""
    locale = Locale("zh")
    rows = [
        ("country", name, "", code)
        for code, name in locale.territories.items()
        if code not in ("001", "ZZ", "XA", "XB", "QO", "EZ")
    ]
    cities = {str(zone["city"]) for zone in locale.time_zones.values() if "city" in zone}
    return rows + [("foreign_city", name, "", "") for name in sorted(cities) if len(name) > 1]


def main() -> None:
    """Writes the CSV."""
    rows = divisions(Path(sys.argv[1])) + world()
    clean = [row for row in rows if re.fullmatch(r"[㐀-鿿·]+", row[1])]
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("kind", "name", "short", "code"))
        writer.writerows(clean)
    print(len(clean), "rows,", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
