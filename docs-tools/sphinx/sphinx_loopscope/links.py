"""Links to Loopscope; what they look like is said in its ``docs/links.md``."""

import base64
import zlib
from urllib.parse import quote

from .attributes import fields


def fragment(code, attributes):
    """What stands behind ``#`` in the link to a program, or to the lesson that the attributes name."""
    said = fields(attributes)
    if code is None:
        return f"#{said}lesson={quote(attributes['lesson'], safe='')}"
    written = "code=" + quote(code, safe="")
    packed = "z=" + pack(code)
    return f"#{said}{min(written, packed, key=len)}"


def pack(code):
    """Raw DEFLATE in base64url, without padding."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflate.compress(code.encode()) + deflate.flush()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")
