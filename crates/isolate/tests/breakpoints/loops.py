def search(rows, wanted):
    for row in rows:
        for cell in row:
            if cell == wanted:
                break
        else:
            continue
        return cell
    else:
        wanted = None
    return wanted


print(search([[1, 2], [3, 4]], 3))
print(search([], 3))
count = 0
while count < 3:
    count += 1
    if count == 2: continue
    print(count)
else:
    print("over")
while True:
    count -= 1
    if count < 1:
        break
for letter in "ab": print(letter)
for number in range(2):
    pass
total = 0
for first, second in [(1, 2), (3, 4)]:
    total += first; total += second
print(total)
while False:
    print("never")
