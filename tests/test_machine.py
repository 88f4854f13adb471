"""The machine-readable door: one object a line, whatever comes in."""

import io
import json

import pytest

from bot import machine
from bot.desk import Conversation, Desk
from tests.asking import ask
from tests.canned import CannedDesk

KEYS = ["question", "status", "intent", "read_as", "answer", "text", "choices", "suggestions", "sources", "confidence"]


def served(data: bytes) -> list[dict[str, object]]:
    sink = io.StringIO()
    machine.serve(CannedDesk(), io.BytesIO(data), sink, machine.as_line)
    return [json.loads(line) for line in sink.getvalue().split("\n")[:-1]]


def test_keys_stand_in_their_order() -> None:
    [found] = served(b"who won?\n")
    assert list(found) == KEYS
    assert found["sources"] == [
        {"publisher": "The Paper", "title": "A day on the ice", "url": "https://paper.example/ice"}
    ]


def test_a_blank_line_starts_a_new_conversation_and_gets_nothing() -> None:
    answers = [each["answer"] for each in served(b"who won?\nwho?\n \t\r\n\n\xe3\x80\x80\nwho?")]
    assert answers == ["Canada won, turn 1.", "Canada won, turn 2.", "Canada won, turn 1."]


@pytest.mark.parametrize(
    "line",
    [
        b"echo \xff\xfe",
        "echo 高木菜那 🇯🇵".encode(),
        b"echo \x00\x1b[2J",
        "echo \u2028 \u2029 \x85".encode(),
        b"echo " + b"x" * 1_000_000,
        b"echo \r in the middle",
    ],
)
def test_every_line_gets_one_object_on_one_line(line: bytes) -> None:
    sink = io.StringIO()
    machine.serve(CannedDesk(), io.BytesIO(line + b"\n"), sink, machine.as_line)
    [printed] = sink.getvalue().splitlines()
    assert json.loads(printed)["question"] == line.decode("utf-8", "replace")


def test_a_message_of_breaks_alone_is_not_understood(desk: Desk) -> None:
    for text in ("\r\n\r\n", "\n", "\t \n", " \u200b\n?"):
        assert ask(desk, text).status == "unknown", repr(text)


def test_characters_are_written_as_they_are() -> None:
    assert "高木菜那" in machine.as_line(machine.ask(CannedDesk(), "echo 高木菜那", Conversation()))


def test_a_mark_of_byte_order_is_no_part_of_the_question() -> None:
    assert served(b"\xef\xbb\xbfwho won?\n")[0]["question"] == "who won?"


def test_a_bug_gets_an_object_too_and_the_log_has_it(caplog: pytest.LogCaptureFixture) -> None:
    first, second = served(b"boom\nwho?\n")
    assert (first["question"], first["status"], first["confidence"]) == ("boom", "unknown", 0.0)
    assert second["status"] == "answered"
    assert "LookupError: boom" in caplog.text
    assert "Traceback" not in str(first["text"])


def test_each_answer_goes_at_once() -> None:
    class Sink(io.StringIO):
        flushed: list[int]

        def flush(self) -> None:
            self.flushed.append(self.getvalue().count("\n"))

    sink = Sink()
    sink.flushed = []
    machine.serve(CannedDesk(), io.BytesIO(b"who?\nwho?\n"), sink, machine.as_line)
    assert sink.flushed == [1, 2]
