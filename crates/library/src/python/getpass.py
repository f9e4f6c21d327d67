"""Who uses the program: here nobody is known."""

# Lacks: GetPassWarning fallback_getpass getpass unix_getpass win_getpass


def getuser():
    return "user"
