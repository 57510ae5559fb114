"""Write the metrics of one process in Prometheus' text format."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import streamlit

from brandmap import __version__
from brandmap.serving import descriptors
from brandmap.serving.health import Report
from brandmap.serving.traffic import BUCKETS, Traffic
from brandmap.ui.repairs import messages, upload_quota

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
STARTED = time.time()


def exposition(traffic: Traffic, report: Report, statuses: Mapping[int, int]) -> str:
    """Write all metrics, each with its HELP and TYPE line."""
    return "".join(_lines(traffic, report, statuses))


def _lines(traffic: Traffic, report: Report, statuses: Mapping[int, int]) -> Iterator[str]:
    build = f'brandmap_build_info{{version="{__version__}",streamlit="{streamlit.__version__}"}} 1'
    yield _metric("brandmap_build_info", "gauge", "Versions of this process.", build)
    data = f'brandmap_data_info{{fingerprint="{report.fingerprint}"}} 1'
    yield _metric("brandmap_data_info", "gauge", "sha256 of the data being shown, first 12 digits.", data)
    yield _single("brandmap_ready", "gauge", "1 if /readyz answers 200.", int(report.ready))
    yield _single("brandmap_data_failure", "gauge", "1 if the files on disk cannot be used.", int(report.data_failure))
    yield _single("brandmap_sessions_open", "gauge", "Browser tabs connected now.", traffic.sessions_open)
    yield _single(
        "brandmap_sessions_total", "counter", "Connections accepted, reconnections too.", traffic.sessions_total
    )
    yield _single("brandmap_runs_in_progress", "gauge", "Pages being computed now.", traffic.runs_open)
    yield _metric(
        "brandmap_run_seconds", "histogram", "From a visitor's action to the finished page.", *_histogram(traffic)
    )
    answers = [f'brandmap_responses_total{{class="{kind}xx"}} {statuses[kind]}' for kind in sorted(statuses)]
    yield _metric("brandmap_responses_total", "counter", "Responses by class of status; 1xx are websockets.", *answers)
    yield _single(
        "brandmap_uploads_refused_total", "counter", "Uploads over a session's quota.", upload_quota.refused()
    )
    refused = messages.refused()
    yield _single("brandmap_messages_refused_total", "counter", "Messages and widgets no page of ours has.", refused)
    yield _single(
        "brandmap_visitors_refused_total", "counter", "New visitors asked to wait.", descriptors.refused_count()
    )
    yield from _process()


def _histogram(traffic: Traffic) -> Iterator[str]:
    total = 0
    for bound, count in zip((*map(str, BUCKETS), "+Inf"), traffic.histogram, strict=True):
        total += count
        yield f'brandmap_run_seconds_bucket{{le="{bound}"}} {total}'
    yield f"brandmap_run_seconds_sum {traffic.run_seconds:.6f}"
    yield f"brandmap_run_seconds_count {traffic.runs_total}"


def _process() -> Iterator[str]:
    """Write the usual metrics of a process. Memory and descriptors come from /proc, which only Linux has."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    cpu = f"{usage.ru_utime + usage.ru_stime:.2f}"
    yield _single("process_cpu_seconds_total", "counter", "Processor time of this process.", cpu)
    yield _single("process_start_time_seconds", "gauge", "Start, seconds since 1970.", f"{STARTED:.0f}")
    proc = Path("/proc/self")
    if (proc / "statm").is_file():
        pages = int((proc / "statm").read_text(encoding="ascii").split()[1])
        resident = pages * os.sysconf("SC_PAGE_SIZE")
        yield _single("process_resident_memory_bytes", "gauge", "Memory held.", resident)
        yield _single("process_open_fds", "gauge", "Open file descriptors.", len(os.listdir(proc / "fd")))
        yield _single("process_max_fds", "gauge", "Limit of open file descriptors.", descriptors.limit())


def _single(name: str, kind: str, help_: str, value: object) -> str:
    """Write a metric with one value."""
    return _metric(name, kind, help_, f"{name} {value}")


def _metric(name: str, kind: str, help_: str, *samples: str) -> str:
    """Write a metric with its samples."""
    return "\n".join((f"# HELP {name} {help_}", f"# TYPE {name} {kind}", *samples)) + "\n"
