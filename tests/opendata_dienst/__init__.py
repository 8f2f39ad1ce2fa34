"""A service on this machine that answers as those of CBS do, for tests: tables, filters, paging and what goes wrong."""
