import threading
from dataclasses import dataclass, field, replace


@dataclass
class Order:
    id: int
    items: list = field(default_factory=list)
    status: str = "new"
    total: float = 0.0

    def add(self, name, price):
        self.items.append(name)
        self.total += price


@dataclass(frozen=True)
class Price:
    name: str
    value: float


PRICES = [Price("tea", 2.5), Price("cake", 4.0), Price("jam", 3.25)]
orders = [Order(1), Order(2)]


def fill(order):
    for price in PRICES[: order.id + 1]:
        order.add(price.name, price.value)
    order.status = "ready"


threads = [threading.Thread(target=fill, args=(o,)) for o in orders]
for t in threads:
    t.start()
for t in threads:
    t.join()
for order in orders:
    print(order)
print(replace(orders[0], status="sent"), orders[0].status)
