"""What is wrong with a database, as the command `doctor` tells it."""

from dataclasses import dataclass
from typing import Literal

Remedy = Literal["derived", "facts", "none"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong: a code, a sentence, and whether it can be made again in place, from the originals, or
    not at all."""

    code: str
    message: str
    remedy: Remedy
