"""Code lists of the 360Giving Data Standard 1.4, in graphkit's words."""

from __future__ import annotations

# regrantType -> code of the vocabulary regrant_types.
REGRANT_TYPES = {
    "FRG010": "common_regrant",
    "FRG020": "intermediary",
    "FRG030": "match_funding",
    "FRG040": "funder_collaboration",
    "FRG050": "fiscal_sponsor",
    "FRG060": "endowment",
    "FRG070": "multipurpose",
}

# locationScope -> scale of an action; "undefined" says nothing.
SCOPES = {
    "GLS010": "international",
    "GLS020": "international",
    "GLS030": "national",
    "GLS040": "regional",
    "GLS050": "municipal",
    "GLS060": "neighbourhood",
    "GLS099": None,
}

# Why a grant is made to an individual (primary and secondary grant reason).
REASONS = {
    "GTIR010": "financial hardship",
    "GTIR020": "disability",
    "GTIR030": "health",
    "GTIR040": "mental health",
    "GTIR050": "family breakup",
    "GTIR060": "violence or abuse",
    "GTIR070": "livelihood",
    "GTIR080": "homelessness",
    "GTIR090": "marginalised",
    "GTIR100": "emergency",
    "GTIR110": "development opportunity",
    "GTIR120": "social action",
}

# What a grant to an individual is for.
PURPOSES = {
    "GTIP010": "unrestricted",
    "GTIP020": "furniture and appliances",
    "GTIP030": "equipment and home adaptations",
    "GTIP040": "devices and digital access",
    "GTIP050": "utilities",
    "GTIP060": "other housing costs",
    "GTIP070": "food and essential items",
    "GTIP080": "clothing",
    "GTIP090": "debt",
    "GTIP100": "travel and transport",
    "GTIP110": "holidays and activities",
    "GTIP120": "health, care and wellbeing services",
    "GTIP130": "education and training",
    "GTIP140": "employment and work",
    "GTIP150": "creative activities",
    "GTIP160": "community projects",
    "GTIP170": "exceptional costs",
}

# First letters of a code of the British statistical offices -> scale of the area.
AREAS = {
    **dict.fromkeys(
        ("E00", "E01", "E02", "S00", "S01", "S02", "W00", "W01", "W02", "N00", "N20", "N21"), "neighbourhood"
    ),
    **dict.fromkeys(("E04", "E05", "W04", "W05", "S13", "N08", "N10"), "neighbourhood"),
    **dict.fromkeys(("E06", "E07", "E08", "E09", "W06", "S12", "N09"), "municipal"),
    "E10": "departmental",
    "E12": "regional",
    **dict.fromkeys(("E92", "W92", "S92", "N92", "K02", "K03", "K04"), "national"),
}
