"""What a build costs, measured side by side with other generators. Nothing of the product imports this."""
