"""A trained network that teaches another one: what it says of a text is learned beside the labels, and alone
where there are none."""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from training.batches import Batch
from training.network import Tagger


@dataclass(frozen=True, slots=True)
class Teacher:
    """A network to learn from; the labels weigh `labels` beside it. `heat` divides its scores and those of
    the network that learns, so that what it holds for less likely is learned, too."""

    model: Tagger
    labels: float = 0.2
    heat: float = 3.0

    def loss(self, model: Tagger, emissions: Tensor, batch: Batch) -> Tensor:
        """Mean over texts: how far the chain of the tags is from the teacher's, and from the labels."""
        loss = self.heat * self._apart(model, emissions, batch)
        if self.labels and batch.labelled.any():
            given = (x[:, batch.labelled] for x in (emissions, batch.tags, batch.mask))
            loss = loss + self.labels * batch.labelled.float().mean() * model.loss(*given)
        return loss

    def _apart(self, model: Tagger, emissions: Tensor, batch: Batch) -> Tensor:
        """The divergence of two chains with the same transitions.

        That is how much less likely any one sequence of tags is made, but for the scores of the tags at each
        character: there the teacher's probabilities stand in the place of the sequence.
        """
        with torch.no_grad():
            wanted = self.model.emissions(batch.characters, batch.pairs, batch.marks, batch.lengths)
        sequence = batch.tags, batch.mask, self.heat
        own = self.model.loss(wanted.requires_grad_(), *sequence)
        (probable,) = torch.autograd.grad(own, wanted)  # minus the sequence
        nearer = (probable * (emissions - wanted.detach())).sum()
        return model.loss(emissions, *sequence) - own.detach() - nearer


def read(run: Path) -> Tagger:
    """The network of a run, which learns no more."""
    found = torch.load(run / "model.pt", weights_only=False)
    model = Tagger(found["shape"])
    model.load_state_dict(found["state"])
    return model.eval().requires_grad_(False)
