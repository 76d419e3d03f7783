"""How do many trials run side by side, each in a process of its own that may not hang?"""

from __future__ import annotations

import os
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

WORKERS = int(os.environ.get("WORKERS", "2"))
MEMORY = 4 << 30
BROKEN = "(the trial itself failed)"
Job = TypeVar("Job")


@dataclass
class Running(Generic[Job]):
    job: Job
    pipe: int
    until: float


def in_forks(
    jobs: Iterable[Job],
    seconds: Callable[[Job], float],
    work: Callable[[Job], str],
    done: Callable[[Job, str], None],
) -> None:
    """Each job in a fork: `done` is told what `work` returned, or how the fork died.

    `seconds` is processor time; by the clock a fork may take far longer, on a busy machine.
    """
    running: dict[int, Running[Job]] = {}
    waiting = iter(jobs)
    more = True
    while more or running:
        while more and len(running) < WORKERS:
            job = next(waiting, None)
            if job is None:
                more = False
            else:
                limit = seconds(job)
                pid, pipe = fork(lambda job=job: work(job), limit)
                running[pid] = Running(job, pipe, time.monotonic() + 600 + 10 * limit)
        for pid in list(running):
            if time.monotonic() > running[pid].until:
                os.kill(pid, signal.SIGKILL)
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                ran = running.pop(pid)
                with os.fdopen(ran.pipe, "rb") as pipe:
                    said = pipe.read().decode()
                if said.startswith(BROKEN):
                    raise RuntimeError(f"{ran.job}: {said}")
                done(ran.job, said if status == 0 else death(status))
        time.sleep(0.002)


def death(status: int) -> str:
    """A fork that took too long or fell over: the tests would have noticed."""
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL):
        return "(took too long)"
    return "(fell over)"


def fork(work: Callable[[], str], limit: float) -> tuple[int, int]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    status = 1
    try:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (int(limit) + 1, int(limit) + 2))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        if not os.environ.get("LOUD"):
            os.dup2(silent, 2)
        os.write(writing, work().encode()[:4000])
        status = 0
    except MemoryError:
        os.write(writing, b"(took too much memory)")
        status = 0
    except BaseException:
        os.write(writing, f"{BROKEN} {traceback.format_exc()}".encode()[:4000])
    finally:
        os._exit(status)
