"""Files into a store: an account of every row, a record of every load, a list of what was rejected."""

from graphkit.loading.files import FileAccount, LoadResult, Progress, load, rehearse
from graphkit.loading.opening import opened

__all__ = ["FileAccount", "LoadResult", "Progress", "load", "opened", "rehearse"]
