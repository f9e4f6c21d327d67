print((1 << 2_000_000).bit_length())
