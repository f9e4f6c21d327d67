"""Tables as text, a line for each row."""

# Lacks: Sniffer

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)
_dialects = {}
_limit = 131072


class Error(Exception):
    __module__ = "_csv"


class Dialect:
    delimiter = ","
    quotechar = '"'
    escapechar = None
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL
    strict = False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    lineterminator = "\n"
    quoting = QUOTE_ALL


def _checked(dialect, options):
    """A dialect with all that was given."""
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    made = Dialect()
    names = [name for name in vars(Dialect) if not name.startswith("_")]
    for name in names:
        setattr(made, name, getattr(dialect, name, getattr(Dialect, name)))
    for name, value in options.items():
        if name not in names:
            raise TypeError(f"{name!r} is an invalid keyword argument for this function")
        setattr(made, name, value)
    for name in ("delimiter", "quotechar", "escapechar"):
        value = getattr(made, name)
        if value is None and name != "delimiter":
            continue
        if not isinstance(value, str):
            kinds = "string" if name == "delimiter" else "string or None"
            raise TypeError(f'"{name}" must be {kinds}, not {type(value).__name__}')
        if len(value) != 1:
            raise TypeError(f'"{name}" must be a 1-character string')
    if made.quoting not in range(4):
        raise TypeError('bad "quoting" value')
    if made.quoting != QUOTE_NONE and made.quotechar is None:
        raise TypeError("quotechar must be set if quoting enabled")
    return made


def register_dialect(name, dialect=excel, **fmtparams):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _checked(dialect, fmtparams)


def unregister_dialect(name):
    if _dialects.pop(name, None) is None:
        raise Error("unknown dialect")


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(new_limit=None):
    global _limit
    before = _limit
    if new_limit is not None:
        _limit = new_limit
    return before


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)


class _Reader:
    def __init__(self, lines, dialect):
        self._lines = iter(lines)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        row = _Row(self.dialect)
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if not row.started:
                    raise
                if row.open and self.dialect.strict:
                    raise Error("unexpected end of data") from None
                row.end_field()
                return row.fields
            if not isinstance(line, str):
                raise Error(
                    f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)"
                )
            self.line_num += 1
            if row.take(line):
                return row.fields


class _Row:
    """A row as it is read: it may go on in further lines within quotes."""

    def __init__(self, dialect):
        self._dialect = dialect
        self.fields = []
        self.open = self.started = False
        self._begin()

    def _begin(self):
        self._text = []
        self._fresh = True
        self._quoted = self._after_quote = False

    def end_field(self):
        text = "".join(self._text)
        if len(text) > _limit:
            raise Error(f"field larger than field limit ({_limit})")
        if self._dialect.quoting == QUOTE_NONNUMERIC and not self._quoted:
            text = float(text)
        self.fields.append(text)
        self._begin()

    def take(self, line):
        """Whether the row ends with this line."""
        dialect = self._dialect
        ended = line[:1] in ("", "\n", "\r") and not self.started
        self.started = True
        at = 0
        while at < len(line) and not ended:
            character = line[at]
            at += 1
            if self.open:
                if character == dialect.escapechar:
                    self._text.append(line[at:at + 1])
                    at += 1
                elif character != dialect.quotechar:
                    self._text.append(character)
                elif dialect.doublequote and line[at:at + 1] == dialect.quotechar:
                    self._text.append(character)
                    at += 1
                else:
                    self.open, self._after_quote = False, True
            elif character in "\r\n":
                if line[at:].strip("\r\n"):
                    raise Error("new-line character seen in unquoted field - do you need to open the file in universal-newline mode?")
                break
            elif character == dialect.delimiter:
                self.end_field()
            elif character == dialect.escapechar:
                self._text.append(line[at:at + 1])
                self._fresh = False
                at += 1
            elif self._fresh and character == dialect.quotechar and dialect.quoting != QUOTE_NONE:
                self.open, self._fresh, self._quoted = True, False, True
            elif self._fresh and character == " " and dialect.skipinitialspace:
                pass
            elif self._after_quote and dialect.strict:
                raise Error(f"'{dialect.delimiter}' expected after '{dialect.quotechar}'")
            else:
                self._text.append(character)
                self._fresh = False
        if self.open:
            return False
        if not ended:
            self.end_field()
        return True


def reader(iterable, /, dialect="excel", **fmtparams):
    return _Reader(iterable, _checked(dialect, fmtparams))


class _Writer:
    def __init__(self, file, dialect):
        self._write = file.write
        self.dialect = dialect

    def writerow(self, row, /):
        try:
            row = list(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        fields = [self._field(value, len(row) == 1) for value in row]
        return self._write(self.dialect.delimiter.join(fields) + self.dialect.lineterminator)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)

    def _field(self, value, alone):
        dialect = self.dialect
        text = "" if value is None else repr(value) if isinstance(value, float) else str(value)
        quote, escape = dialect.quotechar, dialect.escapechar
        special = {dialect.delimiter, quote, escape, "\n", "\r", *dialect.lineterminator} - {None}
        quoted = dialect.quoting == QUOTE_ALL or dialect.quoting == QUOTE_NONNUMERIC and not isinstance(value, (int, float))
        result = []
        for character in text:
            if character in special:
                if dialect.quoting == QUOTE_NONE or character == escape or character == quote and not dialect.doublequote:
                    if escape is None:
                        raise Error("need to escape, but no escapechar set")
                    result.append(escape)
                elif character == quote:
                    result.append(quote)
                    quoted = True
                else:
                    quoted = True
            result.append(character)
        if not text and alone and not quoted:
            if dialect.quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            quoted = True
        text = "".join(result)
        return f"{quote}{text}{quote}" if quoted else text


def writer(csvfile, /, dialect="excel", **fmtparams):
    if not hasattr(csvfile, "write"):
        raise TypeError('argument 1 must have a "write" method')
    return _Writer(csvfile, _checked(dialect, fmtparams))


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self._fieldnames = None if fieldnames is None else list(fieldnames)
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect

    @property
    def line_num(self):
        return self.reader.line_num

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while not row:
            row = next(self.reader)
        made = dict(zip(names, row))
        if len(row) > len(names):
            made[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            made[name] = self.restval
        return made


class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.fieldnames = fieldnames
        self.restval = restval
        self.extrasaction = extrasaction.lower()
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, rowdict):
        if self.extrasaction == "raise":
            wrong = [key for key in rowdict if key not in self.fieldnames]
            if wrong:
                raise ValueError(f"dict contains fields not in fieldnames: {', '.join(map(repr, wrong))}")
        return [rowdict.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._row, rowdicts))
