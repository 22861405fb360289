"""A network that becomes narrower, and one that learns from another: needs torch, as all training does."""

from pathlib import Path
from typing import Any

import pytest

torch: Any = pytest.importorskip("torch", reason="training needs torch, the run time does not")

from training.batches import Batch  # noqa: E402
from training.growth import widened  # noqa: E402
from training.join import joined  # noqa: E402
from training.network import Shape, Tagger  # noqa: E402
from training.shrink import narrowed  # noqa: E402
from training.teacher import Teacher, read  # noqa: E402

UNITS = 7
COPY, SILENT = 4, 5  # a unit that says what another one says, and one that nothing hears


def network(seed: int) -> Tagger:
    torch.manual_seed(seed)
    return Tagger(Shape(40, 20, 6, 5, 8, 12, 10, UNITS)).eval()


def batch() -> Batch:
    """Three texts, of which the second is not labelled."""
    torch.manual_seed(0)
    lengths, tags = torch.tensor([9, 7, 4]), torch.zeros(9, 3, dtype=torch.int64)
    mask, labelled = torch.arange(9)[:, None] < lengths, torch.tensor([True, False, True])
    characters, pairs = torch.randint(0, 40, (9, 3)), torch.randint(0, 20, (9, 3, 2))
    return Batch(characters, pairs, torch.rand(9, 3, 5), tags, mask, lengths, labelled, [0, 1, 2])


def said(model: Tagger, texts: Batch) -> Any:
    return model.emissions(texts.characters, texts.pairs, texts.marks, texts.lengths)


def test_a_narrower_network_says_the_same_where_units_said_nothing_of_their_own() -> None:
    wide, texts = network(1), batch()
    with torch.no_grad():
        for layer in (wide.first, wide.second):
            for name, value in layer.named_parameters():
                value.unflatten(0, (3, UNITS))[:, COPY] = value.unflatten(0, (3, UNITS))[:, 2]
                if "hh" in name and "weight" in name:
                    value[:, SILENT] = 0
        for reader in (wide.second.weight_ih_l0, wide.second.weight_ih_l0_reverse):
            reader[:, SILENT : 2 * UNITS : UNITS] = 0
        wide.head.weight[:, SILENT : 4 * UNITS : UNITS] = 0
        wide.out.weight[:, 3] = 0
    narrow = narrowed(wide, 11, UNITS - 2, [texts]).eval()
    assert (narrow.shape.hidden, narrow.shape.layer) == (11, UNITS - 2)
    assert torch.allclose(said(narrow, texts)[texts.mask], said(wide, texts)[texts.mask], atol=1e-3)


def test_joined_layers_say_the_same_where_there_are_numbers_enough() -> None:
    model, texts = network(1), batch()
    said_before, inputs = said(model, texts)[texts.mask], 2 * UNITS + model.shape.mixed
    exact = joined(model, inputs, [texts]).eval()
    assert (exact.shape.joined, exact.shape.layer) == (inputs, UNITS)
    assert torch.allclose(said(exact, texts)[texts.mask], said_before, atol=1e-4)
    apart = [
        (said(joined(model, n, [texts]).eval(), texts)[texts.mask] - said_before).norm() for n in (12, 4, 1)
    ]
    assert 0.001 < apart[0] < apart[1] < apart[2]


def test_layers_are_joined_last() -> None:
    model = joined(network(1), 6, [batch()])
    with pytest.raises(ValueError, match="joined already"):
        joined(model, 5, [batch()])
    with pytest.raises(ValueError, match="shrink first"):
        narrowed(model, 11, UNITS - 2, [batch()])
    with pytest.raises(ValueError, match="grows no more"):
        widened(model, 16, 11)


def test_nothing_is_to_be_learned_of_oneself_and_something_of_another() -> None:
    model, texts = network(1), batch()
    itself, other = (Teacher(network(seed), labels=0) for seed in (1, 2))
    emissions = said(model, texts)
    assert float(itself.loss(model, emissions, texts).detach()) == pytest.approx(0, abs=1e-4)
    assert float(other.loss(model, emissions, texts).detach()) > 0.01


@pytest.mark.parametrize("heat", [1.0, 3.0])
def test_what_a_teacher_says_can_be_learned(heat: float) -> None:
    model, texts, teacher = network(1), batch(), Teacher(network(2), labels=0, heat=heat)
    model.transitions.requires_grad_(False)
    optimizer, losses = torch.optim.Adam(model.parameters(), lr=0.02), list[float]()
    for _ in range(60):
        loss = teacher.loss(model, said(model, texts), texts)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < losses[0] / 20


def test_the_tags_of_a_text_without_labels_say_nothing() -> None:
    model, texts, teacher = network(1), batch(), Teacher(network(2), labels=0.5)
    emissions = said(model, texts)
    before = float(teacher.loss(model, emissions, texts).detach())
    texts.tags[:7, 1] = torch.tensor([1, 2, 2, 3, 0, 0, 0])  # of the second text
    assert float(teacher.loss(model, emissions, texts).detach()) == pytest.approx(before, abs=1e-4)
    texts.tags[:4, 2] = torch.tensor([1, 2, 2, 3])
    assert float(teacher.loss(model, emissions, texts).detach()) != pytest.approx(before, abs=1e-2)


def test_a_run_is_read_as_a_teacher(tmp_path: Path) -> None:
    model, texts = network(1), batch()
    torch.save({"state": model.state_dict(), "shape": model.shape}, tmp_path / "model.pt")
    teacher = read(tmp_path)
    assert torch.equal(said(teacher, texts), said(model, texts))
    assert not any(value.requires_grad for value in teacher.parameters())
