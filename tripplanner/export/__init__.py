"""What a plan becomes: words, text, tables, files."""
