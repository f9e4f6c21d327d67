from . import circle

try:
    circle.late
except AttributeError as error:
    print(error)
from .circle import late
