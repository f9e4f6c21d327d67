"""Addresses and networks of the Internet Protocol, versions 4 and 6."""

import functools as _functools

IPV4LENGTH = 32
IPV6LENGTH = 128

_HEX_DIGITS = frozenset("0123456789ABCDEFabcdef")


class AddressValueError(ValueError):
    pass


class NetmaskValueError(ValueError):
    pass


def _either(thing, classes, what, **options):
    for make in classes:
        try:
            return make(thing, **options)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f"{thing!r} does not appear to be an IPv4 or IPv6 {what}")


def ip_address(address):
    return _either(address, (IPv4Address, IPv6Address), "address")


def ip_network(address, strict=True):
    return _either(address, (IPv4Network, IPv6Network), "network", strict=strict)


def ip_interface(address):
    return _either(address, (IPv4Interface, IPv6Interface), "interface")


def v4_int_to_packed(address):
    try:
        return address.to_bytes(4, "big")
    except OverflowError:
        raise ValueError("Address negative or too large for IPv4") from None


def v6_int_to_packed(address):
    try:
        return address.to_bytes(16, "big")
    except OverflowError:
        raise ValueError("Address negative or too large for IPv6") from None


def get_mixed_type_key(obj):
    return obj._mixed_key() if isinstance(obj, (_Address, _Network)) else NotImplemented


def summarize_address_range(first, last):
    if not (isinstance(first, _Address) and isinstance(last, _Address)):
        raise TypeError("first and last must be IP addresses, not networks")
    if first.version != last.version:
        raise TypeError(f"{first} and {last} are not of the same version")
    if first > last:
        raise ValueError("last IP address must be greater than first")
    network = IPv4Network if first.version == 4 else IPv6Network
    begin, end = first._ip, last._ip
    while begin <= end:
        aligned = (begin & -begin).bit_length() - 1 if begin else first.max_prefixlen
        bits = min(aligned, (end - begin + 1).bit_length() - 1)
        yield network((begin, first.max_prefixlen - bits))
        begin += 1 << bits


def collapse_addresses(addresses):
    networks, before = [], None
    for given in addresses:
        if before is not None and given.version != before.version:
            raise TypeError(f"{given} and {before} are not of the same version")
        before = given
        if isinstance(given, _Network):
            networks.append(given)
        elif isinstance(given, _Interface):
            networks.append(given.network)
        else:
            networks.append((IPv4Network if given.version == 4 else IPv6Network)(given))
    ranges = []
    for network in sorted(networks):
        begin, end = network._first, network._last
        if ranges and begin <= ranges[-1][1] + 1:
            ranges[-1][1] = max(end, ranges[-1][1])
        else:
            ranges.append([begin, end])
    address = networks and (IPv4Address if networks[0].version == 4 else IPv6Address)
    return iter([it for begin, end in ranges for it in summarize_address_range(address(begin), address(end))])


class _V4:
    _version = version = 4
    max_prefixlen = IPV4LENGTH
    _all = 2**IPV4LENGTH - 1

    @classmethod
    def _parse(cls, text):
        if not text:
            raise AddressValueError("Address cannot be empty")
        octets = text.split(".")
        if len(octets) != 4:
            raise AddressValueError(f"Expected 4 octets in {text!r}")
        value = 0
        for octet in octets:
            try:
                value = value << 8 | cls._octet(octet)
            except ValueError as error:
                raise AddressValueError(f"{error} in {text!r}") from None
        return value

    @staticmethod
    def _octet(octet):
        if not octet:
            raise ValueError("Empty octet not permitted")
        if not (octet.isascii() and octet.isdigit()):
            raise ValueError(f"Only decimal digits permitted in {octet!r}")
        if len(octet) > 3:
            raise ValueError(f"At most 3 characters permitted in {octet!r}")
        if octet != "0" and octet[0] == "0":
            raise ValueError(f"Leading zeros are not permitted in {octet!r}")
        if int(octet) > 255:
            raise ValueError(f"Octet {int(octet)} (> 255) not permitted")
        return int(octet)

    @staticmethod
    def _text(value):
        return ".".join(map(str, value.to_bytes(4, "big")))

    @classmethod
    def _prefix(cls, text):
        """The length of a prefix out of a number, a netmask or a hostmask."""
        if isinstance(text, int) or text.isascii() and text.isdigit():
            return cls._prefix_of_number(text)
        try:
            mask = cls._parse(text)
        except AddressValueError:
            cls._bad_mask(text)
        for mask in (mask, mask ^ cls._all):
            bits = (mask ^ cls._all).bit_length()
            if mask == cls._all >> bits << bits:
                return cls.max_prefixlen - bits
        cls._bad_mask(text)

    @property
    def reverse_pointer(self):
        return ".".join(str(self).split(".")[::-1]) + ".in-addr.arpa"


class _V6:
    _version = version = 6
    max_prefixlen = IPV6LENGTH
    _all = 2**IPV6LENGTH - 1

    @classmethod
    def _parse(cls, text):
        if not text:
            raise AddressValueError("Address cannot be empty")
        parts = text.split(":")
        if len(parts) < 3:
            raise AddressValueError(f"At least 3 parts expected in {text!r}")
        if "." in parts[-1]:
            try:
                embedded = _V4._parse(parts.pop())
            except AddressValueError as error:
                raise AddressValueError(f"{error} in {text!r}") from None
            parts += [f"{embedded >> 16:x}", f"{embedded & 0xffff:x}"]
        if len(parts) > 9:
            raise AddressValueError(f"At most 8 colons permitted in {text!r}")
        gap = None
        for at in range(1, len(parts) - 1):
            if not parts[at]:
                if gap is not None:
                    raise AddressValueError(f"At most one '::' permitted in {text!r}")
                gap = at
        if gap is None:
            if len(parts) != 8:
                raise AddressValueError(f"Exactly 8 parts expected without '::' in {text!r}")
            cls._check_ends(parts, text, False, False)
            head, tail = parts, []
        else:
            head, tail = parts[:gap], parts[gap + 1 :]
            cls._check_ends(parts, text, gap == 1, gap == len(parts) - 2)
            head = [] if head == [""] else head
            tail = [] if tail == [""] else tail
            if len(head) + len(tail) > 7:
                raise AddressValueError(f"Expected at most 7 other parts with '::' in {text!r}")
        value = 0
        try:
            for part in head + ["0"] * (8 - len(head) - len(tail)) + tail:
                value = value << 16 | cls._group(part)
        except ValueError as error:
            raise AddressValueError(f"{error} in {text!r}") from None
        return value

    @staticmethod
    def _check_ends(parts, text, may_begin, may_end):
        if not parts[0] and not may_begin:
            raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
        if not parts[-1] and not may_end:
            raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")

    @staticmethod
    def _group(part):
        if not _HEX_DIGITS.issuperset(part):
            raise ValueError(f"Only hex digits permitted in {part!r}")
        if len(part) > 4:
            raise ValueError(f"At most 4 characters permitted in {part!r}")
        return int(part, 16)

    @staticmethod
    def _text(value):
        groups = [f"{value >> shift & 0xffff:x}" for shift in range(112, -1, -16)]
        best = (0, 1)
        at = 0
        while at < 8:
            end = at
            while end < 8 and groups[end] == "0":
                end += 1
            if end - at > best[1] - best[0] and end - at > 1:
                best = (at, end)
            at = max(end, at + 1)
        if best == (0, 1):
            return ":".join(groups)
        return ":".join(groups[: best[0]]) + "::" + ":".join(groups[best[1] :])

    @classmethod
    def _prefix(cls, text):
        return cls._prefix_of_number(text)

    @property
    def reverse_pointer(self):
        return ".".join(self.exploded[::-1].replace(":", "")) + ".ip6.arpa"


def _split_scope(text):
    address, percent, scope = text.partition("%")
    if percent and (not scope or "%" in scope):
        raise AddressValueError(f'Invalid IPv6 address: "{text!r}"')
    return address, scope if percent else None


@_functools.total_ordering
class _Address:
    __slots__ = ("_ip", "__weakref__")

    def __init__(self, address):
        self._ip = self._value(address)

    @classmethod
    def _value(cls, address):
        if isinstance(address, int):
            if address < 0:
                raise AddressValueError(f"{address} (< 0) is not permitted as an IPv{cls.version} address")
            if address > cls._all:
                raise AddressValueError(
                    f"{address} (>= 2**{cls.max_prefixlen}) is not permitted as an IPv{cls.version} address"
                )
            return address
        if isinstance(address, bytes):
            if len(address) != cls.max_prefixlen // 8:
                raise AddressValueError(
                    f"{address!r} (len {len(address)} != {cls.max_prefixlen // 8}) is not permitted as an "
                    f"IPv{cls.version} address"
                )
            return int.from_bytes(address, "big")
        text = str(address)
        if "/" in text:
            raise AddressValueError(f"Unexpected '/' in {address!r}")
        return cls._parse(text)

    def _mixed_key(self):
        return (self.version, self)

    @property
    def packed(self):
        return self._ip.to_bytes(self.max_prefixlen // 8, "big")

    @property
    def compressed(self):
        return str(self)

    @property
    def exploded(self):
        return str(self)

    def __int__(self):
        return self._ip

    def __str__(self):
        return self._text(self._ip)

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __hash__(self):
        return hash(hex(int(self._ip)))

    def __eq__(self, other):
        try:
            return self._ip == other._ip and self._version == other._version
        except AttributeError:
            return NotImplemented

    def __lt__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        if self._version != other._version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return self._ip < other._ip

    def __add__(self, other):
        return type(self)(self._ip + other) if isinstance(other, int) else NotImplemented

    def __sub__(self, other):
        return type(self)(self._ip - other) if isinstance(other, int) else NotImplemented

    def __format__(self, spec):
        if not spec or spec[-1] == "s":
            return format(str(self), spec)
        kind, alternate, grouped = spec[-1], "#" in spec[:-1], "_" in spec[:-1]
        if spec[:-1] not in ("", "#", "_", "#_") or kind not in "bxXn":
            return super().__format__(spec)
        if kind == "n":
            kind = "b" if self.version == 4 else "x"
        width = self.max_prefixlen if kind == "b" else self.max_prefixlen // 4
        if grouped:
            width += width // 4 - 1
        if alternate:
            width += 2
        return format(self._ip, f"{'#' if alternate else ''}0{width}{'_' if grouped else ''}{kind}")

    def __reduce__(self):
        return type(self), (self._ip,)

    def _is_in(self, networks):
        return any(self in network for network in networks)

    @property
    def is_multicast(self):
        return self in self._MULTICAST

    @property
    def is_private(self):
        return self._is_in(self._PRIVATE)

    @property
    def is_unspecified(self):
        return self._ip == 0

    @property
    def is_loopback(self):
        return self in self._LOOPBACK

    @property
    def is_link_local(self):
        return self in self._LINK_LOCAL

    @property
    def is_reserved(self):
        return self._is_in(self._RESERVED)


class IPv4Address(_V4, _Address):
    __slots__ = ()

    @property
    def is_global(self):
        return self not in self._SHARED and not self.is_private


class IPv6Address(_V6, _Address):
    __slots__ = ("_scope_id",)

    def __init__(self, address):
        self._scope_id = None
        if not isinstance(address, (int, bytes)):
            text = str(address)
            if "/" in text:
                raise AddressValueError(f"Unexpected '/' in {address!r}")
            address, self._scope_id = _split_scope(text)
        self._ip = self._value(address)

    @property
    def scope_id(self):
        return self._scope_id

    @property
    def exploded(self):
        digits = f"{self._ip:032x}"
        return ":".join(digits[at : at + 4] for at in range(0, 32, 4))

    def __str__(self):
        text = self._text(self._ip)
        return text if self._scope_id is None else f"{text}%{self._scope_id}"

    def __hash__(self):
        return hash((self._ip, self._scope_id))

    def __eq__(self, other):
        equal = super().__eq__(other)
        if equal is NotImplemented:
            return equal
        return equal and self._scope_id == getattr(other, "_scope_id", None)

    @property
    def ipv4_mapped(self):
        return IPv4Address(self._ip & 0xFFFFFFFF) if self._ip >> 32 == 0xFFFF else None

    @property
    def sixtofour(self):
        return IPv4Address(self._ip >> 80 & 0xFFFFFFFF) if self._ip >> 112 == 0x2002 else None

    @property
    def teredo(self):
        if self._ip >> 96 != 0x20010000:
            return None
        return IPv4Address(self._ip >> 64 & 0xFFFFFFFF), IPv4Address(~self._ip & 0xFFFFFFFF)

    @property
    def is_private(self):
        mapped = self.ipv4_mapped
        return mapped.is_private if mapped is not None else self._is_in(self._PRIVATE)

    @property
    def is_global(self):
        return not self.is_private

    @property
    def is_loopback(self):
        return self._ip == 1

    @property
    def is_site_local(self):
        return self in self._SITE_LOCAL


def _each(address, first, last):
    while first <= last:
        yield address(first)
        first += 1


@_functools.total_ordering
class _Network:
    def __init__(self, address, strict=True):
        address, prefix = self._split(address)
        self.network_address = self._address_class(address)
        self.netmask, self._prefixlen = self._mask(prefix)
        inside = self.network_address._ip & self._host_bits
        if inside:
            if strict:
                raise ValueError(f"{self} has host bits set")
            self.network_address = self._address_class(self.network_address._ip - inside)

    @classmethod
    def _split(cls, address):
        """Address and prefix of what a network or an interface is made of."""
        if isinstance(address, tuple):
            return address[0], address[1] if len(address) > 1 else cls.max_prefixlen
        if isinstance(address, (int, bytes)):
            return address, cls.max_prefixlen
        address, *prefix = str(address).split("/")
        if len(prefix) > 1:
            raise AddressValueError(f"Only one '/' permitted in {'/'.join([address, *prefix])!r}")
        return address, prefix[0] if prefix else cls.max_prefixlen

    @classmethod
    def _mask(cls, prefix):
        length = cls._prefix(prefix)
        return cls._address_class(cls._all >> cls.max_prefixlen - length << cls.max_prefixlen - length), length

    @classmethod
    def _prefix_of_number(cls, number):
        if not isinstance(number, int) and not (number.isascii() and number.isdigit()):
            cls._bad_mask(number)
        if not 0 <= int(number) <= cls.max_prefixlen:
            cls._bad_mask(number)
        return int(number)

    @classmethod
    def _bad_mask(cls, mask):
        raise NetmaskValueError(f"{mask!r} is not a valid netmask") from None

    @property
    def _host_bits(self):
        return (1 << self.max_prefixlen - self._prefixlen) - 1

    @property
    def _first(self):
        return self.network_address._ip

    @property
    def _last(self):
        return self.network_address._ip | self._host_bits

    def _key(self):
        return self.version, self._first, self.netmask._ip

    def _mixed_key(self):
        return (self.version, self.network_address, self.netmask)

    def _made(self, first, prefix):
        return type(self)((first, prefix))

    @property
    def prefixlen(self):
        return self._prefixlen

    @property
    def hostmask(self):
        return self._address_class(self._host_bits)

    @property
    def broadcast_address(self):
        return self._address_class(self._last)

    @property
    def num_addresses(self):
        return self._host_bits + 1

    @property
    def with_prefixlen(self):
        return f"{self.network_address}/{self._prefixlen}"

    @property
    def with_netmask(self):
        return f"{self.network_address}/{self.netmask}"

    @property
    def with_hostmask(self):
        return f"{self.network_address}/{self.hostmask}"

    @property
    def compressed(self):
        return str(self)

    @property
    def exploded(self):
        return f"{self.network_address.exploded}/{self._prefixlen}"

    def hosts(self):
        if self._host_bits == 0:
            return [self.network_address]
        return _each(self._address_class, *self._hosts())

    def __iter__(self):
        return _each(self._address_class, self._first, self._last)

    def __getitem__(self, n):
        at = self._first + n if n >= 0 else self._last + n + 1
        if not self._first <= at <= self._last:
            raise IndexError("address out of range")
        return self._address_class(at)

    def __str__(self):
        return self.with_prefixlen

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __hash__(self):
        return hash(int(self.network_address) ^ int(self.netmask))

    def __eq__(self, other):
        try:
            return (
                self._version == other._version
                and self.network_address == other.network_address
                and int(self.netmask) == int(other.netmask)
            )
        except AttributeError:
            return NotImplemented

    def __lt__(self, other):
        if not isinstance(other, _Network):
            return NotImplemented
        self._check_version(other)
        return (self._first, self.netmask._ip) < (other._first, other.netmask._ip)

    def __contains__(self, other):
        if self._version != other._version or isinstance(other, _Network):
            return False
        return other._ip & self.netmask._ip == self._first

    def __reduce__(self):
        return type(self), (str(self),)

    def _check_version(self, other):
        if self._version != other._version:
            raise TypeError(f"{self} and {other} are not of the same version")

    def compare_networks(self, other):
        self._check_version(other)
        mine, its = self._key(), other._key()
        return (mine > its) - (mine < its)

    def overlaps(self, other):
        return self._first <= other._last and other._first <= self._last

    def subnet_of(self, other):
        return self._is_within(other, self, other)

    def supernet_of(self, other):
        return self._is_within(other, other, self)

    def _is_within(self, other, inner, outer):
        if not isinstance(other, _Network) or self._version != other._version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return outer._first <= inner._first and inner._last <= outer._last

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        if self._prefixlen == self.max_prefixlen:
            yield self
            return
        if new_prefix is not None:
            if new_prefix < self._prefixlen:
                raise ValueError("new prefix must be longer")
            if prefixlen_diff != 1:
                raise ValueError("cannot set prefixlen_diff and new_prefix")
            prefixlen_diff = new_prefix - self._prefixlen
        if prefixlen_diff < 0:
            raise ValueError("prefix length diff must be > 0")
        prefix = self._prefixlen + prefixlen_diff
        if prefix > self.max_prefixlen:
            raise ValueError(f"prefix length diff {prefix} is invalid for netblock {self}")
        first, step = self._first, self._host_bits + 1 >> prefixlen_diff
        while first <= self._last:
            yield self._made(first, prefix)
            first += step

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        if self._prefixlen == 0:
            return self
        if new_prefix is not None:
            if new_prefix > self._prefixlen:
                raise ValueError("new prefix must be shorter")
            if prefixlen_diff != 1:
                raise ValueError("cannot set prefixlen_diff and new_prefix")
            prefixlen_diff = self._prefixlen - new_prefix
        prefix = self._prefixlen - prefixlen_diff
        if prefix < 0:
            raise ValueError(f"current prefixlen is {self._prefixlen}, cannot have a prefixlen_diff of {prefixlen_diff}")
        bits = self.max_prefixlen - prefix
        return self._made(self._first >> bits << bits, prefix)

    def address_exclude(self, other):
        self._check_version(other)
        if not isinstance(other, _Network):
            raise TypeError(f"{other} is not a network object")
        if not other.subnet_of(self):
            raise ValueError(f"{other} not contained in {self}")
        around = self
        while around != other:
            for half in around.subnets():
                if other.subnet_of(half):
                    inner = half
                else:
                    yield half
            around = inner

    def _is(self, name):
        return getattr(self.network_address, name) and getattr(self.broadcast_address, name)

    is_multicast = property(lambda self: self._is("is_multicast"))
    is_reserved = property(lambda self: self._is("is_reserved"))
    is_link_local = property(lambda self: self._is("is_link_local"))
    is_unspecified = property(lambda self: self._is("is_unspecified"))
    is_loopback = property(lambda self: self._is("is_loopback"))

    @property
    def is_private(self):
        private = self.network_address._PRIVATE
        return any(each._first <= self._first and self._last <= each._last for each in private)

    @property
    def is_global(self):
        return not self.is_private


class IPv4Network(_V4, _Network):
    _address_class = IPv4Address

    def _hosts(self):
        edge = 1 if self._prefixlen < 31 else 0
        return self._first + edge, self._last - edge

    @property
    def is_global(self):
        shared = IPv4Address._SHARED
        is_shared = self.network_address in shared and self.broadcast_address in shared
        return not is_shared and not self.is_private


class IPv6Network(_V6, _Network):
    _address_class = IPv6Address

    def _hosts(self):
        return self._first + (1 if self._prefixlen < 127 else 0), self._last

    @property
    def is_site_local(self):
        return self._is("is_site_local")


class _Interface:
    def __init__(self, address):
        plain, prefix = self._network_class._split(address)
        super().__init__(plain)
        self.network = self._network_class((plain, prefix), strict=False)
        self.netmask = self.network.netmask
        self._prefixlen = self.network._prefixlen

    @property
    def hostmask(self):
        return self.network.hostmask

    @property
    def ip(self):
        return self._plain_class(self._ip)

    @property
    def exploded(self):
        return f"{super().exploded.partition('/')[0]}/{self._prefixlen}"

    @property
    def with_prefixlen(self):
        return f"{self.ip}/{self._prefixlen}"

    @property
    def with_netmask(self):
        return f"{self.ip}/{self.netmask}"

    @property
    def with_hostmask(self):
        return f"{self.ip}/{self.hostmask}"

    def __str__(self):
        return f"{super().__str__()}/{self._prefixlen}"

    def __hash__(self):
        return hash((self._ip, self._prefixlen, int(self.network.network_address)))

    def __eq__(self, other):
        equal = super().__eq__(other)
        if equal is NotImplemented or not equal:
            return equal
        try:
            return self.network == other.network
        except AttributeError:
            return False

    def __lt__(self, other):
        less = super().__lt__(other)
        if less is NotImplemented:
            return less
        try:
            return (self.network, self._ip) < (other.network, other._ip)
        except AttributeError:
            return False

    def __reduce__(self):
        return type(self), (str(self),)


class IPv4Interface(_Interface, IPv4Address):
    _network_class = IPv4Network
    _plain_class = IPv4Address


class IPv6Interface(_Interface, IPv6Address):
    _network_class = IPv6Network
    _plain_class = IPv6Address

    @property
    def is_unspecified(self):
        return self._ip == 0 and self.network.is_unspecified

    @property
    def is_loopback(self):
        return super().is_loopback and self.network.is_loopback


def _networks(make, text):
    return [make(each) for each in text.split()]


IPv4Address._LOOPBACK, IPv4Address._LINK_LOCAL, IPv4Address._MULTICAST, IPv4Address._SHARED = _networks(
    IPv4Network, "127.0.0.0/8 169.254.0.0/16 224.0.0.0/4 100.64.0.0/10"
)
IPv4Address._RESERVED = _networks(IPv4Network, "240.0.0.0/4")
IPv4Address._PRIVATE = _networks(
    IPv4Network,
    "0.0.0.0/8 10.0.0.0/8 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/29 192.0.0.170/31 192.0.2.0/24 "
    "192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4 255.255.255.255/32",
)
IPv6Address._LINK_LOCAL, IPv6Address._MULTICAST, IPv6Address._SITE_LOCAL = _networks(
    IPv6Network, "fe80::/10 ff00::/8 fec0::/10"
)
IPv6Address._PRIVATE = _networks(
    IPv6Network,
    "::1/128 ::/128 ::ffff:0:0/96 100::/64 2001::/23 2001:2::/48 2001:db8::/32 2001:10::/28 fc00::/7 fe80::/10",
)
IPv6Address._RESERVED = _networks(
    IPv6Network,
    "::/8 100::/8 200::/7 400::/6 800::/5 1000::/4 4000::/3 6000::/3 8000::/3 a000::/3 c000::/3 e000::/4 f000::/5 "
    "f800::/6 fe00::/9",
)
