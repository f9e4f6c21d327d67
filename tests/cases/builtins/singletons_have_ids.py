print(id(None) != id(...), id(...) != id(NotImplemented), id(None) != id(NotImplemented))
print(id(...) == id(Ellipsis), id(NotImplemented) == id(NotImplemented))
