# case: interrupt-after=0.6
count = 0
try:
    while True:
        count += 1
except KeyboardInterrupt:
    print("counted something:", count > 0)
