"""What is fast, and what a plan is worth, measured: `make bench` runs them all."""
