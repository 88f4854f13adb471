"""What pydantic finds in an item, in a curator's words; it knows the models and no file."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator
from pydantic_core import ErrorDetails

from bot.facts.models import hundredths
from bot.facts.problems import listed, nearest
from bot.facts.where import Fault, Path

_TIME_REMEDY = "write it like 2:53.44, or 11.03 where it is under a minute, always with two decimals"


def faults(errors: list[ErrorDetails], annotation: Any, at: Path) -> Iterator[Fault]:
    """Every error as a fault below the place `at`, whose value is of the type `annotation`."""
    for error in errors:
        loc = tuple(step for step in error["loc"] if step != "[key]")
        wrong, remedy = _said(error, annotation, loc)
        yield Fault((*at, *loc), wrong, remedy)


def _said(error: ErrorDetails, annotation: Any, loc: Path) -> tuple[str, str]:
    key = next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
    shown = f"`{key}: {_short(error['input'])}`" if loc and isinstance(loc[-1], str) else f"`{_short(error['input'])}`"
    wanted = _field_type(annotation, loc)
    match error["type"]:
        case "missing" if key == "sources":
            return "a fact without a source", "write `sources:` with the id of at least one source"
        case "missing":
            return f"`{key}` is missing", f"write `{key}: {_example(wanted)}`"
        case "extra_forbidden":
            keys = _keys(annotation, loc[:-1])
            near = nearest(key, keys)
            remedy = f"write `{near}`" if near else f"the keys here are {listed(keys)}"
            return f"the key `{key}` is not known here", remedy
        case "literal_error":
            allowed = [str(value) for value in _literals(wanted)]
            near = nearest(str(error["input"]), allowed)
            return f"{shown} is not one of the words used here", f"write {f'`{near}`' if near else listed(allowed)}"
        case _ if _is_time(wanted):
            return f"{shown} is not a time", _TIME_REMEDY
        case "string_type":
            return f"`{key}` must be one text", "write one value, in quotes if it holds `: ` or starts with `[`"
        case kind if kind.startswith("date"):
            return f"{shown} is not a date", "write year, month and day like 2022-02-15"
        case kind if kind.startswith("int"):
            return f"{shown} is not a whole number", "write digits only"
        case kind if kind.startswith("bool"):
            return f"{shown} is neither true nor false", "write true or false"
        case "tuple_type" | "list_type":
            return f"`{key}` must be a list", f"write `{key}: [..]`, or each item on a line of its own after `- `"
        case _ if isinstance(error["input"], str):
            return f"`{_short(error['input'])}` stands where keys and values are wanted", _keys_remedy(annotation, loc)
        case _:
            return f"{f'`{key}`' if key else 'this item'} has the wrong shape", _keys_remedy(annotation, loc)


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:57]}…"


def _keys_remedy(annotation: Any, loc: Path) -> str:
    keys = _keys(annotation, loc)
    return f"write keys and values, one a line: {listed(keys)}" if keys else "write keys and values, one a line"


def _field_type(annotation: Any, loc: Path) -> Any:
    """The type that is wanted at a place below a value of the type `annotation`; None where nothing is."""
    for step in loc:
        inner = list(_parts(annotation))
        if isinstance(step, int):
            annotation = next((get_args(part)[0] for part in inner if get_origin(part) is tuple), None)
            continue
        model = next((part for part in inner if isinstance(part, type) and issubclass(part, BaseModel)), None)
        mapping = next((part for part in inner if get_origin(part) is dict), None)
        if model is not None and step in model.model_fields:
            found = model.model_fields[step]
            annotation = Annotated[found.annotation, *found.metadata] if found.metadata else found.annotation
        else:
            annotation = get_args(mapping)[1] if mapping is not None else None
    return annotation


def _parts(annotation: Any) -> Iterator[Any]:
    """The members of a union, each without what is noted on it."""
    if get_origin(annotation) is Annotated:
        yield from _parts(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for part in get_args(annotation):
            yield from _parts(part)
    else:
        yield annotation


def _is_time(annotation: Any) -> bool:
    if get_origin(annotation) is Annotated:
        inner, *notes = get_args(annotation)
        return any(isinstance(note, BeforeValidator) and note.func is hundredths for note in notes) or _is_time(inner)
    return get_origin(annotation) in (Union, UnionType) and any(map(_is_time, get_args(annotation)))


def _keys(annotation: Any, loc: Path) -> list[str]:
    for part in _parts(_field_type(annotation, loc)):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return list(part.model_fields)
    return []


def _literals(annotation: Any) -> list[object]:
    return [value for part in _parts(annotation) if get_origin(part) is Literal for value in get_args(part)]


def _example(annotation: Any) -> str:
    if _is_time(annotation):
        return "2:53.44"
    if words := _literals(annotation):
        return str(words[0])
    examples: Mapping[Any, str] = {int: "1", date: "2022-02-15", bool: "true"}
    return next((examples[part] for part in _parts(annotation) if part in examples), "…")
