"""Plan visits to Mormon Row and the filming sites and viewpoints around it."""
