"""What the machine of a measurement is, in words that say nothing of whose it is."""

import os
import platform
import sys
from pathlib import Path


def describe_machine(folder: Path) -> dict[str, str | float]:
    """Describe the machine and the file system that a folder is on."""
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        "memory_gb": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9, 1),
        "processor": _processor(),
        "kernel": f"{platform.system()} {platform.release().partition('-')[0]}",
        "file_system": _file_system(folder.resolve()),
        "python": _python(),
    }


def _python() -> str:
    """Name the Python; one of the system is built for speed, one that was compiled by hand may not be."""
    return platform.python_version() + (" of the system" if sys.base_prefix == "/usr" else "")


def load_average() -> list[float]:
    """Give how busy the machine was in the last 1, 5 and 15 minutes."""
    return [round(load, 2) for load in os.getloadavg()]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _file_system(folder: Path) -> str:
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text("utf-8").splitlines()]
    except OSError:
        return ""
    holding = [mount for mount in mounts if folder.is_relative_to(mount[1])]
    return max(holding, key=lambda mount: len(mount[1]))[2] if holding else ""
