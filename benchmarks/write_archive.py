"""Write the archive to disk: `python -m benchmarks.write_archive --stories 1000 --out FOLDER`."""

import argparse
from pathlib import Path

from benchmarks.archive import Archive
from benchmarks.newsroom_site import NewsroomSite
from benchmarks.sites import Site, write_sites

FORMS: dict[str, type[Site]] = {"broadsheet": NewsroomSite}


def main() -> None:
    """Read the arguments and write the sites, each into a folder of its name."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.write_archive", description=__doc__)
    parser.add_argument("--stories", type=int, default=1_000, metavar="N")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="a folder that need not be there")
    parser.add_argument("--for", dest="forms", default="broadsheet", help="any of " + ",".join(FORMS))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    archive = Archive(options.stories, options.seed)
    write_sites(archive, [FORMS[form](archive, options.out / form) for form in options.forms.split(",")])


if __name__ == "__main__":
    main()
