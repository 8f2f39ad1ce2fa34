"""The mirror session on paper and on screen: what is held up to people, and what they said of it."""
