import queue
import threading
from collections import Counter

texts = ["to be or not to be", "that is the question", "to sleep perchance to dream"]
inbox, partial = queue.Queue(), queue.Queue()


def mapper():
    while True:
        try:
            text = inbox.get_nowait()
        except queue.Empty:
            return
        partial.put(Counter(text.split()))


def reducer(total, parts):
    for _ in range(parts):
        total.update(partial.get())


for text in texts:
    inbox.put(text)
total = Counter()
threads = [threading.Thread(target=mapper) for _ in range(2)]
threads.append(threading.Thread(target=reducer, args=(total, len(texts))))
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(total.items(), key=lambda item: (-item[1], item[0]))[:4])
