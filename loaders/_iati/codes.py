"""What the codes of IATI mean in graphkit's model: numbers of the 2.x standard, words and letters of the 1.x one."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """What a type of transaction is.

    Attributes
    ----------
    incoming : bool
        Whether the activity receives the money that the transaction reports.
    basis : str
        Basis of the FUNDS tie.
    word : str
        The standard's name.
    """

    incoming: bool
    basis: str
    word: str


KINDS = {
    "1": Kind(True, "disbursed", "incoming funds"),
    "2": Kind(False, "committed", "commitment"),
    "3": Kind(False, "disbursed", "disbursement"),
    "4": Kind(False, "disbursed", "expenditure"),
    "7": Kind(False, "disbursed", "reimbursement"),
    "8": Kind(False, "disbursed", "purchase of equity"),
    "10": Kind(False, "committed", "credit guarantee"),
    "11": Kind(True, "committed", "incoming commitment"),
    "12": Kind(False, "planned", "pledge"),
    "13": Kind(True, "planned", "incoming pledge"),
}
"""Types of transaction that fund something."""

BACK = {"5": "interest payment", "6": "loan repayment", "9": "sale of equity"}
"""Types of transaction that report money on its way back: they fund nothing."""

EXPENDITURE, GUARANTEE = "4", "10"

_LETTERS = {"IF": "1", "C": "2", "D": "3", "E": "4", "IP": "5", "LR": "6", "R": "7", "QP": "8", "QS": "9", "CG": "10"}

FUNDING = "1"
ROLES = {"2": "accountable", "3": "extending", "4": "implementer"}
"""Roles of participating organisations in words of the model, but for those that fund."""

_ROLES_1 = {"funding": "1", "accountable": "2", "extending": "3", "implementing": "4"}

DATES = {
    "start-planned": "1",
    "start-actual": "2",
    "end-planned": "3",
    "end-actual": "4",
}

STATUSES = {"1": "planned", "2": "running", "3": "ended", "4": "ended", "5": "cancelled", "6": "suspended"}

PARENT, CHILD = "1", "2"

ORGANISATIONS: dict[str, tuple[str, str | None]] = {
    "10": ("state", None),
    "11": ("local_authority", None),
    "15": ("public_body", None),
    "21": ("association", "international"),
    "22": ("association", "national"),
    "23": ("association", None),
    "24": ("association", None),
    "30": ("other", None),
    "40": ("other", "international"),
    "60": ("foundation", None),
    "70": ("company", None),
    "71": ("company", None),
    "72": ("company", None),
    "73": ("company", None),
    "80": ("university", None),
    "90": ("other", None),
}
"""Kind and scale of an organisation by its type; a regional NGO works in a region of the world, not of a country."""

_VOCABULARIES_1 = {"": "1", "DAC": "1", "DAC-3": "2", "COFOG": "3", "NACE": "4", "NTEE": "5", "ADT": "6"} | {
    "RO": "99",
    "RO2": "98",
}

SECTORS = {
    "1": "DAC-5",
    "2": "DAC-3",
    "3": "COFOG",
    "4": "NACE",
    "5": "NTEE",
    "6": "AidData",
    **dict.fromkeys(("7", "8", "9"), "SDG"),
    "10": "IASC",
    "11": "NAICS",
    "12": "UN-FUNCTION",
}
"""Code lists of sectors, as the first part of a Field's id; any other list is the publisher's own."""

REGIONS = {"1": "DAC-REGION", "2": "UN-M49"}

# Ends of the codes by which the DAC names channels of aid: those that end so are classes of organisations, but for a
# few that are one organisation and its bodies.
_ONE_ORGANISATION = frozenset({"42000", "43000", "44000", "45000", "47100", "47400"})

# The names of these classes, whole or as they begin, in the spellings of twenty years.
_CLASSES = frozenset({"other", "others", "networks", "private sector", "international ngo", "ngo", "government"})
_CLASSES_BEGIN = (
    *("donor country based ngo", "developing country based ngo", "partner country based ngo", "national ngo"),
    *("donor government", "recipient government", "third country government", "central government", "local government"),
    *("university college or other teaching", "united nations un agency", "united nations agency fund or"),
    *("public sector institutions", "private sector institutions", "private sector in", "public private partnership"),
    *("non governmental organisation", "ngos and civil society", "multilateral organisations", "other multilateral"),
    *("regional development banks", "un entities", "other un core"),
)


def kind_code(text: str) -> str:
    """The 2.x number of a transaction type; the text itself where it is unknown."""
    return _LETTERS.get(text.upper(), text)


def role_code(text: str) -> str:
    """The 2.x number of an organisation's role."""
    return _ROLES_1.get(text.casefold(), text)


def vocabulary_code(text: str) -> str:
    """The 2.x number of a sector vocabulary; the DAC's codes where none is named."""
    return _VOCABULARIES_1.get(text, text)


def is_class(code: str) -> bool:
    """Whether a channel code stands for a class of organisations: 52000 is "other", 22000 any donor country's NGO.

    Examples
    --------
    >>> is_class("52000"), is_class("41140"), is_class("44000")
    (True, False, False)
    """
    return len(code) == 5 and code.isdigit() and code.endswith("00") and code not in _ONE_ORGANISATION


def names_class(plain_name: str) -> bool:
    """Whether the plain words of a name are those of a class of organisations.

    Examples
    --------
    >>> names_class("donor country based ngo"), names_class("donor country choir")
    (True, False)
    """
    return plain_name in _CLASSES or plain_name.startswith(_CLASSES_BEGIN)
