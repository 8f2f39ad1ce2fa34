"""From scores to advice: gates first, then readable factors. Never about persons, never carried out by itself."""
