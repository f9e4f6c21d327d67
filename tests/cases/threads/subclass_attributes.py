import threading


class Worker(threading.Thread):
    def __init__(self, number):
        super().__init__(name=f"worker {number}")
        self.number = number
        self.result = None

    def run(self):
        self.result = self.number * 2
        self.by_name = threading.current_thread().name


workers = [Worker(number) for number in range(3)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print([worker.result for worker in workers], [worker.by_name for worker in workers])


def note():
    threading.current_thread().note = "from inside"


plain = threading.Thread(target=note)
plain.start()
plain.join()
print(plain.note)
