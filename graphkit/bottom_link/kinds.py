"""Which kind of support a tie is, and who is not counted as support."""

from __future__ import annotations

# In the order in which tables have them. The first six are those of the literature on bottom-linked innovation; then
# what is a tie and names no kind of support.
KINDS = ("symbolic", "technical", "scientific", "political", "financial", "network", "part", "programme")

# A role that says what kind of support it is. No other is read as one: a partner may bring anything.
OF_ROLE = {
    "researcher": "scientific",
    "evaluator": "scientific",
    "trainer": "technical",
    "designer": "technical",
}

# Those whom an action serves, and those who are against it.
NO_SUPPORT = ("beneficiary", "opponent")

# Those whose memberships are the action's own ties to networks.
CARRIES = (
    *("initiator", "implementer", "operator", "pilot", "co_pilot", "coordinator", "decision_maker"),
    *("recipient", "accountable"),
)

# Memberships that make a network an actor's own: to be one of it, or its local body.
OF_NETWORK = ("member", "network_of")

DIRECTIONS = ("there", "here", "unsaid")
"""Who initiated the action: the other end of the link; others than it; or nobody that the data name."""


def kind_of(type: str, role: str | None) -> str | None:
    """The kind of support of a tie; None for one that is no support.

    Examples
    --------
    >>> kind_of("FUNDS", None), kind_of("SUPPORTS", "political"), kind_of("TAKES_PART", "partner")
    ('financial', 'political', 'part')
    """
    if type == "FUNDS":
        return "financial"
    if type == "SUPPORTS":
        return role
    return None if role in NO_SUPPORT else OF_ROLE.get(role or "", "part")
