"""The files by which a CI builds and publishes: at every push, and when a story's time has come."""

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
      - uses: actions/cache/restore@v4
        with:
          path: |
            .broadsheet
            site
          key: broadsheet-${{ github.run_id }}-${{ github.run_attempt }}
          restore-keys: broadsheet-
      - name: Install
        run: pip install "broadsheet[cloud]"
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
    - pip install "broadsheet[cloud]"
    - |
      if [ "$CI_PIPELINE_SOURCE" != schedule ] || broadsheet due --passed; then
        broadsheet build
        broadsheet publish ${DELETIONS:+--deletions "$DELETIONS"}
      fi
"""

WORKFLOWS = {
    "github": (".github/workflows/publish.yml", GITHUB),
    "gitlab": (".gitlab-ci.yml", GITLAB),
}
