"""Asks a desk as a person does, one question after the other; it looks at no answer."""

from bot.desk import Conversation, Desk, Reply


def ask(desk: Desk, *questions: str) -> Reply:
    """The reply to the last of some questions in one conversation."""
    conversation = Conversation()
    return [desk.ask(question, conversation) for question in questions][-1]
