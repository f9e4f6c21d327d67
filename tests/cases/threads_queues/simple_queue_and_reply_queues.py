# Every request carries the queue that its answer goes to.
import queue
import threading

requests = queue.SimpleQueue()


def server():
    users = {1: "ann", 2: "bob"}
    while (request := requests.get()) is not None:
        command, argument, reply = request
        if command == "get":
            reply.put(users.get(argument, KeyError(argument)))
        elif command == "add":
            users[max(users) + 1] = argument
            reply.put(len(users))


def ask(command, argument):
    reply = queue.SimpleQueue()
    requests.put((command, argument, reply))
    answer = reply.get(timeout=5)
    if isinstance(answer, Exception):
        raise answer
    return answer


t = threading.Thread(target=server)
t.start()
print(ask("get", 1), ask("add", "eve"), ask("get", 3))
try:
    ask("get", 9)
except KeyError as error:
    print("no such user", error)


def client(log):
    log.append(ask("get", 2))


log = []
c = threading.Thread(target=client, args=(log,))
c.start()
c.join()
requests.put(None)
t.join()
print(log, requests.empty())
