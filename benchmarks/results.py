"""What was measured, as values, as a table, and as the page `results.md`."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from benchmarks.figures import FIGURES, OURS, RIVAL, SCALE, SCALE_LABEL, Target, find_target
from benchmarks.match import Samples

FOLDER = Path(__file__).resolve().parent / "results"
PAGE = FOLDER.with_suffix(".md")


@dataclass(frozen=True, slots=True)
class Results:
    """One comparison at one size."""

    stories: int
    runs: int
    date: str
    machine: dict[str, str | float]
    load_before: list[float]
    load_after: list[float]
    versions: dict[str, str]
    failures: dict[str, str]
    figures: dict[str, Samples]
    processor: dict[str, Samples]


def save_results(results: Results, path: Path) -> None:
    """Write results as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(results), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def load_results(path: Path) -> Results:
    """Read results from JSON."""
    return Results(**json.loads(path.read_text("utf-8")))


def write_page(folder: Path = FOLDER, page: Path = PAGE) -> None:
    """Rewrite `results.md` from all kept results, the smallest archive first, then what was measured apart."""
    kept = sorted(map(load_results, folder.glob("*.json")), key=lambda results: results.stories)
    apart = [path.read_text("utf-8").strip() for path in sorted(folder.glob("*.md"))]
    text = "\n\n".join([*map(_section, kept), *apart])
    page.write_text(
        f"# Results\n\nWritten by `scripts/bench --write-results`; see [how](README.md).\n\n{text}\n", "utf-8"
    )


def render_tables(results: Results) -> str:
    """Give the tables for a terminal."""
    return f"{_aligned(_table(results))}\n\nprocessor time, of all processes\n{_aligned(_processor_table(results))}"


def _aligned(table: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in table)
    return "\n".join(lines)


def _markdown(table: list[list[str]]) -> str:
    head, *lines = table
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, ["---"] * len(head), *lines])


def _table(results: Results) -> list[list[str]]:
    head = [*_head(results), "must", "goal", ""]
    return [head, *(_row(name, samples, results) for name, samples in results.figures.items())]


def _processor_table(results: Results) -> list[list[str]]:
    return [
        _head(results),
        *([FIGURES[name].label, *_compared(name, samples, results)] for name, samples in results.processor.items()),
    ]


def _head(results: Results) -> list[str]:
    return ["", *results.versions, *(f"ours / {name}" for name in results.versions if name != OURS)]


def _row(name: str, samples: Samples, results: Results) -> list[str]:
    target = find_target(name, results.stories)
    label = SCALE_LABEL if name == SCALE else FIGURES[name].label
    limits = [_limit(name, target, "must"), _limit(name, target, "goal")]
    return [label, *_compared(name, samples, results), *limits, _verdict(samples, target)]


def _compared(name: str, samples: Samples, results: Results) -> list[str]:
    values = [_value(name, samples.get(contestant)) for contestant in results.versions]
    return [*values, *(_ratio_to(samples, peer) for peer in results.versions if peer != OURS)]


def _value(figure: str, measured: list[float] | None) -> str:
    if not measured:
        return "–"
    unit = FIGURES[figure].unit if figure in FIGURES else ""
    if unit == "bytes":
        return f"{median(measured) / 1e6:,.0f} MB"
    if unit == "files":
        spread = f" ({min(measured):,.0f}–{max(measured):,.0f})" if len(measured) > 1 else ""
        return f"{median(measured):,.0f}{spread}"
    if unit == "s":
        spread = f" ({min(measured):.2f}–{max(measured):.2f})" if len(measured) > 1 else ""
        return f"{median(measured):.2f} s{spread}"
    return f"{median(measured):.2f}"


def _ratio_to(samples: Samples, peer: str) -> str:
    ours, theirs = samples.get(OURS), samples.get(peer)
    return _ratio(median(ours) / median(theirs)) if ours and theirs else "–"


def _ratio(ratio: float) -> str:
    return f"1/{1 / ratio:.0f}" if 0 < ratio < 0.2 else f"{ratio:.2f}"


def _limit(figure: str, target: Target | None, which: str) -> str:
    if target is None:
        return ""
    limit: float = getattr(target, which)
    return f"≤ {_ratio(limit)}" if target.is_ratio else f"≤ {_value(figure, [limit])}"


def _verdict(samples: Samples, target: Target | None) -> str:
    ours, theirs = samples.get(OURS), samples.get(RIVAL)
    if target is None or not ours or (target.is_ratio and not theirs):
        return ""
    reached = median(ours) / median(theirs) if target.is_ratio and theirs else median(ours)
    if reached <= target.goal:
        return "goal"
    return "must" if reached <= target.must else "missed"


def _repeated(runs: int) -> str:
    return f"median of {runs} runs (least–most)" if runs > 1 else "one run"


def _section(results: Results) -> str:
    machine = results.machine
    versions = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    facts = (
        f"{results.date}; {machine['cores']} cores of {machine['processor']}, {machine['memory_gb']} GB,"
        f" {machine['file_system']}, {machine['kernel']}, Python {machine['python']}; {versions};"
        f" {_repeated(results.runs)};"
        f" load average {results.load_before[0]} before and {results.load_after[0]} after."
    )
    failures = [f"{name} failed at `{figure}`." for name, figure in results.failures.items()]
    processor = ["Processor time, of all processes:", _markdown(_processor_table(results))] if results.processor else []
    return "\n\n".join([f"## {results.stories:,} stories", facts, *failures, _markdown(_table(results)), *processor])
