"""The graph read into memory: snapshots, two-mode networks, projections, results."""
