"""What NetworkX calls: which functions run here, on what, and all others in NetworkX.

Examples
--------
A projection, and a network, stand where NetworkX wants a graph:

>>> import networkx as nx
>>> from graphkit.measures._example import cafe_and_garden
>>> network = cafe_and_garden()
>>> projection = network.projection()
>>> nx.closeness_centrality(projection)
{'city': 1.0, 'families': 0.6666666666666666, 'fund': 0.6666666666666666}
>>> {actor: round(value, 3) for actor, value in nx.pagerank(projection).items()}
{'city': 0.486, 'families': 0.257, 'fund': 0.257}
>>> nx.degree_centrality(network)[("Action", "garden")]
0.5

There is no kernel for this one, so NetworkX does it, on a copy that is kept:

>>> nx.global_efficiency(projection)
0.8333333333333334

A graph of NetworkX is taken where it is asked for:

>>> nx.betweenness_centrality(nx.path_graph(3), backend="graphkit")
{0: 0.0, 1: 1.0, 2: 0.0}
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from graphkit import discovery
from graphkit.backend.function import Function, Refused
from graphkit.backend.info import FUNCTIONS

if TYPE_CHECKING:
    import networkx as nx
    import pytest

NAME = "graphkit"
RAN = "%s ran by a kernel"

_log = logging.getLogger("graphkit.backend")


class Backend:
    """The backend: an attribute for each function that NetworkX dispatches.

    On a network or a projection all of them run: those with a kernel here, the others in NetworkX on a copy that is
    made once. A graph of NetworkX is taken by those with a kernel alone.
    """

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_") or name.endswith("__new__") or not _in_networkx(name):
            raise AttributeError(f"graphkit has no function {name} for NetworkX")
        return lambda *args, **kwargs: _call(name, args, kwargs)

    def can_run(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool | str:
        """Whether a function can be called with these arguments, or why not.

        What shows only when the arrays are made, weights that are no numbers or nodes far from one another, is not
        asked here: NetworkX then does it on the same graph, within the call.
        """
        if any(_is_ours(value) for value in _flat(args, kwargs)):
            if _algorithm(name)._will_call_mutate_input(args, kwargs):
                return "it would change the network; change a copy of it, made by to_networkx()"
            return True
        found = _kernel(name)
        if found is None:
            return "there is no kernel for it"
        return _refusal(name, found, args, kwargs) or True

    def should_run(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool | str:
        """Whether that is quicker than NetworkX, its start included; asked of graphs of NetworkX alone."""
        found = _kernel(name)
        if found is None:
            return "there is no kernel for it"
        from graphkit.backend.graph import size

        graph, arguments = _bound(name, args, kwargs)
        asked = size(graph)
        if _always() or found.pays(asked, arguments) or found.other(asked, arguments) is not None:
            return True
        return "NetworkX is quicker, counting what it takes to start"

    def convert_from_nx(self, graph: nx.Graph[Any], **_: Any) -> Any:
        """A graph of NetworkX as arrays, whatever attributes are wanted of it: they are added when they are."""
        from graphkit.backend.graph import Converted, is_view

        if graph.is_directed() or graph.is_multigraph():
            raise NotImplementedError("graphkit takes undirected graphs with one tie a pair.")
        backends = (getattr(graph, "__networkx_cache__", None) or {}).get("backends", {})
        if is_view(graph):
            # NetworkX holds the part of the cache that is ours, and puts there what it is given: off with that part, or
            # it would say at the next call that it uses what was kept, see `Converted.now`.
            backends.pop(NAME, None)
            return Converted(graph)
        for made in list(backends.get(NAME, {}).values()):
            if isinstance(made, Converted):
                return made
        return Converted(graph)

    def convert_to_nx(self, result: Any, **_: Any) -> Any:
        """A network, a projection or a converted graph as a NetworkX graph; any other result as it is."""
        return _as_networkx(result)

    def on_start_tests(self, _: list[pytest.Item]) -> None:
        """Called before NetworkX's own tests are run on this backend."""
        from graphkit.backend.nx_tests import prepare

        prepare()


backend = Backend()


def _call(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    found = _kernel(name)
    if found is not None:
        from graphkit.backend.subject import subject

        graph, arguments = _bound(name, args, kwargs)
        here = subject(graph)
        reason = found.refusal(here.size, arguments, _defaults(name))
        taken = {each: arguments[each] for each in found.takes}
        if reason is None and (_always() or found.pays(here.size, arguments)):
            try:
                result = found.run(here, **taken)
                _log.debug(RAN, name)
                return result
            except Refused as refused:
                reason = str(refused)
        if (other := found.other(here.size, arguments)) is not None:
            return other(here.networkx, arguments)
        _log.debug("%s runs in NetworkX: %s", name, reason or "it is quicker there")
    args = tuple(_as_networkx(value) for value in args)
    kwargs = {key: _as_networkx(value) for key, value in kwargs.items()}
    return _algorithm(name)(*args, backend="networkx", **kwargs)


def _kernel(name: str) -> Function | None:
    if name not in discovery.names(FUNCTIONS):
        return None
    found: Function = getattr(discovery.module(FUNCTIONS, name, "function"), name)
    return found


def _refusal(name: str, found: Function, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str | None:
    from graphkit.backend.graph import size

    try:
        graph, arguments = _bound(name, args, kwargs)
    except TypeError:
        return "these are not its arguments"
    if graph.is_directed() or graph.is_multigraph():
        return "ties have a direction, or a pair has several"
    return found.refusal(size(graph), arguments, _defaults(name))


def _always() -> bool:
    import networkx as nx

    return bool(nx.config.backends[NAME].always)


def _algorithm(name: str) -> Any:
    return _registered()[name].__wrapped__


def _registered() -> dict[str, Any]:
    # There is no public way from the name under which NetworkX dispatches to the function.
    from networkx.utils import backends

    found: dict[str, Any] = vars(backends)["_registered_algorithms"]
    return found


def _in_networkx(name: str) -> bool:
    return name in _registered() and "networkx" in _algorithm(name).backends


@cache
def _signature(name: str) -> inspect.Signature:
    return inspect.signature(_algorithm(name).orig_func)


@cache
def _defaults(name: str) -> dict[str, Any]:
    return {parameter.name: parameter.default for parameter in _signature(name).parameters.values()}


def _bound(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """The graph, and the other arguments by name."""
    bound = _signature(name).bind(*args, **kwargs)
    bound.apply_defaults()
    arguments = dict(bound.arguments)
    return arguments.pop("G"), arguments


def _is_ours(value: Any) -> bool:
    return getattr(value, "__networkx_backend__", None) == NAME


def _flat(args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[Any]:
    values: list[Any] = []
    for value in (*args, *kwargs.values()):
        values.extend(value if isinstance(value, (list, tuple)) else [value])
    return values


def _as_networkx(value: Any) -> Any:
    from graphkit.backend.graph import Converted

    if isinstance(value, (list, tuple)) and any(_is_ours(each) for each in value):
        return [_as_networkx(each) for each in value]
    if not _is_ours(value):
        return value
    return value.networkx if isinstance(value, Converted) else value.shared_graph
