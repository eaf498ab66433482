"""`python -m broadsheet` is the same as the `broadsheet` command."""

from broadsheet.cli import main

if __name__ == "__main__":
    main()
