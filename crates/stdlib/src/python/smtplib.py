"""Mail that goes nowhere: the hosts of demo.test pretend to take it, and take their time. Others are refused."""

# Lacks: LMTP quoteaddr quotedata

from time import sleep

__all__ = [
    "SMTP",
    "SMTPAuthenticationError",
    "SMTPConnectError",
    "SMTPDataError",
    "SMTPException",
    "SMTPHeloError",
    "SMTPNotSupportedError",
    "SMTPRecipientsRefused",
    "SMTPResponseException",
    "SMTPSenderRefused",
    "SMTPServerDisconnected",
    "SMTP_SSL",
]

SMTP_PORT = 25
SMTP_SSL_PORT = 465
# Seconds of the program's clock; their sums are nowhere near whole seconds.
_CONNECTING = 0.21
_ANSWERING = 0.04
_DELIVERING = 0.37


class SMTPException(OSError):
    pass


class SMTPNotSupportedError(SMTPException):
    pass


class SMTPServerDisconnected(SMTPException):
    pass


class SMTPResponseException(SMTPException):
    def __init__(self, code, msg):
        self.smtp_code = code
        self.smtp_error = msg
        self.args = code, msg


class SMTPSenderRefused(SMTPResponseException):
    def __init__(self, code, msg, sender):
        super().__init__(code, msg)
        self.sender = sender
        self.args = code, msg, sender


class SMTPRecipientsRefused(SMTPException):
    def __init__(self, recipients):
        self.recipients = recipients
        self.args = (recipients,)


class SMTPDataError(SMTPResponseException):
    pass


class SMTPConnectError(SMTPResponseException):
    pass


class SMTPHeloError(SMTPResponseException):
    pass


class SMTPAuthenticationError(SMTPResponseException):
    pass


class SMTP:
    default_port = SMTP_PORT

    def __init__(self, host="", port=0, local_hostname=None, timeout=None, source_address=None):
        self._host = None
        self.timeout = timeout
        self.local_hostname = local_hostname or "localhost"
        self.helo_resp = self.ehlo_resp = None
        self.esmtp_features = {}
        self.does_esmtp = False
        if host:
            code, message = self.connect(host, port)
            if code != 220:
                raise SMTPConnectError(code, message)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if self._host is not None:
            self.quit()

    def set_debuglevel(self, debuglevel):
        pass

    def connect(self, host="localhost", port=0, source_address=None):
        host, _, given = host.partition(":")
        port = port or int(given or self.default_port)
        if host != "demo.test" and not host.endswith(".demo.test"):
            raise OSError(
                f"Loopscope has no mail: it can't connect to {host}:{port}. "
                "The hosts of demo.test, such as mail.demo.test, pretend to send it"
            )
        sleep(_CONNECTING)
        self._host = host
        return 220, f"{host} ESMTP, nothing leaves this machine".encode()

    def _answer(self, code, text, seconds=_ANSWERING):
        if self._host is None:
            raise SMTPServerDisconnected("please run connect() first")
        sleep(seconds)
        return code, text.encode()

    def helo(self, name=""):
        self.helo_resp = self._answer(250, str(self._host))
        return self.helo_resp

    def ehlo(self, name=""):
        features = {"size": "1000000", "starttls": "", "auth": "LOGIN PLAIN", "8bitmime": ""}
        lines = [str(self._host), *(f"{name} {value}".strip().upper() for name, value in features.items())]
        code, message = self._answer(250, "\n".join(lines))
        self.ehlo_resp = message
        self.esmtp_features = features
        self.does_esmtp = True
        return code, message

    def ehlo_or_helo_if_needed(self):
        if self.helo_resp is None and self.ehlo_resp is None:
            self.ehlo()

    def has_extn(self, opt):
        return opt.lower() in self.esmtp_features

    def starttls(self, keyfile=None, certfile=None, context=None):
        self.ehlo_or_helo_if_needed()
        answer = self._answer(220, "2.0.0 Ready to start TLS")
        self.helo_resp = self.ehlo_resp = None
        return answer

    def login(self, user, password, *, initial_response_ok=True):
        self.ehlo_or_helo_if_needed()
        return self._answer(235, "2.7.0 Authentication successful")

    def noop(self):
        return self._answer(250, "2.0.0 Ok")

    def rset(self):
        return self._answer(250, "2.0.0 Ok")

    def sendmail(self, from_addr, to_addrs, msg, mail_options=(), rcpt_options=()):
        self.ehlo_or_helo_if_needed()
        if isinstance(msg, str):
            msg.encode("ascii")
        recipients = [to_addrs] if isinstance(to_addrs, str) else list(to_addrs)
        if not recipients:
            raise SMTPRecipientsRefused({})
        self._answer(250, "2.1.0 Ok", _DELIVERING + _ANSWERING * len(recipients))
        return {}

    def send_message(self, msg, from_addr=None, to_addrs=None, mail_options=(), rcpt_options=()):
        if from_addr is None:
            from_addr = _addresses([msg["Sender"] or msg["From"] or ""])
        if to_addrs is None:
            to_addrs = _addresses([msg[name] or "" for name in ("To", "Bcc", "Cc")])
        return self.sendmail(from_addr, to_addrs, msg.as_bytes())

    def quit(self):
        answer = self._answer(221, "2.0.0 Bye")
        self.close()
        return answer

    def close(self):
        self._host = None
        self.helo_resp = self.ehlo_resp = None
        self.esmtp_features = {}
        self.does_esmtp = False


class SMTP_SSL(SMTP):
    default_port = SMTP_SSL_PORT

    def __init__(
        self,
        host="",
        port=0,
        local_hostname=None,
        keyfile=None,
        certfile=None,
        timeout=None,
        source_address=None,
        context=None,
    ):
        super().__init__(host, port, local_hostname, timeout, source_address)


def _addresses(headers):
    """`Ada <ada@demo.test>, bob@demo.test` as addresses."""
    pieces = [piece.strip() for header in headers for piece in str(header).split(",")]
    return [piece.partition("<")[2].partition(">")[0] or piece for piece in pieces if piece]
