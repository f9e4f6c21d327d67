import asyncio
import ipaddress


async def probe(address, found):
    await asyncio.sleep(int(address) % 3 / 10)
    found.append(address)


async def main():
    network = ipaddress.ip_network("10.0.0.0/29")
    found = []
    await asyncio.gather(*(probe(host, found) for host in network.hosts()))
    print([str(each) for each in found], sorted(found) == list(network.hosts()))
    print(network, repr(network), network.netmask, network.hostmask, network.broadcast_address, network.num_addresses)
    print(list(network.subnets(new_prefix=30)), network.supernet(), network[1], network[-1])
    for text in "10.0.0.3", "10.0.0.8", "::1":
        print(text, ipaddress.ip_address(text) in network)
    for text in "127.0.0.1", "8.8.8.8", "192.168.1.1", "224.0.0.1", "fe80::1", "2001:db8::1", "::ffff:1.2.3.4", "fe80::1%eth0":
        address = ipaddress.ip_address(text)
        print(
            repr(address), address.version, address.is_private, address.is_global, address.is_loopback,
            address.is_multicast, address.is_link_local, address.exploded if "%" not in text else address.scope_id,
            address.reverse_pointer if address.version == 4 else address.ipv4_mapped,
        )
    for make, text in [
        (ipaddress.ip_address, "1.2.3"), (ipaddress.ip_network, "10.0.0.1/8"), (ipaddress.IPv4Address, "1.2.3.256"),
        (ipaddress.IPv4Address, "01.2.3.4"), (ipaddress.IPv6Address, "1::2::3"), (ipaddress.IPv4Network, "1.2.3.0/33"),
        (ipaddress.IPv4Address, -1), (ipaddress.IPv6Address, b"abc"),
    ]:
        try:
            print(make(text))
        except ValueError as error:
            print(type(error).__name__, error)
    interface = ipaddress.ip_interface("192.0.2.5/24")
    print(interface, interface.ip, interface.network, interface.with_netmask)
    print(list(ipaddress.collapse_addresses(map(ipaddress.ip_network, ["10.0.1.0/24", "10.0.0.0/24", "10.0.1.0/30"]))))
    first, last = map(ipaddress.ip_address, ("1.1.1.3", "1.1.1.9"))
    print(list(ipaddress.summarize_address_range(first, last)), last - 1, first + 1, first < last, int(first))
    print(f"{first:b} {first:#x} {first:_X} {first:>12}|", first.packed, hash(first) == hash(ipaddress.ip_address("1.1.1.3")))
    outer = ipaddress.ip_network("10.0.0.0/22")
    print(list(outer.address_exclude(ipaddress.ip_network("10.0.1.0/24"))), network.subnet_of(outer), outer.overlaps(network))
    try:
        first < ipaddress.ip_address("::1")
    except TypeError as error:
        print(error)


asyncio.run(main())
for text in "10.0.0.0/8", "2001:db8::/32":
    network, interface = ipaddress.ip_network(text), ipaddress.ip_interface(text)
    print(network.reverse_pointer, network.exploded, interface.reverse_pointer, interface.exploded, interface.hostmask)
