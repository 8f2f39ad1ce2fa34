"""From a file to sheets of cells: opened by content, guarded, unpacked within limits."""
