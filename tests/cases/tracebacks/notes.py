def parse(line):
    try:
        return int(line)
    except ValueError as error:
        error.add_note(f"while reading line {line!r}")
        error.add_note("second note")
        raise


parse("1")
parse("one")
