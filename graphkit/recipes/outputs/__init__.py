"""One file a kind of output; see `graphkit.recipes.kinds.module` for what each has."""
