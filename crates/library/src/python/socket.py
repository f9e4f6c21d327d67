"""Names of the network. There are no sockets."""

# Lacks: CMSG_LEN SO_REUSEPORT_LB SocketIO fromfd getaddrinfo gethostbyaddr gethostbyname gethostbyname_ex getnameinfo
#     getprotobyname getservbyname getservbyport has_dualstack_ipv6 if_indextoname if_nameindex if_nametoindex
#     inet_ntop inet_pton recv_fds send_fds sethostname

from enum import IntEnum as _IntEnum


class AddressFamily(_IntEnum):
    AF_UNSPEC = 0
    AF_UNIX = 1
    AF_INET = 2
    AF_INET6 = 10


class SocketKind(_IntEnum):
    SOCK_STREAM = 1
    SOCK_DGRAM = 2
    SOCK_RAW = 3


AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = AddressFamily
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW = SocketKind
IPPROTO_IP, IPPROTO_ICMP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6 = 0, 1, 6, 17, 41
SOL_SOCKET, SOL_TCP = 1, 6
SO_REUSEADDR, SO_ERROR, SO_BROADCAST, SO_SNDBUF, SO_RCVBUF, SO_KEEPALIVE, SO_REUSEPORT = 2, 4, 6, 7, 8, 9, 15
TCP_NODELAY = 1
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
SOMAXCONN = 4096
INADDR_ANY, INADDR_BROADCAST = 0, 0xFFFFFFFF
MSG_PEEK, MSG_DONTWAIT = 2, 64
AI_PASSIVE, AI_CANONNAME = 1, 2
EAI_AGAIN, EAI_NONAME = -3, -2
has_ipv6 = True
error = OSError
timeout = TimeoutError
_default_timeout = None


class gaierror(OSError):
    pass


class herror(OSError):
    pass


def _no_sockets(*args, **kwargs):
    raise NotImplementedError("Loopscope has no sockets: a program can ask by HTTP only, with aiohttp")


class socket:
    __init__ = _no_sockets


create_connection = create_server = socketpair = _no_sockets


def gethostname():
    return "localhost"


def getfqdn(name=""):
    return name or gethostname()


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout, /):
    global _default_timeout
    _default_timeout = None if timeout is None else float(timeout)


def _swapped(size, name):
    def swap(x, /):
        return int.from_bytes(x.to_bytes(size, "little"), "big")

    swap.__name__ = name
    return swap


htons, ntohs = _swapped(2, "htons"), _swapped(2, "ntohs")
htonl, ntohl = _swapped(4, "htonl"), _swapped(4, "ntohl")


def inet_aton(ip_addr, /):
    parts = ip_addr.split(".")
    if len(parts) != 4 or not all(part.isdecimal() and int(part) < 256 for part in parts):
        raise OSError("illegal IP address string passed to inet_aton")
    return bytes([int(part) for part in parts])


def inet_ntoa(packed_ip, /):
    if len(packed_ip) != 4:
        raise OSError("packed IP wrong length for inet_ntoa")
    return ".".join(map(str, packed_ip))
