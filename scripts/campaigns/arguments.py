"""The arguments that campaigns share."""

import argparse
from pathlib import Path


def read_arguments(text: str, rounds: int) -> argparse.Namespace:
    """Read how many rounds to run, from which seed, and in which folder newsrooms are made."""
    parser = argparse.ArgumentParser(description=text, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=None, help="where newsrooms are made (default: a temporary one)")
    return parser.parse_args()
