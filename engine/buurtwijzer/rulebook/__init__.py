"""The rulebook: strict reading of YAML, its schema, its links, and the frozen `Rulebook` that the engine gets."""
