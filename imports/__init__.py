"""One engine for every registry: read, map, check, preview, apply, report."""
