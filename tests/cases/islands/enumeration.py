import threading, enum
class Color(enum.Enum):
    RED = 1
    BLUE = 2
def run(c):
    print(c, c is Color.RED, Color["BLUE"])
t = threading.Thread(target=run, args=(Color.RED,)); t.start(); t.join()
