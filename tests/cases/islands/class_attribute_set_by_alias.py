import threading, time
class Config: debug = False
def run():
    time.sleep(0.1); print(Config.debug)
t = threading.Thread(target=run); t.start()
c = Config
c.debug = True
t.join()
