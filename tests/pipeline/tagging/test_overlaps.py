from hypothesis import given
from hypothesis import strategies as st

from pipeline.tagging.found import Found
from pipeline.tagging.overlaps import Overlaps

spans = st.tuples(st.integers(0, 60), st.integers(1, 9)).map(
    lambda place: Found(place[0], sum(place), "LOC", "names")
)


@given(st.lists(spans, max_size=30), spans)
def test_whatever_touches_a_span_is_near_in_the_order_it_came_in(found: list[Found], one: Found) -> None:
    near = Overlaps.of(found).near(one)
    touching = [other for other in found if other.start < one.end and one.start < other.end]
    assert [other for other in near if other in touching] == touching
    assert all(other in found for other in near)
