print(super(object))
