"""The build: from the files of a newsroom to a site, step by step."""
