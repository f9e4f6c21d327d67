print(len("a" * 20_000_000))
