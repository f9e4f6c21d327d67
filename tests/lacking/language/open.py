import os

with open(os.devnull) as file:
    print(file.read() == "")
