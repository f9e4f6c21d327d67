import threading

N = 4
phases = []
board = [0] * N
barrier = threading.Barrier(N, action=lambda: phases.append(list(board)))


def worker(me):
    for step in (1, 2, 3):
        board[me] += step
        barrier.wait()
        total = sum(board)
        barrier.wait()
        board[me] = total + me


threads = [threading.Thread(target=worker, args=(n,)) for n in range(N)]
for t in threads:
    t.start()
for t in threads:
    t.join()
for phase in phases:
    print(phase)
print(board)
