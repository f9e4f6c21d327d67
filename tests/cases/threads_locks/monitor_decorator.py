import functools
import threading


def synchronized(method):
    @functools.wraps(method)
    def wrapper(self, *args, **kwargs):
        with self._monitor:
            return method(self, *args, **kwargs)
    return wrapper


class Monitor:
    def __init__(self):
        self._monitor = threading.Condition(threading.RLock())


class Seats(Monitor):
    def __init__(self, free):
        super().__init__()
        self.free = free
        self.bookings = {}

    @synchronized
    def book(self, who, count):
        while self.free < count:
            self._monitor.wait()
        self.free -= count
        self.bookings[who] = self.bookings.get(who, 0) + count
        return self.left()

    @synchronized
    def cancel(self, who):
        self.free += self.bookings.pop(who)
        self._monitor.notify_all()

    @synchronized
    def left(self):
        return self.free


seats = Seats(5)
print(seats.book("ann", 4))
late = threading.Thread(target=seats.book, args=("bob", 3))
late.start()
print(seats.left(), "bob" in seats.bookings)
seats.cancel("ann")
late.join()
print(seats.left(), seats.bookings, seats.book.__name__)
