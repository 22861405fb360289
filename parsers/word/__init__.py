"""Word files: the package, its parts, and the walk that makes blocks and tables of them."""
