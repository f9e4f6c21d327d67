class Old:
    pass


class New:
    pass


thing = Old()
thing.__class__ = New
print(type(thing).__name__)
