def area(width, height):
    return widht * height


print("start")
area(2, 3)
