"""Every fault, with short pauses; what holds is said where the fault is made."""

from collections.abc import Awaitable, Callable

import pytest

from bot.desk import Desk
from tests.loopback.faults import FAULTS


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
async def test_holds(desk: Desk, fault: Callable[[Desk, float], Awaitable[str]]) -> None:
    assert await fault(desk, 0.02)
