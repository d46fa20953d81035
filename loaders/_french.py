"""What the names and numbers of French recipients and funders say of them: legal form, scale, persons, départements."""

from __future__ import annotations

import re

from graphkit.model.text import plain

# By the first digits of a SIREN: the register gives these to no others.
_BY_SIREN = {
    "21": ("local_authority", "municipal"),
    "22": ("local_authority", "departmental"),
    "23": ("local_authority", "regional"),
}

# By the words that a name begins with; only those that no association takes for its name.
_BY_NAME = (
    (r"(conseil )?depart?ement(al)? (de|d|du|des|la|le|l)\b", "local_authority", "departmental"),
    (r"conseil (general|depart?emental|depatemental)\b", "local_authority", "departmental"),
    (r"conseil regional\b", "local_authority", "regional"),
    (r"(commune|mairie) (de|d|du|des)\b", "local_authority", "municipal"),
    (r"communaute (de communes|d agglomeration|urbaine|d agglo)\b", "local_authority", "intermunicipal"),
    (r"eurometropole de\b", "local_authority", "intermunicipal"),
    (r"universite (de|d|du|des)\b", "university", None),
)

# A recipient may be called so too (a club "of Nantes Métropole"); a funder of that name is what it says.
_BY_FUNDER_NAME = (
    (r"region\b", "local_authority", "regional"),
    (r"ville (de|d|du|des)\b", "local_authority", "municipal"),
    (r"(metropole\b|.* metropole$)", "local_authority", "intermunicipal"),
    (r"ministere\b", "state", "national"),
)

# M. and Mme stand before persons. Spelt out, shops and companies take them for a name: then a number decides.
_PERSON = re.compile(r"(?:M\.|MM\.|MME\.?|MMES|MLLE\.?)\s(?:ET (?:MME|M\.)\s)?\s*(?P<rest>.+)", re.IGNORECASE)
_SPELT_OUT = re.compile(
    r"(?:MONSIEUR|MADAME|MADEMOISELLE|MR\.?|M (?:ET|OU) MME|MESSIEURS|INDIVISION|CONSORTS)\s"
    r"(?:(?:ET|OU) MADAME\s)?\s*(?P<rest>.+)",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"\b(sarl|sas|sasu|eurl|sa|sci|scop|scic|snc|gaec|earl|scea|selarl|association|asso|ass|club|societe|ets|"
    r"compagnie|productions?|le maire|la maire|le president|la presidente|le prefet|l agent comptable)\b"
)

# What the publishers' columns of legal forms say, as its plain text begins.
_BY_LEGAL_FORM = (
    (r"(personne physique|particulier|indivision entre personnes physiques)", "individual"),
    (r"(societe cooperative|cooperative|scop\b|scic\b)", "cooperative"),
    (r"association (loi|declaree|reconnue|de droit local|sportive)|association$", "association"),
    (r"fondation\b", "foundation"),
    (r"(collectivite territoriale|commune\b|departement\b|region\b|epci\b)", "local_authority"),
    (r"(etablissement public|etablissement d hospitalisation)", "public_body"),
    (r"service de l etat", "state"),
    (r"(organisme de recherche|universite)", "university"),
    (r"(societe|sa conseil|entreprise|sarl\b|sas\b|eurl\b)", "company"),
)


def kind_and_scale(name: str, siren: str | None, *, funder: bool = False) -> tuple[str | None, str | None]:
    """Kind and scale of an organisation where its number or name leaves no doubt; else None for both.

    Examples
    --------
    >>> kind_and_scale("Département de Loire-Atlantique", None)
    ('local_authority', 'departmental')
    >>> kind_and_scale("Basket Club Nantes Métropole", None)
    (None, None)
    """
    if siren and siren[:2] in _BY_SIREN:
        return _BY_SIREN[siren[:2]]
    words = plain(name)
    for pattern, kind, scale in (*_BY_NAME, *(_BY_FUNDER_NAME if funder else ())):
        if re.match(pattern, words):
            return kind, scale
    return None, None


def kind_of_legal_form(text: str) -> str | None:
    """Kind of actor that a legal form names (``Association loi 1901``); None where that is not certain."""
    words = plain(text)
    return next((kind for pattern, kind in _BY_LEGAL_FORM if re.match(pattern, words)), None)


def is_person(name: str, *, numbered: bool) -> bool:
    """Whether a recipient's name is that of a natural person.

    Parameters
    ----------
    name : str
    numbered : bool
        Whether a valid SIREN is given. Then ``MADAME SUZIE`` is taken for a firm, ``Mme Suzie Martin`` is not.

    Examples
    --------
    >>> is_person("Mme Suzie Martin", numbered=True), is_person("M.J.C. des Lilas", numbered=False)
    (True, False)
    """
    found = _PERSON.fullmatch(name.strip()) or (None if numbered else _SPELT_OUT.fullmatch(name.strip()))
    if not found:
        return False
    rest = plain(found["rest"])
    return bool(rest) and not any(char.isdigit() for char in rest) and not _NO_PERSON.search(rest)


_DEPARTEMENTS = (
    "01 Ain|02 Aisne|03 Allier|04 Alpes-de-Haute-Provence|05 Hautes-Alpes|06 Alpes-Maritimes|07 Ardèche|"
    "08 Ardennes|09 Ariège|10 Aube|11 Aude|12 Aveyron|13 Bouches-du-Rhône|14 Calvados|15 Cantal|"
    "16 Charente|17 Charente-Maritime|18 Cher|19 Corrèze|2A Corse-du-Sud|2B Haute-Corse|21 Côte-d'Or|"
    "22 Côtes-d'Armor|23 Creuse|24 Dordogne|25 Doubs|26 Drôme|27 Eure|28 Eure-et-Loir|29 Finistère|"
    "30 Gard|31 Haute-Garonne|32 Gers|33 Gironde|34 Hérault|35 Ille-et-Vilaine|36 Indre|37 Indre-et-Loire|"
    "38 Isère|39 Jura|40 Landes|41 Loir-et-Cher|42 Loire|43 Haute-Loire|44 Loire-Atlantique|45 Loiret|"
    "46 Lot|47 Lot-et-Garonne|48 Lozère|49 Maine-et-Loire|50 Manche|51 Marne|52 Haute-Marne|53 Mayenne|"
    "54 Meurthe-et-Moselle|55 Meuse|56 Morbihan|57 Moselle|58 Nièvre|59 Nord|60 Oise|61 Orne|"
    "62 Pas-de-Calais|63 Puy-de-Dôme|64 Pyrénées-Atlantiques|65 Hautes-Pyrénées|66 Pyrénées-Orientales|"
    "67 Bas-Rhin|68 Haut-Rhin|69 Rhône|70 Haute-Saône|71 Saône-et-Loire|72 Sarthe|73 Savoie|"
    "74 Haute-Savoie|75 Paris|76 Seine-Maritime|77 Seine-et-Marne|78 Yvelines|79 Deux-Sèvres|80 Somme|"
    "81 Tarn|82 Tarn-et-Garonne|83 Var|84 Vaucluse|85 Vendée|86 Vienne|87 Haute-Vienne|88 Vosges|89 Yonne|"
    "90 Territoire de Belfort|91 Essonne|92 Hauts-de-Seine|93 Seine-Saint-Denis|94 Val-de-Marne|"
    "95 Val-d'Oise|971 Guadeloupe|972 Martinique|973 Guyane|974 La Réunion|976 Mayotte"
)

DEPARTEMENTS = {code: name for code, _, name in (entry.partition(" ") for entry in _DEPARTEMENTS.split("|"))}
"""Name of each département by its code in the official geographic code (COG)."""
