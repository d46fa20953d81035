"""Which column of the schema "subventions" a header of a file means, in any spelling seen."""

# ruff: noqa: E501  a spelling is one expression, and is not broken over lines

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache

from graphkit.errors import FormatError
from graphkit.model.text import plain

# Left out before comparing: "Nom de l'attribuant", "nom_attribuant" and "NOM ATTRIBUANT" are one.
_SMALL_WORDS = frozenset(
    (
        "a",
        "au",
        "aux",
        "d",
        "de",
        "des",
        "du",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "ou",
        "par",
        "pour",
        "s",
        "sur",
        "un",
    )
)

_WHO_GIVES = r"(?:attribuant|collectivite|coll|cscoll|organisme|administration|financeur)"
_WHO_RECEIVES = r"(?:beneficiaires?|beneficaires?|beneficiare|benef|tiers|tiersbeneficiaire|orgabenef)"

# Spellings of each column, matched against a header's words run together (see `_key`). Where a header fits several
# columns, the order of this table decides, as far as no other header takes the first of them.
_SPELLINGS: tuple[tuple[str, str], ...] = (
    ("nomAttribuant", rf"(?:noms?|designation|denomination|libelle|lib)?{_WHO_GIVES}(?:noms?)?"),
    # "Attributaire" is who receives; publishers use it for who gives all the same, where they also name a bénéficiaire.
    ("nomAttribuant", r"nomattributaire|attributaire|gestion"),
    ("idAttribuant", rf"(?:id|identifiant|identification|siret|siren|code)+{_WHO_GIVES}(?:siret|id)?"),
    ("idAttribuant", rf"{_WHO_GIVES}(?:id|siret|siren|identifiant)"),
    ("idAttribuant", r"(?:id|identifiant|identification|identificationsiret)attributaire(?:siret)?"),
    ("exerciceBudgetaire", r"exercice(?:budgetaire)?|ann[eéz]e?e?(?:subv|subvention|demande|budgetaire|attribution)?|millesime"),
    ("dateConvention", r"(?:la)?dates?(?:signature)?(?:de)?conv(?:ention)?(?:subvention|signature)?"),
    ("dateConvention", r"dates?(?:decision|deliberation|vote|attribution|octroi|notification|acte)|actedate"),
    ("dateDecision", r"date(?:decision|commission)"),
    ("referenceDecision", r"(?:refs?|references?|numero|n)(?:administrative)?(?:decision|convention|deliberation|acte|dossier|demande)"),
    ("referenceDecision", r"(?:decision|acte|convention)ref(?:erence)?|identifiantunique|numerocompletengagement|codarticle"),
    ("nomBeneficiaire", rf"(?:noms?|designation|denomination|libelle|libellecomplet|lib|raisonsociale)?{_WHO_RECEIVES}(?:noms?)?"),
    ("nomBeneficiaire", r"raisonsociale(?:sirene)?|noms?|nomstructure|structure|association|nomassociation|attribnom"),
    ("nomBeneficiaire", r"nomattributaire|attributaire"),
    ("idBeneficiaire", rf"(?:id|identifiant|identification|siret|siren|code|numero|n)+{_WHO_RECEIVES}(?:siret|siren)?"),
    ("idBeneficiaire", rf"{_WHO_RECEIVES}(?:id|siret|siren|identifiant|code)|attribsiret"),
    ("idBeneficiaire", r"(?:numero|n|code|id|identifiant)?(?:siren|siret|sirensiret|siretsiren)"),
    ("idAttribuant", r"(?:numero|n|code|id|identifiant)?siret"),
    ("idBeneficiaire", r"(?:id|identifiant|identification|identificationsiret)attributaire(?:siret)?"),
    ("rnaBeneficiaire", rf"(?:numero|n|id|identifiant)?(?:rna|waldec)(?:{_WHO_RECEIVES})?"),
    ("objet", r"objets?|object|objet(?:dossier|subvention|aide|projet|convention|action|demande)|intitule(?:projet|action)?"),
    ("montantDemande", r"montants?(?:subvention)?(?:demandee?s?|sollicitee?s?)|montantdemandesubvention"),
    ("montant", r"montants?(?:total)?(?:subvention|aide)?(?:euros?|eur|ttc|attribuee?|accordee?|votee?|allouee?)*"),
    ("montant", r"mt(?:subv|subvention|total)?|(?:la)?sommee?mtdel"),
    ("montant", r"(?:total|sommes?)?subventions?(?:allouee|accordee|attribuee|votee|totale|versee)?s?"),
    ("montant", r"sommesubventionsversees|totalmandatsemis|attributionnouvelles"),
    ("nature", r"nature(?:subvention|aide|avantage)?|typeavantage|typeaide"),
    ("conditionsVersement", r"conditions?versements?(?:subvention)?|subvversement|modalitesversement"),
    ("datesPeriodeVersement", r"dates?(?:periodes?)?d?versements?(?:solde|subvention)?|periodesversement|periodeversement|libellecdpaie"),
    ("datesPeriodeVersement", r"datesolde(?:versement)?"),
    ("dateDebut", r"date(?:debut|demarrage)(?:projet|action)?"),
    ("dateFin", r"datefin(?:projet|action)?"),
    ("idRAE", r"(?:id|identifiant|identification|num|numero|n)?i?rae(?:num|aide|aideattribuee)*"),
    ("idRAE", r"(?:numero|n)(?:unique)?referencement(?:rae|repertoireaidesentreprises|repertoireentreprises)"),
    ("idBeneficiaire", r"numeroreferencementrepertoireentreprises"),
    ("notificationUE", r"notif(?:ication)?(?:ue|union(?:europeenne)?|europe)|aidesetat.*|aideetat.*|aidenotifieee?(?:europe|ue)"),
    ("pourcentageSubvention", r"(?:pourcentage|pourentage)(?:subvention)?|(?:pourcentage)?m(?:on)?tant?subventionattribuee?beneficiaire"),
    ("pourcentageSubvention", r"pourcentage(?:mt|montant)(?:total)?subvention(?:attribuee?)?(?:beneficiaire)?|mtsubventionattribuee?beneficiaire"),
    ("dispositifAide", r"dispositifaide|iddispositif(?:aide)?"),
    ("dispositif", r"dispositif(?:subvention|financement)?|programme|appelprojets?|nomdispositif"),
    ("sousDispositif", r"sousdispositif(?:subvention)?"),
    ("statutLabel", r"statut(?:label|demande|dossier|demandesubvention)?|etatdemande"),
    ("idSubvention", r"id(?:entifiant)?subvention"),
    ("nomServiceInstructeur", r"(?:noms?)?serviceinstructeur"),
    ("idServiceInstructeur", r"(?:id|identifiant|siret)serviceinstructeur"),
    ("cofinancement", r"cofinancement|cofinance"),
    ("attribuantsCofinanceurs", r"(?:attribuants?|noms?)?cofinanceurs?(?:projet)?"),
    ("idCofinancement", r"(?:id|identifiant|identification)(?:cofinancement|p(?:r)?ojetcofinance)"),
    ("pluriannualite", r"pluriannualite|pluriannuelle?"),
    ("formeJuridique", r"(?:forme|nature|categorie|statut)juridique(?:beneficiaire)?|type(?:beneficiaire|structure)?"),
    ("montantPret", r"montantpret"),
    ("montantGarantie", r"montantgarantie"),
    ("detailAvantagesNature", r"detailavantages?nature"),
    ("estimationAvantageNatures", r"estimationavantages?natures?"),
    ("montant", r"montantavantagesnature"),
)  # fmt: skip
_PATTERNS = tuple((column, re.compile(spelling)) for column, spelling in _SPELLINGS)

# One of each group must be there: who gives, who receives, how much.
_NEEDED = (
    (("nomAttribuant", "idAttribuant"), "who gives"),
    (("nomBeneficiaire", "idBeneficiaire", "rnaBeneficiaire"), "who receives"),
    (("montant",), "how much"),
)

OFFICIAL = (
    *("nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire", "idBeneficiaire"),
    *("rnaBeneficiaire", "objet", "montant", "nature", "conditionsVersement", "datesPeriodeVersement", "idRAE"),
    *("notificationUE", "pourcentageSubvention", "dispositifAide"),
)
"""The columns of the official schema, version 2.1.1, in its order."""


@lru_cache(maxsize=4096)
def candidates(header: str) -> tuple[str, ...]:
    """The columns that a header may mean, the likeliest first; empty where it is none of them.

    Examples
    --------
    >>> candidates("Nom de l’attribuant*"), candidates("N° SIRET")
    (('nomAttribuant',), ('idBeneficiaire', 'idAttribuant'))
    """
    key = _key(header)
    fitting = [column for column, spelling in _PATTERNS if spelling.fullmatch(key)]
    return tuple(dict.fromkeys([_EXACT[key], *fitting] if key in _EXACT else fitting))


def recognise(cells: Sequence[str]) -> int:
    """How many columns of the schema stand in a row."""
    return len({found[0] for cell in cells if (found := candidates(cell))})


def columns(header: Sequence[str]) -> dict[str, int]:
    """Place of each column in a file, by its official name.

    An official name comes before a variant, a header's likeliest meaning before another, the first before a second.
    """
    places: dict[str, int] = {}
    taken: set[int] = set()
    wishes = [
        (place, rank, column) for place, name in enumerate(header) for rank, column in enumerate(candidates(name))
    ]
    exact = {place for place, name in enumerate(header) if _key(name) in _EXACT}
    for place, _, column in sorted(wishes, key=lambda wish: (wish[0] not in exact, wish[1], wish[0])):
        if column not in places and place not in taken:
            places[column] = place
            taken.add(place)
    return places


def require(places: dict[str, int], header: Sequence[str], file: str) -> None:
    """Nothing, where all that a grant needs has a column.

    Raises
    ------
    FormatError
        A column is missing; names it, the headers found and those that are near.
    """
    missing = [(names, what) for names, what in _NEEDED if not any(name in places for name in names)]
    if not missing:
        return
    parts = []
    unused = [name for place, name in enumerate(header) if name and place not in places.values()]
    for names, what in missing:
        near = [name for wanted in names for name in _near(wanted, unused)]
        hint = f"; near it is {', '.join(repr(name) for name in dict.fromkeys(near))}" if near else ""
        parts.append(f"{' or '.join(names)} ({what}){hint}")
    found = ", ".join(name for name in header if name) or "nothing"
    raise FormatError(
        f'{file} lacks a column of the schema "subventions": {"; ".join(parts)}. Found: {found[:1500]}. '
        "Rename the column that holds it, or load the file as a table with a mapping of your own."
    )


def _near(wanted: str, header: Sequence[str]) -> list[str]:
    by_key = {_key(name): name for name in header}
    close = get_close_matches(_key(wanted), by_key, n=2, cutoff=0.6)
    # A longer name that holds the same word: "montant_2019_eur".
    word = re.split(r"(?=[A-Z])", wanted)[-1].lower()
    return [by_key[key] for key in close] or [name for key, name in by_key.items() if word in key]


def _key(header: str) -> str:
    """A header's words run together, without small words, a number at the end and the space between camelCase words."""
    spaced = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", header.replace("%", " pourcentage "))
    words = [word for word in plain(spaced).split() if word not in _SMALL_WORDS]
    while len(words) > 1 and words[-1].isdigit():
        words.pop()
    return "".join(words)


_EXACT = {_key(column): column for column in (*OFFICIAL, *(column for column, _ in _SPELLINGS))}
