"""What the program costs, measured beside others: `python -m benchmarks`."""
