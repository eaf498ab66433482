"""The arguments that campaigns share."""

import argparse
from pathlib import Path


def read_arguments(text: str, rounds: int) -> argparse.Namespace:
    """Read how many rounds to run, from which seed, and in which folder newsrooms are made."""
    return make_parser(text, rounds).parse_args()


def make_parser(text: str, rounds: int) -> argparse.ArgumentParser:
    """Make the parser of those arguments, for campaigns that take more."""
    parser = argparse.ArgumentParser(description=text, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=None, help="where newsrooms are made (default: a temporary one)")
    return parser
