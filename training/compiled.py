"""`scan.cpp` as functions of torch, compiled at first use (needs g++ and ninja): a bidirectional GRU and the
chain's loss, the same numbers as `training.recurrent` and `training.network` in a third of the time."""

from functools import cache
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.utils.cpp_extension import load


@cache
def _module() -> Any:
    flags = ["-Ofast", "-march=native"]
    return load("plantrace_scan", [str(Path(__file__).with_name("scan.cpp"))], extra_cflags=flags)


def scan(gates: Tensor, weight: Tensor, bias: Tensor, lengths: Tensor) -> Tensor:
    """States (T, B, 2H) of texts of these lengths, longest first; gates (T, B, 6H)."""
    steps = torch.arange(gates.shape[0])
    states: Tensor = _Scan.apply(gates, weight, bias, (lengths[:, None] > steps).sum(0).tolist())
    return states


def chain_loss(
    emissions: Tensor, trans: Tensor, limits: tuple[Tensor, Tensor], tags: Tensor, mask: Tensor
) -> Tensor:
    """Mean negative log likelihood of the tags; `limits` are the penalties of openings and closings."""
    loss: Tensor = _Chain.apply(emissions, trans, *limits, tags, mask.sum(1).tolist())
    return loss


class _Scan(torch.autograd.Function):
    """States (T, B, 2H) from the input's share of the gates (T, B, 6H), weights (2, H, 3H), bias (2, 3H)."""

    @staticmethod
    def forward(ctx: Any, gates: Tensor, weight: Tensor, bias: Tensor, sizes: list[int]) -> Tensor:
        states, kept = _module().forward(gates.contiguous(), weight, bias, sizes)
        ctx.save_for_backward(states, kept, weight)
        ctx.sizes = sizes
        return torch.cat([states[0, 1:], states[1, :-1]], dim=2)

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, Tensor, None]:
        states, kept, weight = ctx.saved_tensors
        found = _module().backward(grads[0].contiguous(), states, kept, weight, ctx.sizes)
        return found[0], found[1], found[2], None


class _Chain(torch.autograd.Function):
    """Negative log likelihood (B,) of tags (T, B), from emissions (T, B, tags) and transitions with their
    penalties, openings and closings."""

    @staticmethod
    def forward(
        ctx: Any,
        emissions: Tensor,
        trans: Tensor,
        opening: Tensor,
        closing: Tensor,
        tags: Tensor,
        sizes: list[int],
    ) -> Tensor:
        loss, d_emissions, d_trans = _module().chain(
            emissions.contiguous(), trans, opening, closing, tags, sizes
        )
        ctx.save_for_backward(d_emissions, d_trans)
        return loss.mean()

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor | None, ...]:
        d_emissions, d_trans = ctx.saved_tensors
        share = grads[0] / d_emissions.shape[1]
        return d_emissions * share, d_trans * share, None, None, None, None
