"""What is missing or blocked on this computer, and what to do about it. Looks only; changes nothing."""
