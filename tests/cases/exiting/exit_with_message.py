import sys


def main():
    print("about to leave")
    sys.exit("a message on stderr")


if __name__ == "__main__":
    main()
