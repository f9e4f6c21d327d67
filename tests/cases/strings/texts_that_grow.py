# A text to which a loop adds: whoever else has it keeps what they have.
def grow():
    text = ""
    kept = []
    for number in range(300):
        if number % 100 == 0:
            kept.append(text)
        text += f"{number},"
        text = text + "é" if number % 50 == 0 else text
    return text, kept


text, kept = grow()
print(len(text), [len(one) for one in kept], text.startswith(kept[2]), text[-8:], text[100:110], text.count("é"))
print(text[text.index("150"):][:12], text.rfind("é"), hash(text) == hash("".join(list(text))))

shared = "one"
other = shared
shared += " two"
print(other, "|", shared)
names = {shared: 1}
key = shared
shared += " three"
print(names[key], names.get(shared), key in names)
shared = shared + shared
print(shared)


def twice(text):
    before = text
    text += text
    return before, text


print(twice("ab"), twice("é" * 3))


def closed():
    text = "x"

    def more():
        nonlocal text
        text += "y"
        return text

    return more(), more(), text


print(closed())
long = "añb€😀" * 100
print([long[at] for at in (0, 31, 32, 33, 250, 499, -1)], long[63:66], long[::97], long[490:])
try:
    long[500]
except IndexError as error:
    print(error)
steps = [long[at] for at in range(len(long))]
print("".join(steps) == long, long[200:400] == "".join(steps[200:400]))
