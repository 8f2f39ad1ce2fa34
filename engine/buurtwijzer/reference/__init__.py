"""The national reference: made once from the national files, kept in the rulebook and never edited by hand."""
