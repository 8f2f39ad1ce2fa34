"""With one of two files most scores are missing: said once, with the file that gives most of them."""

from __future__ import annotations


def test_the_file_that_is_missing_is_named(run, kwb, tmp_path):
    told = run("score", kwb, "-o", tmp_path / "alleen.xlsx").err
    (line,) = [line for line in told.splitlines() if "D388" in line]
    assert "In 22 van 22 gebieden ontbreken de meeste scores." in line
    assert "Geef ook dit bestand mee: Gezondheid per wijk en buurt (RIVM" in line


def test_nothing_is_said_when_both_are_given(run, kwb, gezondheid, tmp_path):
    assert "D388" not in run("score", kwb, gezondheid, "-o", tmp_path / "beide.xlsx").err


def test_writing_back_says_it_too(run, kwb, tmp_path):
    told = run("score", "--terugschrijven", kwb, "-o", tmp_path / "kopie.xlsx").err
    assert told.count("D388") == 1
