print("text".encode("utf-16-le"))
