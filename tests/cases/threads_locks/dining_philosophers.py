import threading

N, MEALS = 5, 20
forks = [threading.Lock() for _ in range(N)]
meals = [0] * N
eating = set()
neighbours_at_once = 0


def philosopher(seat):
    global neighbours_at_once
    first, second = sorted((seat, (seat + 1) % N))
    for _ in range(MEALS):
        with forks[first]:
            with forks[second]:
                eating.add(seat)
                if (seat + 1) % N in eating or (seat - 1) % N in eating:
                    neighbours_at_once += 1
                meals[seat] += 1
                eating.discard(seat)


threads = [threading.Thread(target=philosopher, args=(n,)) for n in range(N)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(meals, neighbours_at_once, [f.locked() for f in forks])
