"""Count behind a relay what really travels down: HTTP and websocket, headers and compression."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from benchmarks.servers import App

CHUNK = 65_536


class Meter:
    """``down`` is the number of bytes sent to browsers so far."""

    def __init__(self) -> None:
        self.down = 0


@contextlib.contextmanager
def relayed(app: App) -> Iterator[tuple[App, Meter]]:
    """Put the app behind a relay on a port of its own, and the relay's meter. For bytes, not for times."""
    meter = Meter()
    target = urlsplit(app.url)
    loop = asyncio.new_event_loop()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(target.hostname, target.port)
        await asyncio.gather(_copy(reader, far_writer, None), _copy(far_reader, writer, meter))

    # In a thread of its own: Playwright runs a loop in ours.
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(asyncio.start_server(connected, "127.0.0.1", 0), loop).result()
    try:
        yield replace(app, url=f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"), meter
    finally:
        loop.call_soon_threadsafe(server.close)
        asyncio.run_coroutine_threadsafe(_ended(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _ended() -> None:
    """End the connections still open."""
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, meter: Meter | None) -> None:
    with contextlib.suppress(ConnectionError):
        while data := await reader.read(CHUNK):
            if meter is not None:
                meter.down += len(data)
            writer.write(data)
            await writer.drain()
    writer.close()
