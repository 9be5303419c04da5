"""Contrastive training of term vectors with in-batch negatives, nested over dimensions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from scipy import sparse
from torch.nn import functional

from index.train.corpus import Bags
from index.train.examples import Batch, Sampler
from index.train.initial import Matrix


def nested_dimensions(full: int) -> tuple[int, ...]:
    """Returns the lengths to which vectors of `full` dimensions can well be cut, longest first."""
    return (full, 256, 128) if full > 256 else (full, full // 2, full // 4)


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast to train; `temperature` divides the cosine.

    The whole vector counts in every step, its first 256 or 128 dimensions in every other one with
    the weight `nested` (Matryoshka: Kusupati et al. 2022). At six times this rate what is random in
    the start is lost within some hundred steps, and with it much of what tells terms apart.
    """

    steps: int = 900
    groups: int = 120
    group: int = 16
    rate: float = 0.005
    last_rate: float = 0.05
    warm_up: int = 50
    temperature: float = 0.05
    nested: float = 0.5
    report_every: int = 100


class _InfoNCE(torch.autograd.Function):
    """InfoNCE both ways between unit rows (van den Oord et al. 2018), its gradient written out.

    Only one matrix of scores is kept and is turned into its own gradient in place; automatic
    differentiation keeps six, and a step takes longer.
    """

    @staticmethod
    def forward(
        ctx: Any, left: torch.Tensor, right: torch.Tensor, temperature: float
    ) -> torch.Tensor:
        scores = left @ right.T
        own = scores.diagonal().sub(1).sum() / temperature
        # A cosine is at most 1, so no exponent is above 0 and none overflows.
        weights = scores.sub_(1).div_(temperature).exp_()
        rows, columns = weights.sum(1), weights.sum(0)
        loss = (rows.log().sum() + columns.log().sum()) / 2 - own
        gradient = weights.mul_((0.5 / rows)[:, None] + (0.5 / columns)[None, :])
        gradient.diagonal().sub_(1)
        gradient.div_(temperature * len(left))
        ctx.save_for_backward(gradient, left, right)
        return loss / len(left)

    @staticmethod
    def backward(ctx: Any, outer: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, None]:
        gradient, left, right = ctx.saved_tensors
        return outer * (gradient @ right), outer * (gradient.T @ left), None


class _Sums(torch.autograd.Function):
    """Sums of the rows of bags; the gradient is a sparse product, in half the library's time."""

    @staticmethod
    def forward(ctx: Any, weight: torch.Tensor, bags: Bags) -> torch.Tensor:
        ctx.bags, ctx.width = bags, len(weight)
        rows, starts = torch.from_numpy(bags.rows), torch.from_numpy(bags.borders[:-1])
        return functional.embedding_bag(rows, weight, starts, mode="sum")

    @staticmethod
    def backward(ctx: Any, outer: torch.Tensor) -> tuple[torch.Tensor, None]:
        terms: sparse.csr_matrix = ctx.bags.matrix(ctx.width).T.tocsr()
        return torch.from_numpy(terms @ outer.contiguous().numpy()), None


def train(
    vectors: Matrix,
    sampler: Sampler,
    schedule: Schedule,
    report: Callable[[int, float], None],
) -> Matrix:
    """Returns the trained vectors, of the shape of `vectors`.

    Each question must find its passage among the batch's, each passage its question. `report` gets
    step and loss.
    """
    weight = torch.nn.Parameter(torch.from_numpy(vectors.copy()))
    optimiser = torch.optim.Adam([weight], lr=schedule.rate, betas=(0.9, 0.99), fused=True)
    for step in range(1, schedule.steps + 1):
        whole, part = _losses(weight, sampler.draw(schedule.groups, schedule.group), step, schedule)
        optimiser.zero_grad()
        (whole + schedule.nested * part).backward()  # type: ignore[no-untyped-call]
        for group in optimiser.param_groups:
            group["lr"] = schedule.rate * _rate(step, schedule)
        optimiser.step()
        if step % schedule.report_every == 0 or step == schedule.steps:
            report(step, float(whole.detach()))
    return np.ascontiguousarray(weight.detach().numpy())


def _rate(step: int, schedule: Schedule) -> float:
    """Linear warm-up, then linear decay."""
    return min(1.0, step / schedule.warm_up) * max(schedule.last_rate, 1 - step / schedule.steps)


def _losses(
    weight: torch.Tensor, batch: Batch, step: int, schedule: Schedule
) -> tuple[torch.Tensor, torch.Tensor]:
    """The loss of the whole vectors, and that of their first dimensions."""
    count = len(batch.questions)
    sums: torch.Tensor = _Sums.apply(weight, batch.questions.and_(batch.passages))  # type: ignore[no-untyped-call]
    widths = nested_dimensions(weight.shape[1])
    losses = []
    for width in (widths[0], widths[1 if step % 2 else 2]):
        unit = functional.normalize(sums[:, :width], dim=1)
        losses.append(_InfoNCE.apply(unit[:count], unit[count:], schedule.temperature))  # type: ignore[no-untyped-call]
    return losses[0], losses[1]
