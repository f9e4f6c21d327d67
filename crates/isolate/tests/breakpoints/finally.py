def leave(how):
    for turn in range(2):
        try:
            if how == "return":
                return turn
            elif how == "break":
                break
            elif how == "continue":
                continue
            print("stayed")
        finally:
            print("finally", how)
    return None


for how in ["return", "break", "continue", "stay"]:
    print(leave(how))


def caught(error):
    try:
        if error:
            raise error
    except (KeyError, IndexError) as caught:
        print("lookup", caught)
    except ValueError:
        print("value")
    except:
        print("other")
    else:
        print("fine")
    finally:
        print("over")


for error in [KeyError("k"), ValueError(), TypeError(), None]:
    caught(error)
try:
    try:
        1 / 0
    finally:
        print("on the way")
except ZeroDivisionError:
    print("here")
