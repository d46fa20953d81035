"""What falls: one file a what-if, with the rules of what an action survives in `graphkit.scenarios.rules`."""
