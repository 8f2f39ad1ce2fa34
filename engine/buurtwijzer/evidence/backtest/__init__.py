"""The back-test: how far scores agree with figures that they were not made of, beside what anyone could do without."""
