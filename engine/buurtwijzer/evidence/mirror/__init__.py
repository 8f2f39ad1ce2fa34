"""What residents and workers judge: read back, checked, and weighed. It never moves a score."""
