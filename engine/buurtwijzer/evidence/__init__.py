"""Evidence: how good the scores are, what is coming, whether it worked, and what residents and workers say of it."""
