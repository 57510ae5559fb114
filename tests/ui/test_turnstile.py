"""Runs compute one at a time, in the order they came."""

import threading

import pytest

from brandmap.ui import turnstile
from brandmap.ui.turnstile import Turnstile, wait_turn

LIMIT = 10  # seconds until a thread that should have gone on fails the test


def test_tickets_become_valid_in_the_order_they_were_taken():
    gate = Turnstile(2)
    tickets = [gate.take() for _ in range(5)]
    assert [one.is_set() for one in tickets] == [True, True, False, False, False]
    assert gate.waiting == 3
    gate.give_back(tickets[0])
    assert [one.is_set() for one in tickets[2:]] == [True, False, False]
    gate.give_back(tickets[3])  # given up while waiting: loses its place
    gate.give_back(tickets[1])
    assert tickets[4].is_set()
    assert gate.waiting == 0
    gate.give_back(tickets[2])
    gate.give_back(tickets[4])
    assert [gate.take().is_set() for _ in range(3)] == [True, True, False]


def test_a_run_within_a_run_needs_no_second_ticket():
    gate = Turnstile(1)
    with wait_turn(pytest.fail, gate), wait_turn(pytest.fail, gate):
        assert not gate.take().is_set()


def test_a_failed_run_gives_its_ticket_back():
    gate = Turnstile(1)
    with pytest.raises(ZeroDivisionError), wait_turn(pytest.fail, gate):
        raise ZeroDivisionError
    assert gate.take().is_set()


def test_who_waits_is_told_and_then_let_through(monkeypatch):
    monkeypatch.setattr(turnstile, "NOTICE_AFTER", 0)
    gate, told, through = Turnstile(1), threading.Event(), threading.Event()

    def run():
        with wait_turn(told.set, gate):
            through.set()

    with wait_turn(pytest.fail, gate):
        other = threading.Thread(target=run)
        other.start()
        assert told.wait(LIMIT)
        assert not through.is_set()
    assert through.wait(LIMIT)
    other.join(LIMIT)
    assert gate.take().is_set()


def test_who_gives_up_while_waiting_leaves_the_queue(monkeypatch):
    """Streamlit ends a waiting run when its reader has clicked again: the notice raises then."""
    monkeypatch.setattr(turnstile, "NOTICE_AFTER", 0)
    gate = Turnstile(1)
    first = gate.take()

    def clicked_again():
        raise InterruptedError

    with pytest.raises(InterruptedError), wait_turn(clicked_again, gate):
        pytest.fail("let through")
    assert gate.waiting == 0
    gate.give_back(first)
    assert gate.take().is_set()


def test_a_run_that_hangs_does_not_stop_the_others_for_ever(monkeypatch):
    monkeypatch.setattr(turnstile, "NOTICE_AFTER", 0)
    monkeypatch.setattr(turnstile, "MAX_WAIT", 0)
    gate, told = Turnstile(1), []
    hanging = gate.take()
    with wait_turn(lambda: told.append(True), gate):
        assert told == [True]
        assert gate.waiting == 1
    assert gate.waiting == 0
    gate.give_back(hanging)
    assert gate.take().is_set()
