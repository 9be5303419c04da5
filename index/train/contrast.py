"""Contrastive training of term vectors with in-batch negatives, nested over dimensions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from index.train.articles import Ids
from index.train.examples import Batch, Sampler
from index.train.initial import Matrix

NESTED = ((1.0, 1), (0.3, 2), (0.2, 4))
"""Weight of the loss and divisor of the dimensions (Matryoshka: Kusupati et al. 2022)."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast to train; `temperature` divides the cosine."""

    steps: int = 1400
    groups: int = 80
    group: int = 16
    rate: float = 0.03
    warm_up: int = 50
    temperature: float = 0.05
    report_every: int = 100


def train(
    vectors: Matrix,
    sampler: Sampler,
    schedule: Schedule,
    report: Callable[[int, float, Matrix], None],
) -> Matrix:
    """Returns the trained vectors, of the shape of `vectors`.

    The loss is InfoNCE both ways (van den Oord et al. 2018): each question must find its article
    among the batch's, each article its question. `report` gets step, loss and vectors.
    """
    weight = torch.nn.Parameter(torch.from_numpy(vectors.copy()))
    optimiser = torch.optim.Adam([weight], lr=schedule.rate, betas=(0.9, 0.99))
    for step in range(1, schedule.steps + 1):
        loss = _loss(weight, sampler.draw(schedule.groups, schedule.group), schedule.temperature)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        for group in optimiser.param_groups:
            group["lr"] = schedule.rate * _rate(step, schedule)
        optimiser.step()
        if step % schedule.report_every == 0 or step == schedule.steps:
            report(step, float(loss.detach()), weight.detach().numpy())
    return np.ascontiguousarray(weight.detach().numpy())


def _rate(step: int, schedule: Schedule) -> float:
    """Linear warm-up, then linear decay to a twentieth."""
    return min(1.0, step / schedule.warm_up) * max(0.05, 1 - step / schedule.steps)


def _loss(weight: torch.Tensor, batch: Batch, temperature: float) -> torch.Tensor:
    questions, answers = _pooled(weight, batch.questions), _pooled(weight, batch.answers)
    truth = torch.arange(len(batch.questions))
    total = torch.zeros(())
    for share, divisor in NESTED:
        width = weight.shape[1] // divisor
        left = functional.normalize(questions[:, :width], dim=1)
        right = functional.normalize(answers[:, :width], dim=1)
        scores = left @ right.T / temperature
        both = functional.cross_entropy(scores, truth) + functional.cross_entropy(scores.T, truth)
        total = total + share * both / 2
    return total


def _pooled(weight: torch.Tensor, rows: Sequence[Ids]) -> torch.Tensor:
    starts = np.cumsum([0, *(len(row) for row in rows[:-1])])
    flat = torch.from_numpy(np.concatenate(rows).astype(np.int64))
    return functional.embedding_bag(flat, weight, torch.from_numpy(starts), mode="sum")
