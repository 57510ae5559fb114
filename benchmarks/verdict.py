"""Compare figures with their targets and say in one sentence which are missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """Hold a measured value and its target: at most ``limit``, or at least that if ``more_is_better``."""

    label: str
    value: float
    limit: float
    more_is_better: bool = False
    unit: str = ""

    @property
    def reached(self) -> bool:
        """Tell whether the value keeps the target."""
        return self.value >= self.limit if self.more_is_better else self.value <= self.limit

    @property
    def target(self) -> str:
        """Return the target with its sign: ``≥ 5 ×``."""
        return f"{'≥' if self.more_is_better else '≤'} {self.limit:g} {self.unit}".strip()

    def cell(self) -> str:
        """Return the target and whether it is reached, for a table."""
        return f"{self.target}: {'reached' if self.reached else '**missed**'}"


def verdict(checks: Sequence[Check]) -> str:
    """Say how many targets are reached, and each missed one with its value."""
    missed = [f"{one.label} ({one.value:.2f}, target {one.target})" for one in checks if not one.reached]
    if not missed:
        return f"All {len(checks)} targets are reached."
    return f"{len(checks) - len(missed)} of {len(checks)} targets are reached. **Missed:** {'; '.join(missed)}."
