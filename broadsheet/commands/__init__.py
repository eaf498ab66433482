"""The commands: what each says and which exit status it ends with."""
