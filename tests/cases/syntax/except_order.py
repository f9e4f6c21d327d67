try:
    pass
except:
    print("all")
except ValueError:
    print("never")
