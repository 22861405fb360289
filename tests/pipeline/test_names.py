"""The statistical names: what a caller gets from `predict` and from the spaCy component, on any text."""

import hashlib
import itertools
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import pipeline.names.component
from pipeline.names import predict, stored
from pipeline.names.chain import best_tags, marginals
from pipeline.names.features import features, folded
from pipeline.names.lexicon import KINDS, _places, is_place_name, place_marks, place_names
from pipeline.names.model import shipped
from pipeline.names.pieces import LONGEST, pieces
from pipeline.names.tags import TAGS, allowed, closed, decode, encode
from pipeline.names.trie import NONE, code_points, in_order, number_of, packed, trie_of, unpacked, views
from pipeline.names.words import CLASSES, cut

SENTENCE = "省教育厅会同浙江大学在杭州市召开会议，阿里巴巴集团和宁波市科技局共同出席。"


def found(text: str) -> dict[str, str]:
    return {text[start:end]: label for start, end, label, _ in predict([text])[0]}


def chinese() -> spacy.Language:
    return spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})


def test_names_of_a_sentence() -> None:
    names = found(SENTENCE)
    assert names["浙江大学"] == "ORG"
    assert names["杭州市"] == "LOC"
    assert names["省教育厅"] == "ORG"
    assert names["宁波市科技局"] == "ORG"


def test_countries_and_provinces_are_places() -> None:
    names = found("货物经广西出口到越南、泰国和马来西亚，并与四川、贵州建立协作机制。")
    assert {name for name, label in names.items() if label == "LOC"} >= {
        "广西",
        "越南",
        "泰国",
        "马来西亚",
        "四川",
        "贵州",
    }


def test_generic_words_are_no_names() -> None:
    assert found("全市各部门要加强组织领导，支持龙头企业做大做强。") == {}


def test_nothing_inside_titles_of_documents() -> None:
    text = "根据《浙江省国民经济和社会发展规划纲要》制定本规划。"
    assert found(text) == {}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "。", "a", "市", "\U00020000" * 3, "１２３％", "\ud800"])
def test_odd_texts_are_no_errors(text: str) -> None:
    assert len(predict([text])) == 1


def test_no_texts() -> None:
    assert predict([]) == []


def test_results_keep_the_order_of_the_texts_whatever_stands_beside_them() -> None:
    texts = [SENTENCE, "", "上海市", SENTENCE * 3]
    alone = [predict([text])[0] for text in texts]
    together = predict(texts)
    assert [[name[:3] for name in names] for names in together] == [
        [name[:3] for name in names] for names in alone
    ]


def test_a_report_in_one_paragraph_is_read_to_its_end() -> None:
    text = "推动经济社会发展取得新成效，各项工作扎实推进。" * 300 + SENTENCE
    assert "浙江大学" in {text[start:end] for start, end, _, _ in predict([text])[0]}


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="浙江省杭州市教育局大学和、，。《》 a1\n", max_size=120))
def test_names_are_ordered_apart_and_scored(text: str) -> None:
    last = 0
    for start, end, label, score in predict([text])[0]:
        assert last <= start < end <= len(text)
        assert label in ("ORG", "LOC")
        assert 0 < score <= 1
        last = end


@given(st.text(alphabet="一二三。；\n，", max_size=3000))
@settings(max_examples=50, deadline=None)
def test_pieces_join_to_the_text(text: str) -> None:
    parts = list(pieces(text))
    assert "".join(piece for _, piece in parts) == text
    assert all(
        text[offset : offset + len(piece)] == piece and 0 < len(piece) <= LONGEST for offset, piece in parts
    )


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, list[tuple[int, int, str]]]:
    borders = sorted(draw(st.sets(st.integers(0, 30), max_size=12)))
    pairs = zip(borders[::2], borders[1::2], strict=False)
    return 31, [(start, end, draw(st.sampled_from(("ORG", "LOC")))) for start, end in pairs]


@given(spans())
def test_tags_give_back_the_spans_they_were_made_of(case: tuple[int, list[tuple[int, int, str]]]) -> None:
    length, wanted = case
    tags = encode(length, wanted)
    assert decode(tags) == wanted
    assert all(allowed(TAGS[a], TAGS[b]) for a, b in itertools.pairwise(tags))


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 30), min_size=1, max_size=4))
def test_best_tags_are_well_formed_and_probabilities_add_up_whatever_the_scores(
    seed: int, sizes: list[int]
) -> None:
    sizes = sorted(sizes, reverse=True)
    rng, lengths = np.random.default_rng(seed), np.array(sizes)
    scores = rng.normal(size=(max(sizes), len(sizes), len(TAGS)), scale=5).astype(np.float32)
    transitions = rng.normal(size=(len(TAGS), len(TAGS))).astype(np.float32)
    sure = marginals(scores, transitions, lengths)
    for column, tags in enumerate(best_tags(scores, transitions, lengths)):
        assert len(tags) == sizes[column]
        assert TAGS[tags[0]][0] in "OBS"
        assert TAGS[tags[-1]][0] in "OES"
        assert all(allowed(TAGS[a], TAGS[b]) for a, b in itertools.pairwise(tags))
        alone = marginals(scores[: len(tags), column : column + 1], transitions, lengths[column : column + 1])
        assert np.allclose(alone[:, 0], sure[: len(tags), column], atol=1e-4)


def test_probabilities_are_those_of_all_paths() -> None:
    rng = np.random.default_rng(7)
    scores, transitions = (
        rng.normal(size=(3, 1, len(TAGS))).astype(np.float32),
        rng.normal(size=(len(TAGS), len(TAGS))).astype(np.float32),
    )
    total, wanted, best = 0.0, np.zeros((3, len(TAGS))), (-np.inf, [0])
    for path in itertools.product(range(len(TAGS)), repeat=3):
        legal = (
            all(allowed(TAGS[a], TAGS[b]) for a, b in itertools.pairwise(path))
            and TAGS[path[0]][0] in "OBS"
            and TAGS[path[-1]][0] in "OES"
        )
        if legal:
            value = float(
                sum(scores[t, 0, tag] for t, tag in enumerate(path))
                + sum(transitions[a, b] for a, b in itertools.pairwise(path))
            )
            total, best = total + np.exp(value), max(best, (value, list(path)))
            wanted[range(3), path] += np.exp(value)
    assert np.allclose(marginals(scores, transitions, np.array([3]))[:, 0], wanted / total, atol=1e-4)
    assert best_tags(scores, transitions, np.array([3])) == [best[1]]


def test_gazetteer_marks_full_and_short_names() -> None:
    marks = place_marks(code_points("在浙江省"))
    province = 4 * KINDS.index("province")
    assert marks[1:, province : province + 4].tolist() == [
        [1, 0, 0, 0],
        [0, 1, 1, 0],
        [0, 0, 1, 0],
    ]  # 浙江省, and 浙江 ends at 江
    assert not marks[0].any()


def test_a_bracket_that_opens_in_a_name_closes_in_it() -> None:
    text = "在甲山口岸（二桥）通关"
    assert closed(text, (1, 8, "LOC")) == (1, 9, "LOC")
    assert closed(text, (1, 5, "LOC")) == (1, 5, "LOC")


def test_words_are_cut_where_they_are_most_likely() -> None:
    cuts, names = cut(code_points("在浙江大学学习"))
    assert [(start, end, CLASSES[kind]) for start, end, kind in cuts] == [
        (0, 1, "function"),
        (1, 5, "body"),
        (5, 7, "verb"),
    ]
    assert (1, 3, CLASSES.index("place")) in names


@given(st.text(max_size=60))
def test_the_cut_covers_any_text(text: str) -> None:
    cuts = list(cut(code_points(text))[0])
    assert [start for start, _, _ in cuts] == [0, *[end for _, end, _ in cuts]][: len(cuts)]
    assert not cuts or cuts[-1][1] == len(text)


def test_folding_keeps_the_length() -> None:
    assert folded("５Ｇ　基站％") == "5G 基站%"


def test_features_have_one_row_a_character() -> None:
    seen = features([SENTENCE], shipped().weights.alphabet)[0]
    assert len(seen.characters) == len(seen.pairs) == len(seen.marks) == len(SENTENCE)


def test_the_component_writes_spans_with_scores() -> None:
    nlp = chinese()
    nlp.add_pipe("plantrace_names")
    doc = nlp(SENTENCE)
    group = doc.spans["names"]
    assert ("浙江大学", "ORG") in [(span.text, span.label_) for span in group]
    assert len(group.attrs["scores"]) == len(group)
    assert group.attrs["missed"] == 0
    assert {span.id_ for span in group} == {pipeline.names.component.SOURCE}


def test_the_pipe_gives_what_single_calls_give() -> None:
    nlp = chinese()
    nlp.add_pipe("plantrace_names")
    texts = [SENTENCE, "上海市和苏州市签署协议。"]
    single, piped = [nlp(text) for text in texts], list(nlp.pipe(texts))
    found_in = [
        [[(span.start_char, span.end_char, span.label_) for span in doc.spans["names"]] for doc in docs]
        for docs in (single, piped)
    ]
    assert found_in[0] == found_in[1]
    assert all(found_in[0])


def test_a_higher_threshold_leaves_out_the_less_sure() -> None:
    every, sure = predict([SENTENCE], threshold=0.0)[0], predict([SENTENCE], threshold=0.9)[0]
    assert sure == [name for name in every if name[3] >= 0.9]
    nlp = chinese()
    nlp.add_pipe("plantrace_names", config={"threshold": 1.1})
    assert len(nlp(SENTENCE).spans["names"]) == 0


def test_names_across_tokens_are_counted_not_lost_in_silence() -> None:
    nlp = chinese()
    doc = spacy.tokens.Doc(nlp.vocab, words=["在杭", "州市工作"], spaces=[False, False])
    pipeline.names.component.NameTagger(0.0)(doc)
    assert doc.spans["names"].attrs["missed"] == len(predict([doc.text], threshold=0.0)[0])


def test_the_weights_hold_no_pickles_and_match_their_manifest() -> None:
    folder = Path(stored.__file__).parent / "weights"
    with np.load(folder / stored.WEIGHTS, allow_pickle=False) as data:
        assert all(data[key].dtype != object for key in data.files)
    assert sum(path.stat().st_size for path in folder.iterdir()) < 12_000_000
    assert (
        stored.manifest()["weights_sha256"]
        == hashlib.sha256((folder / stored.WEIGHTS).read_bytes()).hexdigest()
    )


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=20)
def test_packed_vectors_come_back_but_for_rounding(seed: int) -> None:
    matrix = np.random.default_rng(seed).normal(size=(5, 16)).astype(np.float32)
    assert np.abs(stored.unpack(*stored.pack(matrix)) - matrix).max() < np.abs(matrix).max() / 100


@pytest.mark.parametrize("joined", [0, 24])
def test_training_learns_a_few_sentences_and_the_run_time_agrees(tmp_path: Path, joined: int) -> None:
    pytest.importorskip("torch", reason="training needs torch, the run time does not")
    from training.selftest import train_and_export

    result = train_and_export(tmp_path, seed=3, joined=joined)
    assert result.in_torch == result.wanted
    assert result.in_numpy == result.wanted


def test_a_wider_network_begins_where_the_one_before_ended() -> None:
    torch = pytest.importorskip("torch", reason="training needs torch, the run time does not")
    from training.growth import widened
    from training.network import Shape, Tagger

    before = Tagger(Shape(40, 20, 6, 5, 8, 12, 10, 7)).eval()
    wide = widened(before, 16, 11).eval()
    assert (wide.shape.hidden, wide.shape.layer) == (16, 11)
    characters, pairs = torch.randint(0, 40, (9, 3)), torch.randint(0, 20, (9, 3, 2))
    given_to_both = characters, pairs, torch.rand(9, 3, 5), torch.tensor([9, 7, 4])
    assert torch.allclose(wide.emissions(*given_to_both), before.emissions(*given_to_both), atol=1e-5)
    assert bool(wide.second.weight_hh_l0[7:11].any())  # the new units are no zeros, which nothing would teach


@given(st.sets(st.text(alphabet="abc囗𠀀", min_size=1, max_size=5), min_size=1, max_size=30))
def test_a_trie_of_a_file_holds_the_same_words(words: set[str]) -> None:
    ordered = sorted(words)
    trie = trie_of(ordered)
    read = unpacked(packed(trie))
    levels, by_number = views(read), [ordered[number] for number in in_order(trie)]

    assert [by_number[number_of(word, levels)] for word in ordered] == ordered
    assert [level.keys.tolist() for level in read.levels] == [level.keys.tolist() for level in trie.levels]
    assert all(
        number_of(word, levels) == NONE
        for known in ("", *ordered)
        for word in (known, known[:-1], f"{known}a", f"a{known}")
        if word not in words
    )


def test_the_places_of_the_file_are_those_of_the_table() -> None:
    places = place_names()
    assert all(is_place_name(name) for name in places)
    assert not is_place_name("")
    trie, kinds = _places()
    levels = views(trie)
    assert all(kinds[number_of(name, levels)] == bits for name, bits in places.items())
    assert len(kinds) == len(places)


@given(
    st.sets(st.text(alphabet="abc", min_size=1, max_size=5), max_size=30),
    st.text(alphabet="abcd", max_size=30),
)
def test_every_word_is_found_wherever_it_stands(words: set[str], text: str) -> None:
    ordered = sorted(words)
    hits = trie_of(ordered).find(code_points(text))
    assert [(s, e, ordered[w]) for s, e, w in zip(hits.starts, hits.ends, hits.words, strict=True)] == [
        (start, end, text[start:end])
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
        if text[start:end] in words
    ]
