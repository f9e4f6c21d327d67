def length(text):
    return len(text)


print(length.__code__.co_names)
