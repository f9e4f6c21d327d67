# sys.stdout is one for all threads, so a thread that redirects it redirects it for everybody.
import contextlib
import io
import sys
import threading

inside, leave = threading.Event(), threading.Event()
buffer = io.StringIO()


def redirector():
    with contextlib.redirect_stdout(buffer):
        print("from the redirecting thread")
        inside.set()
        leave.wait()


t = threading.Thread(target=redirector)
t.start()
inside.wait()
print("from main, caught too")
leave.set()
t.join()
print("back again")
print(buffer.getvalue().splitlines())


class Tee:
    def __init__(self, stream):
        self.stream, self.lines = stream, []

    def write(self, text):
        if text.strip():
            self.lines.append((threading.current_thread().name, text))
        return self.stream.write(text)

    def flush(self):
        self.stream.flush()


sys.stdout = tee = Tee(sys.stdout)
t = threading.Thread(target=print, args=("through tee",), name="printer")
t.start()
t.join()
sys.stdout = tee.stream
print(tee.lines)
