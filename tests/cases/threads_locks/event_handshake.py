import threading

hello, answer, bye = (threading.Event() for _ in range(3))
message = {}


def server():
    hello.wait()
    message["answer"] = message["question"].upper()
    answer.set()
    print("bye came:", bye.wait(timeout=5))


t = threading.Thread(target=server)
t.start()
message["question"] = "how are you"
hello.set()
answer.wait()
print(message)
print(bye.is_set(), bye.wait(timeout=0.01))
bye.set()
t.join()
answer.clear()
print(hello.is_set(), answer.is_set(), hello.wait())
