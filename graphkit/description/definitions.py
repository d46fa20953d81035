"""What each statistic is: its formula, what becomes of pieces, isolates and edge cases, and where it is from."""

from __future__ import annotations

from typing import NamedTuple


class Definition(NamedTuple):
    """Of one statistic, or of several that are one.

    Attributes
    ----------
    keys : tuple of str
        Such as ``projection.density``.
    formula : str
        In the signs of `SIGNS`.
    cases : str
        Pieces, isolates, and where there is no number.
    sources : tuple of str
        Keys of `REFERENCES`.
    differs : str
        Where it is not what the source has.
    """

    keys: tuple[str, ...]
    formula: str
    cases: str
    sources: tuple[str, ...]
    differs: str = ""


SIGNS = (
    "In two modes n actors and m actions have p pairs: an actor and an action that it has a tie to, each once, however "
    "many ties there are. N = n + m. In the projection n actors have q pairs that share an action. dᵢ is the degree of "
    "node i: how many it is paired with. d(i, j) is the length of a shortest way from i to j. No statistic takes "
    "weights, amounts or directions into account"
)

REFERENCES = {
    "Barrat": "Barrat, A., Weigt, M. (2000). On the properties of small-world network models. European Physical "
    "Journal B 13, 547-560.",
    "Batagelj": "Batagelj, V., Zaveršnik, M. (2003). An O(m) algorithm for cores decomposition of networks. "
    "arXiv:cs/0310049.",
    "Borgatti": "Borgatti, S. P., Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks 19(3), "
    "243-269.",
    "Freeman": "Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1(3), "
    "215-239; also cited as 1979.",
    "Latapy": "Latapy, M., Magnien, C., Del Vecchio, N. (2008). Basic notions for the analysis of large two-mode "
    "networks. Social Networks 30(1), 31-48.",
    "Newman": "Newman, M. E. J., Strogatz, S. H., Watts, D. J. (2001). Random graphs with arbitrary degree "
    "distributions and their applications. Physical Review E 64, 026118.",
    "Robins": "Robins, G., Alexander, M. (2004). Small worlds among interlocking directors: network structure and "
    "distance in bipartite graphs. Computational & Mathematical Organization Theory 10(1), 69-94.",
    "Seidman": "Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5(3), 269-287.",
    "Takes": "Takes, F. W., Kosters, W. A. (2013). Computing the eccentricity distribution of large graphs. Algorithms "
    "6(1), 100-118.",
    "Wasserman": "Wasserman, S., Faust, K. (1994). Social Network Analysis: Methods and Applications. Cambridge "
    "University Press, chapter 4.",
    "Watts": "Watts, D. J., Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. Nature 393, "
    "440-442.",
}

_LARGEST = (
    "Within one component, that with most nodes (in the projection, with most actors), the first of several; 0 for a "
    "node alone, none for an empty network."
)
_NO_CENTRE = "None below three nodes"
_OWN_MOST = (
    "For two modes several versions are published, with other values as the most: a number of another program is "
    "comparable only if it has this one. Here each kind is set against its own most among networks without isolates: "
    "that in which one node of the kind is tied to all of the other, and the rest by one tie each, spread evenly."
)
_EDGES = "Every component counts; none where the most is 0, such as for a single node of the kind."


def _both(name: str) -> tuple[str, ...]:
    return f"two-mode.{name}", f"projection.{name}"


def _of_kinds(measure: str) -> tuple[str, ...]:
    return tuple(f"two-mode.{measure}_centralisation_of_{of}" for of in ("actors", "actions"))


DEFINITIONS = (
    Definition(
        ("two-mode.actors", "two-mode.actions", "two-mode.ties", "two-mode.pairs"),
        "n; m; the ties of the data; p",
        "0 in an empty network. An actor or an action without a tie of those asked for is not in the network.",
        ("Latapy",),
    ),
    Definition(
        ("two-mode.density",), "p / (n m)", "Every component counts; none in an empty network.", ("Borgatti", "Latapy")
    ),
    Definition(
        ("two-mode.mean_actions", "two-mode.mean_actors"), "p / n; p / m", "None in an empty network.", ("Latapy",)
    ),
    Definition(
        ("two-mode.most_actions", "two-mode.most_actors"),
        "max dᵢ over the actors; over the actions",
        "0 in an empty network.",
        ("Latapy",),
    ),
    Definition(
        _both("components"),
        "how many largest sets of nodes there are in which each has a way to each",
        "In the projection an isolate is a component.",
        ("Wasserman",),
    ),
    Definition(
        _both("largest_component"),
        "max |component|",
        "In two modes actors and actions together. 0 in an empty network.",
        ("Wasserman",),
    ),
    Definition(
        ("projection.actors", "projection.pairs", "projection.isolates"),
        "n; q; how many i have dᵢ = 0",
        "An isolate is in the projection where it is alone in all of its actions.",
        ("Wasserman",),
    ),
    Definition(
        ("projection.density",),
        "2 q / (n (n - 1))",
        "Isolates count among the n; none below two actors.",
        ("Wasserman",),
    ),
    Definition(
        ("projection.mean_partners", "projection.most_partners"),
        "2 q / n; max dᵢ",
        "Isolates count with 0; of an empty network the mean is none.",
        ("Wasserman",),
    ),
    Definition(
        _both("diameter"), "max over i of eᵢ, with eᵢ = max over j of d(i, j)", _LARGEST, ("Takes", "Wasserman")
    ),
    Definition(_both("radius"), "min over i of eᵢ, with eᵢ as for the diameter", _LARGEST, ("Takes",)),
    Definition(
        _both("mean_eccentricity"),
        "(Σᵢ eᵢ) / how many i, with eᵢ as for the diameter",
        f"{_LARGEST} What it is between is given where the searches allowed settle it no closer.",
        ("Takes",),
    ),
    Definition(
        _both("mean_distance"),
        "Σ d(i, j) over i ≠ j, / (c (c - 1)) in a component of c nodes",
        "Within the component of the diameter; none for a node alone. Estimated from 100 nodes drawn where all would "
        "take more than ten seconds: value ± 1.96 standard errors.",
        ("Watts", "Latapy"),
    ),
    Definition(
        _both("degeneracy"),
        "max k such that there is a set of nodes, each with k ties or more within the set",
        "Over all components; 0 without ties. In two modes actors and actions need the same k.",
        ("Seidman", "Batagelj"),
    ),
    Definition(
        ("two-mode.clustering",),
        "4 C₄ / L₃; C₄ the four-cycles (two actors with two actions in common), L₃ = Σ (dᵢ - 1)(dⱼ - 1) over the pairs "
        "of actor i and action j",
        "Over all components; none where no way has three ties. Left out where it takes more than 10⁹ steps.",
        ("Robins",),
    ),
    Definition(
        ("projection.clustering",),
        "3 × triangles / Σᵢ dᵢ (dᵢ - 1) / 2",
        "Transitivity: one share of the whole network, not the mean of the clustering of its nodes (Watts & Strogatz). "
        "Isolates and actors with one partner add nothing; none where nobody has two. Left out where it takes more "
        "than 10¹⁰ steps.",
        ("Barrat", "Newman"),
    ),
    Definition(
        ("projection.degree_centralisation",),
        "Σᵢ (d* - dᵢ) / ((n - 1)(n - 2)), d* the largest",
        f"Isolates count with 0. {_NO_CENTRE}.",
        ("Freeman",),
    ),
    Definition(
        ("projection.closeness_centralisation",),
        "Σᵢ (c* - cᵢ) (2n - 3) / ((n - 1)(n - 2)), with cᵢ = (n - 1) / Σⱼ d(i, j)",
        f"{_NO_CENTRE}, or where there is more than one component.",
        ("Freeman",),
    ),
    Definition(
        ("projection.betweenness_centralisation",),
        "Σᵢ (b* - bᵢ) / (n - 1), with bᵢ over its most, (n - 1)(n - 2) / 2",
        f"Pairs without a way add nothing, isolates count with 0. {_NO_CENTRE}.",
        ("Freeman",),
    ),
    Definition(
        _of_kinds("degree"),
        "Σᵢ (d* - dᵢ) / ((n - 1)(m - 1)), over the actors or over the actions alone",
        f"{_EDGES} {_NO_CENTRE}.",
        ("Freeman", "Borgatti"),
        _OWN_MOST,
    ),
    Definition(
        _of_kinds("closeness"),
        "Σᵢ (c* - cᵢ) / most, over the actors or over the actions alone, with cᵢ = (N - 1) / Σⱼ d(i, j) over all nodes "
        "j. For the actors, most = (n - 1)(N - 1) / (m + 2(n - 1)) - Σ of the closeness of the n - 1 others in that "
        "network: an actor whose one action has h of the others beside the first has (N - 1) / (3 + 2(h - 1) + "
        "3(m - 1) + 4(n - 1 - h)), itself counted in h. For the actions with n and m exchanged",
        f"None where there is more than one component. {_NO_CENTRE}.",
        ("Freeman", "Borgatti"),
        f"{_OWN_MOST} That this is the most was seen by trying all connected networks of up to seven nodes; it is not "
        "proven.",
    ),
    Definition(
        _of_kinds("betweenness"),
        "Σᵢ (b* - bᵢ) / ((n - 1) B), over the actors or over the actions alone, with bᵢ not normalised. With s and t "
        "the quotient and the rest of (n - 1) / m, B = (m²(s + 1)² + m(s + 1)(2t - s - 1) - t(2s - t + 3)) / 2. For "
        "the actions with n and m exchanged",
        f"Pairs without a way add nothing. {_EDGES} {_NO_CENTRE}.",
        ("Freeman", "Borgatti"),
        _OWN_MOST,
    ),
)
