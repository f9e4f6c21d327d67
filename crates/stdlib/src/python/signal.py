"""signal: Stop and Ctrl+C send SIGINT to the main thread."""

# Lacks: ITIMER_PROF ITIMER_REAL ITIMER_VIRTUAL ItimerError NSIG SIGBUS SIGCHLD SIGCLD SIGCONT SIGFPE SIGILL SIGIO
#     SIGIOT SIGPOLL SIGPROF SIGPWR SIGRTMAX SIGRTMIN SIGSEGV SIGSTKFLT SIGSTOP SIGSYS SIGTRAP SIGTSTP SIGTTIN
#     SIGTTOU SIGURG SIGVTALRM SIGWINCH SIGXCPU SIGXFSZ SIG_BLOCK SIG_SETMASK SIG_UNBLOCK Sigmasks alarm
#     getitimer pause pidfd_send_signal pthread_kill pthread_sigmask setitimer siginterrupt sigpending
#     sigtimedwait sigwait sigwaitinfo struct_siginfo


class _Numbered(int):
    """Like the enumerations of CPython's module, without the time that `enum` takes to load."""

    def __new__(cls, value):
        member = cls._members.get(int(value))
        if member is None:
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        return member

    @classmethod
    def _define(cls, **members):
        cls._members = {}
        for name, value in members.items():
            member = int.__new__(cls, value)
            member.name = member._name_ = name
            member.value = value
            cls._members[value] = member
            setattr(cls, name, member)
        return cls._members.values()

    def __repr__(self):
        return f"<{type(self).__name__}.{self.name}: {self.value}>"

    def __str__(self):
        return int.__repr__(self)


class Signals(_Numbered):
    pass


class Handlers(_Numbered):
    pass


SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGKILL, SIGUSR1, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM = Signals._define(
    SIGHUP=1, SIGINT=2, SIGQUIT=3, SIGABRT=6, SIGKILL=9, SIGUSR1=10, SIGUSR2=12, SIGPIPE=13, SIGALRM=14, SIGTERM=15
)
SIG_DFL, SIG_IGN = Handlers._define(SIG_DFL=0, SIG_IGN=1)


def _handler(number, handler):
    if handler is None:
        return default_int_handler if number == SIGINT else SIG_DFL
    if isinstance(handler, int):
        return Handlers(handler)
    return handler


def signal(signalnum, handler):
    if isinstance(handler, int):
        stored = int(handler)
        if stored not in (0, 1):
            raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    elif callable(handler):
        stored = handler
    else:
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    return _handler(signalnum, _signal(signalnum, stored))


def getsignal(signalnum):
    return _handler(signalnum, _getsignal(signalnum))


def strsignal(signalnum):
    names = {1: "Hangup", 2: "Interrupt", 3: "Quit", 6: "Aborted", 9: "Killed", 15: "Terminated"}
    return names.get(int(signalnum))


def valid_signals():
    return set(Signals._members.values())


def set_wakeup_fd(fd, *, warn_on_full_buffer=True):
    return -1
