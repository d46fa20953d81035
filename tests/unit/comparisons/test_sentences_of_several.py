"""Several numbers of one sentence: told once, as it was and as it is."""

from __future__ import annotations

from graphkit.comparisons import compare


def _line(key: str, sentence: str, value: str) -> dict[str, str]:
    return {"key": key, "section": "Findings", "sentence": sentence, "value": value, "unit": "ties", "n_rows": "1"}


def test_a_sentence_in_which_several_numbers_changed_is_told_once() -> None:
    old, new = "There are 4 to 6 ties.", "There are 5 to 9 ties."
    found = compare(
        [_line("low", old, "4"), _line("high", old, "6"), _line("alone", "All are 7.", "7")],
        [_line("low", new, "5"), _line("high", new, "9"), _line("alone", "All are 8.", "8")],
    )
    assert found.sentences("en")[1:] == [f"Before: {old} Now: {new}", "All are 8: 7 before, 8 now (+1, +14%)."]
    assert found.sentences("fr")[1] == f"Avant : {old} Maintenant : {new}"
