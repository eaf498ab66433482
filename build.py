"""The front door of this checkout: `python build.py` builds the site.

`python build.py COMMAND …` is the same as the installed `broadsheet COMMAND …`.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    from broadsheet.cli import main

    main(default_command="build", program="python build.py")
