# A thread's attributes that could not be made are made anew.
import threading


class Strict(threading.local):
    def __init__(self):
        if threading.current_thread() is not threading.main_thread():
            raise ValueError("not here")
        self.x = 1


strict = Strict()


def look():
    for _ in range(2):
        try:
            print(strict.x)
        except Exception as error:
            print(repr(error))


thread = threading.Thread(target=look)
thread.start()
thread.join()
print(strict.x)
plain = threading.local()
try:
    del plain.missing
except AttributeError as error:
    print(error)
