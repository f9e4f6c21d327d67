# case: interrupt-after=1.5
import queue

try:
    queue.Queue().get()
except KeyboardInterrupt:
    print("Queue.get was interrupted")
