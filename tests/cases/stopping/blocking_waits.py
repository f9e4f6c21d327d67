# case: interrupt-after=0.6
import queue

try:
    queue.Queue().get()
except KeyboardInterrupt:
    print("Queue.get was interrupted")
