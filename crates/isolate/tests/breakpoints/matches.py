def told(command):
    match command:
        case "go":
            return "goes"
        case ["move", x, y] if x > 0:
            return f"moves {x} {y}"
        case {"speed": speed}:
            result = speed
        case int() | float():
            result = "number"
        case _:
            result = "unknown"
    return result


for command in ["go", ["move", 1, 2], ["move", 0, 2], {"speed": 3}, 2.5, None]:
    print(told(command))
match 3:
    case 4:
        print("four")
print("end")
