"""Programs behind xlwings' object model, besides Excel itself: a command does not know which one it works in."""
