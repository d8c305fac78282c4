"""Pictures of a day as inline SVG: no script, no style sheet, nothing from outside, readable on any page."""

from tripplanner.export.drawing.sketch import map_sketch
from tripplanner.export.drawing.timeline import timeline

__all__ = ["map_sketch", "timeline"]
