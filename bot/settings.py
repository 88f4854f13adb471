"""What can be set from outside: the only reader of the environment and of `.env`; it knows no face and no data.

`python -m bot.settings` prints `.env.example`.
"""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

ENV_FILE = Path(".env")  # in the folder Podium is started from
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
FORMATS = ("text", "json")

_HEADER = """\
# Podium's settings. Copy this file to .env and fill in what you need: an empty value means the default, and a
# variable of the same name in the environment wins. Written by `python -m bot.settings`.
"""
_WIDTH = 110
# Near enough to be meant: finds DISCORD_BOT_TOKEN (0.87) and KNOWLEDGE_DIRECTORY (0.81), leaves BOT_TOKEN (0.64) alone.
_MISSPELT = 0.8


class SettingsError(Exception):
    """A setting is wrong; the text is one line that says which and what to write instead, and holds no secret."""


def _token(value: object) -> object:
    if isinstance(value, str):
        value = value.strip()
        if not re.fullmatch(r"[\w.+/=-]+", value, re.ASCII):
            raise ValueError("holds a character that no token has: copy it again from the Developer Portal, no quotes")
    return value


def _folder(value: object) -> object:
    if isinstance(value, str):
        folder = Path(value.strip()).expanduser()
        if not folder.is_dir():
            raise ValueError(f"there is no folder {str(folder)!r}: name one that exists, or leave it empty")
        return folder
    return value


def _file(value: object) -> object:
    if isinstance(value, str):
        file = Path(value.strip()).expanduser()
        if file.is_dir() or not file.parent.is_dir():
            raise ValueError(f"{str(file)!r} cannot be a file: name one in a folder that exists, or leave it empty")
        return file
    return value


def _ids(value: object) -> object:
    if isinstance(value, str):
        words = value.replace(",", " ").split()
        if wrong := [word for word in words if not re.fullmatch(r"[0-9]{15,20}", word)]:
            raise ValueError(f"{wrong[0]!r} is no Discord id: right-click it with developer mode on, and Copy ID")
        return frozenset(map(int, words))
    return value


def _id(value: object) -> object:
    if isinstance(value, str):
        ids = _ids(value)
        if not isinstance(ids, frozenset) or len(ids) != 1:
            raise ValueError(f"{value!r} is not one Discord id: write one, or leave it empty")
        return next(iter(ids))
    return value


def _switch(value: object) -> object:
    if isinstance(value, str):
        if value.strip().lower() not in ("true", "false"):
            raise ValueError(f"{value!r} is neither true nor false: write one of them")
        return value.strip().lower() == "true"
    return value


def _level(value: object) -> object:
    if isinstance(value, str):
        level = value.strip().upper()
        if level not in LEVELS:
            raise ValueError(f"{value!r} is no level: write one of {', '.join(LEVELS)}")
        return level
    return value


def _format(value: object) -> object:
    if isinstance(value, str):
        chosen = value.strip().lower()
        if chosen not in FORMATS:
            raise ValueError(f"{value!r} is no format: write one of {', '.join(FORMATS)}")
        return chosen
    return value


def _address(*schemes: str) -> BeforeValidator:
    def address(value: object) -> object:
        if isinstance(value, str):
            value = value.strip().rstrip("/")
            # No name or password: an address is written into logs, a secret is not.
            if not re.fullmatch(rf"(?:{'|'.join(schemes)})://[^\s/?#@{{}}]+(?:/[^\s?#@{{}}]*)?", value):
                raise ValueError(f"write an address that starts with {' or '.join(f'{each}://' for each in schemes)}")
        return value

    return BeforeValidator(address)


class Settings(BaseModel):
    """Every setting; the name in the environment is the field's name in capitals."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    discord_token: Annotated[SecretStr | None, BeforeValidator(_token)] = Field(
        default=None,
        description="The token of your Discord bot, from the Bot page of your application on "
        "https://discord.com/developers/applications. Keep it secret. Without it Podium talks in the terminal.",
    )
    knowledge_dir: Annotated[Path, BeforeValidator(_folder)] = Field(
        default=Path(__file__).resolve().parent.parent / "knowledge",
        description="The folder of the knowledge base; every *.yaml file below it is read. "
        "The default is the one that comes with Podium.",
    )
    state_path: Annotated[Path, BeforeValidator(_file)] = Field(
        default=Path("podium.sqlite3"),
        description="The file in which Podium keeps what outlives a restart: how it behaves in channels, questions "
        "that got no answer, reports, the log of moderators' commands. A key is kept beside it; PRIVACY.md says what "
        "stands in it. The default is podium.sqlite3 in the folder Podium is started from.",
    )
    moderation_guild_ids: Annotated[frozenset[int], BeforeValidator(_ids)] = Field(
        default=frozenset(),
        description="Ids of the servers in which the knowledge base is looked after: /knowledge appears there, and "
        "members with Manage Server may use it. Without any, only the owner of the bot may, in direct messages.",
    )
    moderator_role_ids: Annotated[frozenset[int], BeforeValidator(_ids)] = Field(
        default=frozenset(),
        description="Ids of roles in those servers whose members may use /knowledge as well.",
    )
    moderation_channel_id: Annotated[int | None, BeforeValidator(_id)] = Field(
        default=None,
        description="Id of the channel to which reports of wrong answers are posted. They are kept in any case.",
    )
    message_content: Annotated[bool, BeforeValidator(_switch)] = Field(
        default=False,
        description="true lets moderators have Podium answer clear questions that were not addressed to it, with "
        "/channel listen. It needs the Message Content Intent, switched on on the Bot page of your application.",
    )
    log_level: Annotated[str, BeforeValidator(_level)] = Field(
        default="INFO",
        description=f"How much the Discord bot writes to its log: {', '.join(LEVELS)}. "
        "What people ask is written at none of them.",
    )
    log_format: Annotated[str, BeforeValidator(_format)] = Field(
        default="text",
        description="How the log is written: text, a line to read, or json, an object a line for programs.",
    )
    health_file: Annotated[Path, BeforeValidator(_file)] = Field(
        default=Path("podium.health"),
        description="The file in which the Discord bot says every ten seconds how it is; podium healthy reads it.",
    )
    discord_api_url: Annotated[str | None, _address("https", "http")] = Field(
        default=None,
        description="Where Discord's REST API is, if not at Discord itself: a proxy that keeps rate limits, or a test, "
        "for example http://localhost:8080/api/v10. The token is sent there.",
    )
    discord_gateway_url: Annotated[str | None, _address("wss", "ws", "http", "https")] = Field(
        default=None,
        description="Where Discord's gateway is, if not at Discord itself, for example ws://localhost:8081. "
        "The token is sent there.",
    )


NAMES = tuple(name.upper() for name in Settings.model_fields)


def load(env_file: Path = ENV_FILE) -> Settings:
    """The settings in force; raises `SettingsError`."""
    if not env_file.exists() and not any(os.environ.get(name) for name in os.environ if name.upper() in NAMES):
        # Nothing is set. Importing pydantic-settings takes as long as all of pydantic (80 ms of a start of 200), and
        # the terminal starts once for every question.
        return Settings()
    return _read(env_file)


def _read(env_file: Path) -> Settings:
    from dotenv import dotenv_values
    from pydantic_settings import BaseSettings, SettingsConfigDict

    class Outside(BaseSettings, Settings):
        model_config = SettingsConfigDict(
            frozen=True,
            hide_input_in_errors=True,
            env_file=env_file,
            env_file_encoding="utf-8",
            env_ignore_empty=True,
            extra="ignore",
            enable_decoding=False,  # a list is written with commas, not as JSON
        )

    try:
        if env_file.is_dir():
            raise SettingsError(f"{env_file} is a folder: Podium reads its settings from a file of that name")
        _refuse_misspelt(dotenv_values(env_file, encoding="utf-8"), env_file)
        return Settings.model_validate(dict(Outside()))
    except ValidationError as error:
        raise SettingsError("; ".join(_line(problem["loc"], problem["msg"]) for problem in error.errors())) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{env_file} is not UTF-8 text: save it as UTF-8") from None
    except OSError as error:
        raise SettingsError(f"{env_file} cannot be read: {error.strerror}") from None


def _line(location: tuple[int | str, ...], message: str) -> str:
    return f"{str(location[0]).upper()}: {message.removeprefix('Value error, ')}"


def _refuse_misspelt(written: Mapping[str, str | None], env_file: Path) -> None:
    """A misspelt name would be passed over in silence; names that resemble none of ours belong to other programs."""
    from difflib import get_close_matches

    present = {name.upper() for name, value in [*written.items(), *os.environ.items()] if value}
    for name in written:
        meant = get_close_matches(name.upper(), NAMES, n=1, cutoff=_MISSPELT)
        if meant and meant[0] not in present and name.upper() not in NAMES:
            raise SettingsError(f"{env_file}: there is no setting {name}: write {meant[0]}")


def example() -> str:
    """The text of `.env.example`."""
    from textwrap import fill

    parts = [_HEADER]
    for name, setting in Settings.model_fields.items():
        words = fill(setting.description or "", _WIDTH, initial_indent="# ", subsequent_indent="# ")
        default = setting.default if isinstance(setting.default, str | Path) and name != "knowledge_dir" else ""
        parts.append(f"{words}\n{name.upper()}={default}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(example())
