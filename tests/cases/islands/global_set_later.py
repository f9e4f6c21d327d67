import threading, time
limit = 1
def run():
    time.sleep(0.1)
    print(limit)
t = threading.Thread(target=run); t.start()
limit = 5
t.join()
