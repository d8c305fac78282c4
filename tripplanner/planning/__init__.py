"""Choosing what to see when: from facts to a frozen problem, to the proven best answer, to its check."""
