"""Forms of a table: each module turns one form of delivery into rows under one header. Which table it is, comes later."""
