from hypothesis import given
from hypothesis import strategies as st

from models.names import EntityLabel
from pipeline.tagging.found import Found
from pipeline.tagging.resolver import resolve

LABELS: tuple[EntityLabel, ...] = ("ORG", "LOC")


@st.composite
def candidates(draw: st.DrawFn) -> Found:
    start = draw(st.integers(0, 12))
    end = start + draw(st.integers(1, 8))
    source = draw(
        st.sampled_from(["names", "gazetteer", "harvest", "organisations", "facilities", "zones", "nesting"])
    )
    return Found(start, end, draw(st.sampled_from(LABELS)), source, draw(st.floats(0, 1)))


@given(st.lists(candidates(), max_size=12), st.booleans())
def test_mentions_never_cross_and_their_depth_counts_what_holds_them(
    found: list[Found], read_by_model: bool
) -> None:
    kept = resolve(found, read_by_model)
    assert all(not one.crosses(other) for one, _ in kept for other, _ in kept)
    assert len({one.place for one, _ in kept}) == len(kept)
    for one, depth in kept:
        assert depth == sum(other.holds(one) for other, _ in kept)


def test_the_whole_name_wins_and_keeps_the_place_in_it() -> None:
    whole, place = Found(0, 4, "ORG", "names", 0.9), Found(0, 2, "LOC", "gazetteer", 0.95)
    assert resolve([place, whole]) == [(whole, 0), (place, 1)]


def test_a_quantity_in_a_title_is_no_mention_but_a_time_is() -> None:
    title, amount, year = (
        Found(0, 10, "POLICY", "policy"),
        Found(2, 4, "QUANTITY", "quantity"),
        Found(5, 9, "TIME", "time"),
    )
    assert resolve([title, amount, year]) == [(title, 0), (year, 1)]


def test_unsure_grammar_needs_the_model_where_it_has_read() -> None:
    guess = Found(0, 6, "LOC", "facilities", 0.8)
    assert (resolve([guess]), resolve([guess], read_by_model=True)) == ([(guess, 0)], [])
