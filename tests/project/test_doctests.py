"""Every example in a docstring runs, under the names that users import."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import graphkit
import graphkit.loaders


def _modules() -> list[str]:
    found = [m.name for m in pkgutil.walk_packages(graphkit.__path__, "graphkit.") if not m.name.endswith("__main__")]
    return sorted({*found, *(m.name for m in pkgutil.iter_modules(graphkit.loaders.__path__, "graphkit.loaders."))})


@pytest.mark.parametrize("name", _modules())
def test_examples_run(name: str) -> None:
    module = importlib.import_module(name)
    finder, runner = doctest.DocTestFinder(), doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    found = {test.name: test for test in finder.find(module, name)}
    # A decorated function hides its docstring from doctest.
    for attribute, value in vars(module).items():
        inner = getattr(value, "function", None)
        if callable(inner) and getattr(inner, "__module__", "") == name:
            found |= {test.name: test for test in finder.find(inner, f"{name}.{attribute}")}
    for test in found.values():
        runner.run(test)
    assert runner.failures == 0
