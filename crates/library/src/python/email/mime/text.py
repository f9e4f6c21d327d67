"""A text as a message."""

from email.message import Message

__all__ = ["MIMEText"]


class MIMEText(Message):
    def __init__(self, _text, _subtype="plain", _charset=None):
        super().__init__()
        self._set_text(_text, _subtype, _charset or ("us-ascii" if _text.isascii() else "utf-8"), True)
