"""Parts of a program."""
print("parts is imported")
