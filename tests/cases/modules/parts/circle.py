from . import circle_too

late = 1
