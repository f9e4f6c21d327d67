"""A program that sums what it reads, as exercises do."""

import sys

count = int(input("How many? "))
numbers = [int(input(f"{index + 1}: ")) for index in range(count)]
print("sum", sum(numbers))
table = [list(map(int, line.split())) for line in sys.stdin]
print(table)
int(input_text := "not a number")
