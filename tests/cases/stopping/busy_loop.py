# case: interrupt-after=1.5
count = 0
try:
    while True:
        count += 1
except KeyboardInterrupt:
    print("counted something:", count > 0)
