# case: interrupt-after=1.5
import time


def work():
    try:
        time.sleep(30)
    finally:
        print("finally runs")


print("start")
work()
