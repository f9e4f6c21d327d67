# Objects that threads made stay when the threads are gone; the 65th thread is like the first.
import threading

events = []


def make(number):
    event = threading.Event()
    events.append((number, event))
    if number % 2:
        event.set()


for number in range(75):
    t = threading.Thread(target=make, args=(number,))
    t.start()
    t.join()

print(len(events), [n for n, _ in events] == list(range(75)))
print(sum(event.is_set() for _, event in events))
for _, event in events:
    event.set()
print(all(event.wait(0) for _, event in events))
