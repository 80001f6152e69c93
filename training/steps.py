"""Steps of a training: rates that fall, batches of like length, the mean of the weights."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from typing import TypeVar

import torch
from torch import nn

T = TypeVar("T")

BATCH, CHUNK = 16, 20
LAYER_RATE, HEAD_RATE, DECAY = 3e-4, 1e-3, 0.01


def optimizer_of(
    layers: Iterable[nn.Parameter], heads: Iterable[nn.Parameter], steps: int, warm_up: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """AdamW with a rate for layers and one for heads, both falling in a line after a warm-up."""
    groups = [{"params": [*layers], "lr": LAYER_RATE}, {"params": [*heads], "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / warm_up) * max(0.02, 1 - step / steps)
    )
    return optimizer, schedule


def batches(pool: list[T], length: Callable[[T], int]) -> list[list[T]]:
    """Batches of things of like length, in any order."""
    pool = random.sample(pool, len(pool))
    size = BATCH * CHUNK
    chunks = [pool[k : k + size] for k in range(0, len(pool), size)]
    ordered = [each for chunk in chunks for each in sorted(chunk, key=length)]
    found = [ordered[k : k + BATCH] for k in range(0, len(ordered), BATCH)]
    return random.sample(found, len(found))


def follow(mean: nn.Module, network: nn.Module, share: float) -> None:
    """Move the exponential mean of a network's weights towards them; `share` stays."""
    with torch.no_grad():
        for old, new in zip(mean.parameters(), network.parameters(), strict=True):
            old.lerp_(new, 1 - share)
