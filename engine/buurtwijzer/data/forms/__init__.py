"""Forms a table can be delivered in: each module turns the bytes of one form into sheets of cells."""
