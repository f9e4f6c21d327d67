"""A message: headers and a text."""

# Lacks: MIMEPart

__all__ = ["EmailMessage", "Message"]

_ONCE = ("bcc", "cc", "date", "from", "message-id", "reply-to", "sender", "subject", "to")


class Message:
    def __init__(self):
        self._headers = []
        self._payload = None

    def __getitem__(self, name):
        return self.get(name)

    def __setitem__(self, name, value):
        self._headers.append((name, value))

    def __delitem__(self, name):
        self._headers = [pair for pair in self._headers if pair[0].lower() != name.lower()]

    def __contains__(self, name):
        return name.lower() in [own.lower() for own, _ in self._headers]

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._headers)

    def __str__(self):
        return self.as_string()

    def keys(self):
        return [name for name, _ in self._headers]

    def values(self):
        return [value for _, value in self._headers]

    def items(self):
        return list(self._headers)

    def get_all(self, name, failobj=None):
        return [value for own, value in self._headers if own.lower() == name.lower()] or failobj

    def get(self, name, failobj=None):
        return self.get_all(name, [failobj])[0]

    def add_header(self, name, value, **params):
        parts = [value, *(f'{key.replace("_", "-")}="{text}"' for key, text in params.items())]
        self[name] = "; ".join(parts)

    def replace_header(self, name, value):
        for at, (own, _) in enumerate(self._headers):
            if own.lower() == name.lower():
                self._headers[at] = own, value
                return
        raise KeyError(name)

    def is_multipart(self):
        return False

    def get_content_type(self):
        return self.get("Content-Type", "text/plain").partition(";")[0].strip().lower()

    def get_content_charset(self, failobj=None):
        _, found, charset = self.get("Content-Type", "").partition("charset=")
        return charset.strip('"').lower() if found else failobj

    def set_payload(self, payload):
        self._payload = payload

    def get_payload(self):
        if self["Content-Transfer-Encoding"] != "base64":
            return self._payload
        from base64 import b64encode

        text = b64encode(self._payload.encode()).decode("ascii")
        return "".join(text[at : at + 76] + "\n" for at in range(0, len(text), 76))

    def as_string(self):
        headers = "".join(f"{name}: {value}\n" for name, value in self._headers)
        return f"{headers}\n{self.get_payload() or ''}"

    def as_bytes(self):
        return self.as_string().encode("utf-8")

    __bytes__ = as_bytes

    def _set_text(self, text, subtype, charset, encoding_last):
        self._payload = text
        encoding = "7bit" if text.isascii() else "base64"
        headers = [("Content-Transfer-Encoding", encoding), ("MIME-Version", "1.0")]
        self["Content-Type"] = f'text/{subtype}; charset="{charset}"'
        self._headers += headers[::-1] if encoding_last else headers


class EmailMessage(Message):
    def __setitem__(self, name, value):
        if name.lower() in _ONCE and name in self:
            raise ValueError(f"There may be at most 1 {name} headers in a message")
        super().__setitem__(name, value)

    def set_content(self, text, subtype="plain", charset="utf-8"):
        for name in ("Content-Type", "Content-Transfer-Encoding", "MIME-Version"):
            del self[name]
        if not isinstance(text, str):
            raise NotImplementedError("Loopscope's email lacks content other than text")
        self._set_text(text if text.endswith("\n") else f"{text}\n", subtype, charset, False)

    def get_content(self):
        return self._payload

    def add_attachment(self, *args, **kwargs):
        raise NotImplementedError("Loopscope's email lacks attachments")

    def add_alternative(self, *args, **kwargs):
        raise NotImplementedError("Loopscope's email lacks alternatives")
