import threading


class Ticker(threading.Thread):
    def __init__(self, interval, callback):
        super().__init__(daemon=True)
        self.interval, self.callback = interval, callback
        self._stop_event = threading.Event()

    def run(self):
        while not self._stop_event.wait(self.interval):
            self.callback(self)

    def stop(self):
        self._stop_event.set()
        if threading.current_thread() is not self:
            self.join()


ticks = []


def on_tick(ticker):
    ticks.append(len(ticks))
    if len(ticks) == 3:
        ticker.stop()


ticker = Ticker(0.01, on_tick)
ticker.start()
ticker.join(timeout=5)
print(ticks, ticker.is_alive())
other = Ticker(10, on_tick)
other.start()
other.stop()
print(len(ticks), other.is_alive())
