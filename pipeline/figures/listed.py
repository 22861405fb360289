"""Numbers that only count the names listed before them: 信息、教育和卫生三个领域, 甲路、乙路2个街区."""

import re
from typing import Final

from models.units import unit_words
from parsers.notation.quantity import Quantity
from pipeline.figures.speech import Speech
from pipeline.figures.words import BLANKS

_STOPS: Final = "，,。；;：:！？!?\n（("
_OPEN, _CLOSE = "“‘《（(", "”’》）)"
_JOINTS: Final = ("、", "以及", "和", "与", "及")
_MOST: Final = 20
_LONGEST: Final = 300
_NOMINAL: Final = ("n", "s", "f", "a", "b", "j", "l", "vn", "i", "v", "eng")
_DIGIT: Final = re.compile(r"[0-9]")


def sums_up_list(text: str, quantity: Quantity, speech: Speech) -> bool:
    """Whether as many names stand before a count as it says, and a noun behind it that says what they are.
    学校和医院2所, where nothing follows, counts both together."""
    value, word = quantity.value, unit_words().get(quantity.unit or "")
    small = value is not None and 2 <= value <= _MOST and quantity.qualifier == "exact"
    if not small or quantity.value_max is not None or word is None or word.kind != "classifier":
        return False
    at = quantity.end + (text[quantity.end : quantity.end + 1] in tuple(BLANKS))
    following = speech.at(at) if at < len(text) else None
    if following is None or text[at].isdigit() or not following.tag.startswith(_NOMINAL):
        return False
    return _names_before(text, quantity.start, speech) == value


def _names_before(text: str, end: int, speech: Speech) -> int:
    """How many names stand in the list right before an offset; 0 where a number is among them or the last
    one is empty."""
    depth, count, at, last = 0, 1, end, end
    low = max(0, end - _LONGEST)
    while at > low:
        sign = text[at - 1]
        depth += (sign in _CLOSE) - (sign in _OPEN)
        if depth < 0 or (depth == 0 and sign in _STOPS):
            break
        joint = _joint_before(text, at, speech) if depth == 0 else ""
        if joint:
            if not text[at:last].strip(BLANKS):
                return 0
            count, last = count + 1, at - len(joint)
        at -= len(joint) or 1
    whole = text[at:end]
    return 0 if _DIGIT.search(_outside(whole)) or not text[at:last].strip(BLANKS) else count


def _joint_before(text: str, at: int, speech: Speech) -> str:
    found = next((joint for joint in _JOINTS if text.endswith(joint, 0, at)), "")
    return found if found and speech.parts(at) and speech.parts(at - len(found)) else ""


def _outside(text: str) -> str:
    """The text without what stands in quotation marks and brackets."""
    return re.sub("[“‘《（(][^”’》）)]*[”’》）)]", "", text)
