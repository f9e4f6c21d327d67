import threading, time
def run():
    time.sleep(0.05)
    print(helper())
t = threading.Thread(target=run); t.start()
def helper(): return "late"
t.join()
