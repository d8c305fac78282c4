"""Questions about a plan, answered by planning again: why, what if, which is better, which day, what now."""
