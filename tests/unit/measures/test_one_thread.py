"""One thread for linear algebra: for all who want it at once, and as before when the last has left."""

from __future__ import annotations

from importlib import import_module

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from graphkit.measures._one_thread import on_one_thread


def _threads() -> set[int]:
    return {each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"}


@pytest.fixture
def two() -> None:
    import_module("scipy.sparse.linalg")


def test_two_at_once_have_one_thread_until_the_last_leaves(two: None) -> None:
    with threadpool_limits(limits=2, user_api="blas"):
        assert _threads() == {2}
        first, second = on_one_thread(), on_one_thread()
        first.__enter__()
        second.__enter__()
        assert _threads() == {1}
        first.__exit__()
        assert _threads() == {1}
        second.__exit__()
        assert _threads() == {2}


def test_what_raises_inside_leaves_too(two: None) -> None:
    with threadpool_limits(limits=2, user_api="blas"):
        with pytest.raises(ZeroDivisionError), on_one_thread():
            raise ZeroDivisionError
        assert _threads() == {2}
