# object.__delattr__ does not call the class's own again.
class Careful:
    def __delattr__(self, name):
        print("deletes", name)
        super().__delattr__(name)


careful = Careful()
careful.there = 1
del careful.there
try:
    del careful.missing
except AttributeError as error:
    print(error)
