"""IATI files made in a test: what stands between the tags is the test's, the rest is always the same."""

from __future__ import annotations

from pathlib import Path

from tests.unit.loaders.accounts import Loaded, run


def activity(id: str, *inside: str, reporter: str = "XM-GIVER-1", attributes: str = "", currency: str = "EUR") -> str:
    """An activity of 2.x with a title."""
    default = f' default-currency="{currency}"' if currency else ""
    return (
        f"<iati-activity{default} {attributes}><iati-identifier>{id}</iati-identifier>"
        f'<reporting-org ref="{reporter}" type="10"><narrative>Reporter {reporter}</narrative></reporting-org>'
        f"<title><narrative>Title of {id}</narrative></title>{''.join(inside)}</iati-activity>"
    )


def transaction(kind: str, value: str, *inside: str, day: str = "2023-05-01", attributes: str = "") -> str:
    """A transaction."""
    date = f'<transaction-date iso-date="{day}"/>' if day else ""
    return (
        f'<transaction {attributes}><transaction-type code="{kind}"/>{date}<value>{value}</value>'
        f"{''.join(inside)}</transaction>"
    )


def to(org: str, activity: str = "", name: str = "") -> str:
    """A receiver."""
    return _org("receiver", org, activity, name)


def by(org: str, activity: str = "", name: str = "") -> str:
    """A provider."""
    return _org("provider", org, activity, name)


def _org(end: str, org: str, activity: str, name: str) -> str:
    ref = f' ref="{org}"' if org else ""
    own = f' {end}-activity-id="{activity}"' if activity else ""
    return f"<{end}-org{ref}{own}><narrative>{name or org}</narrative></{end}-org>"


def written(folder: Path, *activities: str, name: str = "activities.xml") -> Path:
    """A file of activities."""
    path = folder / name
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">{"".join(activities)}'
    path.write_text(f"{text}</iati-activities>\n", encoding="utf-8")
    return path


def loaded(folder: Path, *activities: str) -> Loaded:
    """A file of activities, loaded."""
    return run("iati", written(folder, *activities))
