import asyncio


def show(*texts):
    for text in texts:
        try:
            print(text, "->", repr(eval(text)))
        except Exception as error:
            print(text, "!!", type(error).__name__, error)


z = 3 + 4j
print(z, z.real, z.imag, abs(z), z.conjugate(), -z, +z, bool(0j), z == 3 + 4j, z != 3, 2 + 0j == 2)
show("1j", "-1j", "1+2j", "complex(1, -0.0)", "complex('1+2j')", "complex(float('nan'), float('inf'))", "1e20j", "1.5+0j")
show("(1+2j)*(3-1j)", "(1+2j)/(3-1j)", "(1+2j)**2", "(1+2j)**0.5", "2**1j", "1j**1j", "(2+0j)**-2", "(0j)**0", "0j**-1")
show("hash(1+2j)", "hash(complex(3, 0))", "1j<2", "complex(1j)", "complex('x')", "complex(None)", "1j/0", "int(1j)", "float(1j)")
show("1j//2", "1j%2", "divmod(1j, 2)", "round(1j)", "f'{1+2j:.2f}'", "str(1j)", "complex()", "complex(1, '2')", "complex('1', 2)")
show("complex(real=1, imag=2)", "sum([1j, 2])", "1j.is_integer", "complex(' ( 1+2j ) ')", "complex('1e3-2.5e-1J')", "complex(2j, 3j)")
show("isinstance(1j, complex)", "complex", "type(1j)", "{1j: 1}", "1j+True", "10**400*1j", "1j in [1j]", "'%s' % 1j", "f'{1j:>10}|'")
show("f'{1+2j:d}'", "3-1j*2", "1.0-0j", "[abs(3j), pow(1j, 2)]", "{1, 1+0j, 1.0}", "max([1j, 2j], key=abs)", "sorted([2j, 1j], key=abs)")


class Polar(complex):
    pass


print(Polar(1, 2), type(Polar(1, 2) + 1).__name__, isinstance(Polar(1), complex))
exec("print(complex(2, 3) * 1j)", {})


async def main():
    return sum(await asyncio.gather(*(turned(n) for n in range(4))))


async def turned(n):
    await asyncio.sleep(0)
    return 1j**n * complex(n)


print(asyncio.run(main()))
