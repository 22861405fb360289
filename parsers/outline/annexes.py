"""Annex labels: 附件, 附件1, 附表二, 附录A, as headings and as the notes that only announce them (GB/T
9704—2012 §7.3.4)."""

import re

# 附件1, 附 表二, 附录A; not 附件2025年…
_ANNEX = re.compile(
    r"(附\s?(?:件|表|录|图|则))\s*"
    r"((?:[0-9０-９]{1,2}(?![0-9０-９]|\s?年)|[一二三四五六七八九十]{1,3}|[A-Z]{1,3})?(?:[-－—–][0-9０-９]+)?)"
    r"\s*([:：.、]?)\s*"
)


def read_annex(text: str) -> tuple[str, str, str] | None:
    """(label without blanks, its punctuation, offset-preserving rest) of a line that begins as an annex
    does, else None."""
    match = _ANNEX.match(text)
    if match is None:
        return None
    label, rest = text[: match.end(2)].rstrip(), text[match.end() :]
    if (
        not match.group(2)
        and not match.group(3)
        and rest
        and not match.group().endswith((" ", "\u3000", "\t"))
    ):
        return None
    return label, match.group(3), rest
