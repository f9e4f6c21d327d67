from typing import get_overloads

print(get_overloads(print))
