"""Sends requests for demo.test and the hosts below it to `demo_server.py`, and knows no host that cannot exist."""

import os
import socket

_PORT = int(os.environ["LOOPSCOPE_DEMO_PORT"])
_getaddrinfo = socket.getaddrinfo


def getaddrinfo(host, port, *args, **kwargs):
    name = host.decode() if isinstance(host, bytes) else str(host)
    name = name.lower().rstrip(".")
    if name == "demo.test" or name.endswith(".demo.test"):
        return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", _PORT))]
    if name.endswith(".invalid"):
        # What a resolver says that can be asked, whether or not this machine has one.
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return _getaddrinfo(host, port, *args, **kwargs)


socket.getaddrinfo = getaddrinfo
