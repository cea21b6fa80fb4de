"""In and out: what other programs export made records of ours, and the whole book written out again."""
