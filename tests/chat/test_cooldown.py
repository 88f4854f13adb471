"""The pace of one person."""

from bot.chat.cooldown import ALLOWED, WINDOW, Cooldown, Verdict


def test_a_steady_pace_is_never_stopped() -> None:
    now = 0.0
    cooldown = Cooldown(clock=lambda: now)
    for _ in range(100):
        assert cooldown.judge(1) is Verdict.ANSWER
        now += WINDOW / ALLOWED


def test_a_flood_gets_one_notice_per_window_and_is_let_in_again() -> None:
    now = 0.0
    cooldown = Cooldown(clock=lambda: now)
    verdicts = []
    for _ in range(300):
        verdicts.append(cooldown.judge(1))
        now += 0.1

    assert verdicts.count(Verdict.SAY_WAIT) == 3
    assert verdicts.count(Verdict.ANSWER) == 3 * ALLOWED


def test_messages_that_are_ignored_do_not_prolong_it() -> None:
    now = 0.0
    cooldown = Cooldown(clock=lambda: now)
    for _ in range(ALLOWED + 50):
        cooldown.judge(1)
    now = WINDOW

    assert cooldown.judge(1) is Verdict.ANSWER
