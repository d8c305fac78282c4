"""Something to know on a day, as a plan says it."""

from typing import Literal

from pydantic import AwareDatetime

from tripplanner.models.base import Identifier, Record
from tripplanner.models.facts import FactTopic

NoteTopic = FactTopic | Literal["danger", "age", "inside"]


class Note(Record):
    """
    Something to know on the day, beside what could hurt or spoil it; `site` where it is of one stop.

    `until` is when what is known ceases to hold, where that is known.
    """

    topic: NoteTopic
    text: str
    site: Identifier | None = None
    until: AwareDatetime | None = None
    source: Identifier
