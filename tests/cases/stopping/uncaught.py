# case: interrupt-after=0.6
import time


def work():
    try:
        time.sleep(30)
    finally:
        print("finally runs")


print("start")
work()
