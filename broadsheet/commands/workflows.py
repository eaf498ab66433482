"""The files by which a CI builds and publishes: at every push, and when a story's time has come."""

import re
from collections.abc import Sequence

from broadsheet import __version__

PINS = "requirements.txt"

GITHUB = """\
# Builds and publishes at every push, and when a story's time has come.
# Put what the target needs (keys, tokens) in the repository's secrets and name them under `env`.
name: publish
on:
  push:
    branches: [main]
  schedule:
    - cron: "*/10 * * * *"
  workflow_dispatch:
    inputs:
      deletions:
        description: The exact number of deletions, where so many were refused
        required: false

permissions:
  contents: write # for a target of the kind `git` in this very repository

concurrency:
  group: publish
  cancel-in-progress: false

jobs:
  publish:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    env:
      BROADSHEET_GIT_TOKEN: ${{ secrets.GITHUB_TOKEN }}
      AWS_ACCESS_KEY_ID: ${{ secrets.AWS_ACCESS_KEY_ID }}
      AWS_SECRET_ACCESS_KEY: ${{ secrets.AWS_SECRET_ACCESS_KEY }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
          cache: pip
          cache-dependency-path: {{pins}}
      - uses: actions/cache/restore@v4
        with:
          path: |
            .broadsheet
            site
          key: broadsheet-${{ github.run_id }}-${{ github.run_attempt }}
          restore-keys: broadsheet-
      - name: Install
{{install}}
      - name: Is anything due?
        id: due
        run: |
          if [ "$GITHUB_EVENT_NAME" != schedule ] || broadsheet due --passed; then
            echo "due=yes" >> "$GITHUB_OUTPUT"
          fi
      - name: Build
        if: steps.due.outputs.due == 'yes'
        run: broadsheet build
      - name: Publish
        if: steps.due.outputs.due == 'yes'
        env:
          DELETIONS: ${{ inputs.deletions }}
        run: broadsheet publish ${DELETIONS:+--deletions "$DELETIONS"}
      - name: Keep the build log, and what caches could not be told of
        if: always()
        uses: actions/cache/save@v4
        with:
          path: |
            .broadsheet
            site
          key: broadsheet-${{ github.run_id }}-${{ github.run_attempt }}
"""

GITLAB = """\
# Builds and publishes at every push, and when a story's time has come.
# Put what the target needs (keys, tokens) in the project's CI/CD variables, masked.
# For the second half, add a pipeline schedule: every ten minutes, */10 * * * *.
variables:
  DELETIONS:
    value: ""
    description: The exact number of deletions, where so many were refused

publish:
  image: python:3.12
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  resource_group: publish
  timeout: 30 minutes
  cache:
    key: broadsheet
    paths: [.broadsheet, site]
    when: always # what caches could not be told of is kept there
  script:
{{install}}
    - |
      if [ "$CI_PIPELINE_SOURCE" != schedule ] || broadsheet due --passed; then
        broadsheet build
        broadsheet publish ${DELETIONS:+--deletions "$DELETIONS"}
      fi
"""

# Where each is, and how deep in it the commands stand.
WORKFLOWS = {
    "github": (".github/workflows/publish.yml", GITHUB, "        run: ", "        "),
    "gitlab": (".gitlab-ci.yml", GITLAB, "    - ", "    "),
}

_OURS = re.compile(r"^[^#\n]*(?<![\w-])broadsheet(?!\w|-[a-z])", re.IGNORECASE | re.MULTILINE)


def names_broadsheet(pins: str) -> bool:
    """Answer whether a file of requirements says which Broadsheet to install, and from where."""
    return _OURS.search(pins) is not None


def workflow_path(host: str) -> str:
    """Give the path of a host's file in the newsroom."""
    return WORKFLOWS[host][0]


def workflow_text(host: str, extras: Sequence[str], is_pinned: bool) -> str:
    """Write a host's file; it installs by `requirements.txt`, or by itself this version with what the settings need."""
    path, text, command, indent = WORKFLOWS[host]
    if is_pinned:
        install = f"{command}pip install -r {PINS}"
    else:
        brackets = f"[{','.join(extras)}]" if extras else ""
        why = "# In brackets stands what newsroom.yaml needed when this was written; docs/publishing.md says more."
        install = f'{indent}{why}\n{command}pip install "broadsheet{brackets}=={__version__}"'
    return text.replace("{{install}}", install).replace("{{pins}}", PINS if is_pinned else path)
