"""Parts of the loader of the State's grants to associations."""
