"""The signature of a record as `help` and notebooks show it."""

from inspect import Parameter, Signature
from typing import get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined


class PlainSignature:
    """
    A record's signature in the words of its fields' types, made when somebody looks.

    pydantic's own has all that checks the values in it, which hides what one may write.
    """

    __slots__ = ()

    def __get__(self, record: BaseModel | None, kind: type[BaseModel]) -> Signature:
        if record is not None:
            raise AttributeError("a record is no function")
        hints = get_type_hints(kind)
        return Signature(
            [
                Parameter(name, Parameter.KEYWORD_ONLY, default=_default(info), annotation=hints[name])
                for name, info in kind.model_fields.items()
            ]
        )


class _TooLong:
    """Stands for a default that is a record, or is made anew each time."""

    def __repr__(self) -> str:
        return "..."


def _default(info: FieldInfo) -> object:
    """What a field is when nothing is said of it."""
    if info.is_required():
        return Parameter.empty
    is_long = info.default is PydanticUndefined or isinstance(info.default, BaseModel)
    return _TooLong() if is_long else info.default
