"""placeholder"""
from collections.abc import Iterator
from models.document import Notice
from parsers.package import Package
from parsers.story import StoryReader
def read_chunk(package: Package, relationship_id: str, story: StoryReader) -> Iterator[Notice]:
    yield Notice("alt_chunk", "todo")
