"""What is handed to people: the report in HTML, English and French."""

from graphkit.reports.write import write_report

__all__ = ["write_report"]
