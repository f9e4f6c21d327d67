exec(compile("1 + 1", "<text>", "single"))
