"""Messages share system calls, and none is lost or kept back by it."""

from __future__ import annotations

import asyncio
import threading

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from brandmap.serving.batching import GATHER, EventLoop, GatheringTransport, WebSocketProtocol

PATIENCE = 20.0  # seconds until a lost wake-up is called lost


class Wire(asyncio.Transport):
    """A transport that notes what it is told."""

    def __init__(self):
        super().__init__({"peername": ("::1", 4711)})
        self.told = []
        self.written = asyncio.Event()

    def write(self, data):
        self.told.append(data)
        self.written.set()

    async def next_write(self):
        await asyncio.wait_for(self.written.wait(), PATIENCE)
        self.written.clear()

    def close(self):
        self.told.append("close")

    def pause_reading(self):
        self.told.append("pause")


@pytest.fixture
def loop():
    made = EventLoop()
    yield made
    made.close()


def test_what_many_threads_ask_wakes_the_loop_once(loop, monkeypatch):
    bytes_sent = []
    wake = asyncio.SelectorEventLoop._write_to_self
    monkeypatch.setattr(asyncio.SelectorEventLoop, "_write_to_self", lambda self: bytes_sent.append(wake(self)))
    done = []

    def ask(of):
        for number in range(100):
            loop.call_soon_threadsafe(done.append, (of, number))

    threads = [threading.Thread(target=ask, args=(of,)) for of in range(5)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    loop.call_soon_threadsafe(loop.stop)
    loop.run_forever()
    assert len(bytes_sent) == 1
    assert sorted(done) == [(of, number) for of in range(5) for number in range(100)]
    assert [number for of, number in done if of == 3] == list(range(100))


def test_a_sleeping_loop_is_woken_each_time(loop):
    running = threading.Thread(target=loop.run_forever)
    running.start()
    answered = 0
    for _ in range(2000):
        done = threading.Event()
        loop.call_soon_threadsafe(done.set)
        answered += done.wait(PATIENCE)
    loop.call_soon_threadsafe(loop.stop)
    running.join(PATIENCE)
    assert answered == 2000


def test_messages_written_together_are_sent_together(loop):
    wire = Wire()
    gathering = GatheringTransport(wire, loop)

    async def write():
        gathering.write(b"one ")
        gathering.write(b"two")
        assert wire.told == []
        await wire.next_write()
        gathering.write(b"three")
        await wire.next_write()

    loop.run_until_complete(write())
    assert wire.told == [b"one two", b"three"]


def test_what_waits_is_sent_before_the_end(loop):
    wire = Wire()
    gathering = GatheringTransport(wire, loop)

    async def leave():
        gathering.write(b"good ")
        gathering.write(b"bye")
        gathering.close()
        assert wire.told == [b"good bye", "close"]
        await asyncio.sleep(2 * GATHER)  # when it would have been sent

    loop.run_until_complete(leave())
    assert wire.told == [b"good bye", "close"]


def test_the_rest_of_the_transport_is_the_wrapped_one(loop):
    wire = Wire()
    gathering = GatheringTransport(wire, loop)
    gathering.pause_reading()
    assert wire.told == ["pause"]
    assert gathering.get_extra_info("peername") == ("::1", 4711)


def test_the_websocket_protocol_gathers(loop):
    protocol = WebSocketProtocol(Config(None), ServerState(), {}, loop)
    wire = Wire()
    protocol.connection_made(wire)
    assert protocol.client == ("::1", 4711)

    async def answer():
        protocol.handle_ping()
        protocol.transport.write(b"message")
        assert wire.told == []
        await wire.next_write()

    loop.run_until_complete(answer())
    assert wire.told == [b"message"]
