"""Settings come from the environment and `.env`; what is wrong is said in one line."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot import settings
from bot.settings import SettingsError, load

ROOT = Path(__file__).parents[1]
TOKEN = "MTIz.secret-token_1"
NO_TOKEN = "holds a character that no token has: copy it again from the Developer Portal, no quotes"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in settings.NAMES:
        monkeypatch.delenv(name, raising=False)


def write(text: str | bytes) -> None:
    Path(".env").write_bytes(text.encode() if isinstance(text, str) else text)


def test_nothing_is_needed() -> None:
    assert load().discord_token is None
    assert load().knowledge_dir == ROOT / "knowledge"
    assert load().log_level == "INFO"


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", f" {TOKEN}\n")
    monkeypatch.setenv("KNOWLEDGE_DIR", str(tmp_path))
    monkeypatch.setenv("LOG_LEVEL", "debug")
    monkeypatch.setenv("LOG_FORMAT", "JSON")
    monkeypatch.setenv("HEALTH_FILE", str(tmp_path / "health"))
    monkeypatch.setenv("DISCORD_API_URL", "http://localhost:8080/api/v10/")
    monkeypatch.setenv("DISCORD_GATEWAY_URL", "ws://localhost:8081")
    found = load()

    assert found.discord_token is not None
    assert found.discord_token.get_secret_value() == TOKEN
    assert (found.knowledge_dir, found.log_level, found.log_format) == (tmp_path, "DEBUG", "json")
    assert found.health_file == tmp_path / "health"
    assert (found.discord_api_url, found.discord_gateway_url) == (
        "http://localhost:8080/api/v10",
        "ws://localhost:8081",
    )
    assert TOKEN not in f"{found!r} {found} {found.model_dump_json()}"


def test_env_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    write(f"DISCORD_TOKEN={TOKEN}\nLOG_LEVEL=ERROR\nDATABASE_URL=postgres://elsewhere\n")
    monkeypatch.setenv("LOG_LEVEL", "WARNING")
    found = load()

    assert found.discord_token is not None
    assert found.discord_token.get_secret_value() == TOKEN
    assert found.log_level == "WARNING"
    assert "elsewhere" not in repr(found)


def test_an_empty_value_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    write(settings.example())
    monkeypatch.setenv("KNOWLEDGE_DIR", "")

    assert load() == settings.Settings()


def test_a_folder_may_start_at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "facts").mkdir()
    monkeypatch.setenv("KNOWLEDGE_DIR", "~/facts")

    assert load().knowledge_dir == tmp_path / "facts"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("LOG_LEVEL=loud", "LOG_LEVEL: 'loud' is no level: write one of DEBUG, INFO, WARNING, ERROR"),
        ("KNOWLEDGE_DIR=none", "KNOWLEDGE_DIR: there is no folder 'none': name one that exists, or leave it empty"),
        ("DISCORD_TOKEN=Bot MTIz", f"DISCORD_TOKEN: {NO_TOKEN}"),
        ("DISCORD_TOKEN='\"MTIz\"'", f"DISCORD_TOKEN: {NO_TOKEN}"),
        ("DISCORD_TOKN=MTIz", ".env: there is no setting DISCORD_TOKN: write DISCORD_TOKEN"),
        ("discord_bot_token=MTIz", ".env: there is no setting discord_bot_token: write DISCORD_TOKEN"),
        ("LOG_FORMAT=xml", "LOG_FORMAT: 'xml' is no format: write one of text, json"),
        ("HEALTH_FILE=/", "HEALTH_FILE: '/' cannot be a file: name one in a folder that exists, or leave it empty"),
        ("DISCORD_API_URL=localhost:80", "DISCORD_API_URL: write an address that starts with https:// or http://"),
        (
            "DISCORD_GATEWAY_URL=wss://me:secret@host",
            "DISCORD_GATEWAY_URL: write an address that starts with wss:// or ws:// or http:// or https://",
        ),
        (b"LOG_LEVEL=\xff", ".env is not UTF-8 text: save it as UTF-8"),
    ],
)
def test_a_wrong_setting_is_one_line(text: str | bytes, line: str) -> None:
    write(text)

    with pytest.raises(SettingsError) as error:
        load()
    assert str(error.value) == line


def test_all_wrong_settings_are_named_and_the_token_is_not_shown() -> None:
    wrong = ("LOG_LEVEL=loud", "KNOWLEDGE_DIR=nowhere", "LOG_FORMAT=xml", "HEALTH_FILE=no/where",
             "DISCORD_API_URL=discord.com", "DISCORD_GATEWAY_URL=wss://user:pass@host",
             "STATE_PATH=.", "MESSAGE_CONTENT=yes", "MODERATOR_ROLE_IDS=admins", "MODERATION_GUILD_IDS=1",
             "MODERATION_CHANNEL_ID=#reports")  # fmt: skip
    write("\n".join((f"DISCORD_TOKEN='{TOKEN} x'", *wrong)))

    with pytest.raises(SettingsError) as error:
        load()
    assert all(f"{name}: " in str(error.value) for name in settings.NAMES)
    assert "\n" not in str(error.value)
    assert TOKEN not in str(error.value)


def test_ids_are_written_with_commas_or_spaces() -> None:
    write(
        "MODERATOR_ROLE_IDS=111111111111111111, 222222222222222222\nMODERATION_GUILD_IDS=333333333333333333\n"
        "MODERATION_CHANNEL_ID=444444444444444444\nMESSAGE_CONTENT=True\nSTATE_PATH=~/podium.db"
    )
    held = load()
    assert held.moderator_role_ids == {111111111111111111, 222222222222222222}
    assert held.moderation_guild_ids == {333333333333333333}
    assert held.moderation_channel_id == 444444444444444444
    assert held.message_content is True
    assert held.state_path == Path.home() / "podium.db"


def test_another_programs_name_is_left_alone_where_ours_is_set() -> None:
    write(f"DISCORD_TOKEN={TOKEN}\nDISCORD_BOT_TOKEN=other")

    assert load().discord_token is not None


def test_a_folder_called_env_is_refused() -> None:
    Path(".env").mkdir()

    with pytest.raises(SettingsError, match="is a folder"):
        load()


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load().log_level = "DEBUG"


def test_the_example_is_what_the_descriptions_say() -> None:
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == settings.example(), (
        "run: python -m bot.settings > .env.example"
    )


def test_the_example_names_every_setting_once() -> None:
    lines = settings.example().splitlines()
    assert [line.partition("=")[0] for line in lines if line and not line.startswith("#")] == list(settings.NAMES)
    assert all(setting.description for setting in settings.Settings.model_fields.values())
    assert max(map(len, lines)) <= 120


def test_without_settings_the_start_is_light() -> None:
    code = (
        "import sys; from bot import settings; settings.load(); "
        "print({'discord', 'asyncio', 'pydantic_settings'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          env={"PYTHONPATH": str(ROOT), "PATH": ""})  # fmt: skip
    assert done.stdout == "set()\n"
