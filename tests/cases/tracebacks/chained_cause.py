class ConfigError(Exception):
    pass


def read(settings):
    return settings["port"]


def load():
    try:
        return read({})
    except KeyError as error:
        raise ConfigError("port is not set") from error


def main():
    print("loading")
    load()


main()
