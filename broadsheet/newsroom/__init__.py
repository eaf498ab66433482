"""The newsroom's settings: what `newsroom.yaml` says, as values."""
