print(memoryview(b"abcd").cast("H").shape)
