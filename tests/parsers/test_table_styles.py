"""Styles of tables are left out of what is parsed, and nothing else is."""

import pytest
from lxml import etree

from parsers.word.ooxml import W_NAMESPACE
from parsers.word.table_styles import without_table_styles

_TABLE = '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:tblPr/></w:style>'
_PLAIN = '<w:style w:type="paragraph" w:styleId="P"><w:name w:val="P"/></w:style>'
_EMPTY = '<w:style w:type="table" w:styleId="E"/>'


def part(inner: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    return f'{head}<w:styles xmlns:w="{W_NAMESPACE}"><w:latentStyles/>{inner}</w:styles>'.encode()


@pytest.mark.parametrize("between", ["", "\n  "])
def test_styles_of_tables_are_left_out(between: str) -> None:
    styles = [_PLAIN, _TABLE, _TABLE, _PLAIN, _TABLE]
    kept = etree.fromstring(without_table_styles(part(between.join(styles))))
    assert [child.get(f"{{{W_NAMESPACE}}}styleId") for child in kept] == [None, "P", "P"]


@pytest.mark.parametrize(
    "inner",
    [
        _PLAIN,
        f"<!-- {_TABLE} -->{_PLAIN}",
        f"<w:a><![CDATA[{_TABLE}]]></w:a>",
        f"<?note {_TABLE}?>",
        f"{_EMPTY}{_PLAIN}",
        _TABLE.replace("<w:name", _PLAIN + "<w:name"),
        _TABLE.replace('w:styleId="T"', 'w:styleId="a>b"'),
        _TABLE.replace(' w:styleId="T"', ' w:styleId="T"/><w:style'),
    ],
)
def test_what_only_looks_like_one_stays(inner: str) -> None:
    assert without_table_styles(part(inner)) == part(inner)


def test_what_is_cut_off_stays_cut_off() -> None:
    source = part(_PLAIN + _TABLE + _TABLE)
    for end in range(source.index(_PLAIN.encode()), len(source)):
        with pytest.raises(etree.XMLSyntaxError):
            etree.fromstring(without_table_styles(source[:end]))
