import threading
import time


class Greeter(threading.Thread):
    def __init__(self, who, times):
        super().__init__(name=f"greeter of {who}")
        self.who = who
        self.times = times

    def run(self):
        for number in range(self.times):
            print(self.name, "says hello", number, "to", self.who)
            time.sleep(0.01)


thread = Greeter("Ada", 2)
thread.start()
thread.join()
print(thread.name, isinstance(thread, threading.Thread), thread.is_alive())
