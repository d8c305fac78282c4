"""Something to know on a day, as a plan says it."""

from typing import Literal

from tripplanner.models.base import AwareTime, Identifier, Record
from tripplanner.models.facts import FactTopic

NoteTopic = FactTopic | Literal["danger", "age", "inside"]


class Note(Record):
    """
    Something to know on the day, beside what could hurt or spoil it.

    Attributes
    ----------
    topic
        What it is about, as `hours`, `wildlife` or `fuel`.
    text
        What a plan says.
    site
        The stop that it is of; None: the whole day.
    until
        When what is known ceases to hold, where that is known.
    source
        The id of a source.
    """

    topic: NoteTopic
    text: str
    site: Identifier | None = None
    until: AwareTime | None = None
    source: Identifier
