"""From files to one `BuurtTable`: guard, layouts, parsing of cells, joining. Knows files, no score."""
