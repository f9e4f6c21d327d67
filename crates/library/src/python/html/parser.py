"""Reading HTML, piece by piece, however wrong it is."""

import re as _re
from html import unescape as _unescape

__all__ = ["HTMLParser"]

_NAME = _re.compile("[a-zA-Z][^\t\n\r\f />\0]*")
_ATTRIBUTE = _re.compile("[^\\s/>][^\\s/=>]*")
_EQUALS = _re.compile("\\s*=+\\s*")
_PLAIN_VALUE = _re.compile("[^>\\s]*")
_BETWEEN = _re.compile("(?:\\s|/(?!>))*")
_REFERENCE = _re.compile("&(?:#([0-9]+|[xX][0-9a-fA-F]+)|([a-zA-Z][-.a-zA-Z0-9]*))")
_MARKUP = _re.compile("[<&]")
_BEGIN_OF_REFERENCE = _re.compile("&(?:#[xX]?)?")
# So many characters a reference that is not whole may have.
_LONGEST_REFERENCE = 34


class HTMLParser:
    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self, *, convert_charrefs=True):
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        self.rawdata = ""
        self.lasttag = "???"
        self.cdata_elem = None
        self.lineno = 1
        self.offset = 0
        self._starttag_text = None

    def feed(self, data):
        self.rawdata = self.rawdata + data
        self._read(False)

    def close(self):
        self._read(True)

    def getpos(self):
        return self.lineno, self.offset

    def get_starttag_text(self):
        return self._starttag_text

    def set_cdata_mode(self, elem):
        self.cdata_elem = elem.lower()

    def clear_cdata_mode(self):
        self.cdata_elem = None

    def _read(self, is_all):
        text, at = self.rawdata, 0
        while at < len(text):
            end = self._end_of_text(text, at, is_all)
            if end is None:
                break
            if end > at:
                self._data(text, at, end)
                at = end
                continue
            after = self._markup(text, at) if text[at] == "<" else self._reference(text, at, is_all)
            if after is None:
                if not is_all:
                    break
                after = self._broken(text, at)
            self._pass(text, at, after)
            at = after
        if is_all and at < len(text) and not self.cdata_elem:
            self._data(text, at, len(text))
            at = len(text)
        self.rawdata = text[at:]

    def _end_of_text(self, text, at, is_all):
        """Where the text from here ends, if that is known."""
        if self.cdata_elem:
            ending = _re.compile(f"</\\s*{self.cdata_elem}\\s*>", _re.I).search(text, at)
            if ending:
                return ending.start()
            # CPython gives none of it either if that never comes.
            return None
        if not self.convert_charrefs:
            found = _MARKUP.search(text, at)
            return found.start() if found else len(text)
        end = text.find("<", at)
        if end >= 0:
            return end
        amp = text.rfind("&", max(at, len(text) - _LONGEST_REFERENCE))
        if not is_all and amp >= 0 and not _re.search("[\\s;]", text[amp:]):
            return None
        return len(text)

    def _data(self, text, at, end):
        data = text[at:end]
        self.handle_data(_unescape(data) if self.convert_charrefs and not self.cdata_elem else data)
        self._pass(text, at, end)

    def _pass(self, text, at, end):
        lines = text.count("\n", at, end)
        if lines:
            self.lineno += lines
            self.offset = end - text.rindex("\n", at, end) - 1
        else:
            self.offset += end - at

    def _broken(self, text, at):
        """Markup that never ends is text; where that ends."""
        after = text.find(">", at + 1) + 1
        if not after:
            after = text.find("<", at + 1)
            if after < 0:
                after = at + 1
        data = text[at:after]
        self.handle_data(_unescape(data) if self.convert_charrefs and not self.cdata_elem else data)
        return after

    def _markup(self, text, at):
        """Reads what begins with `<`; where it ends, or `None` if it does not."""
        if _NAME.match(text, at + 1):
            return self._start_tag(text, at)
        if text.startswith("</", at):
            return self._end_tag(text, at)
        if text.startswith("<!--", at):
            return self._until(text, at, 4, _re.compile("--\\s*>"), self.handle_comment)
        if text.startswith("<?", at):
            return self._until(text, at, 2, _re.compile(">"), self.handle_pi)
        if text.startswith("<!", at):
            return self._declaration(text, at)
        if at + 1 < len(text):
            self.handle_data("<")
            return at + 1
        return None

    def _until(self, text, at, head, ending, handle):
        found = ending.search(text, at + head)
        if not found:
            return None
        handle(text[at + head : found.start()])
        return found.end()

    def _declaration(self, text, at):
        if text.startswith("<![", at):
            return self._until(text, at, 3, _re.compile("\\]\\s*\\]\\s*>|\\]\\s*>"), self.unknown_decl)
        end = text.find(">", at + 2)
        if text[at + 2 : at + 9].lower() == "doctype":
            if end < 0:
                return None
            self.handle_decl(text[at + 2 : end])
            return end + 1
        return self._bogus_comment(text, at)

    def _bogus_comment(self, text, at):
        end = text.find(">", at + 2)
        if end < 0:
            return None
        self.handle_comment(text[at + 2 : end])
        return end + 1

    def _start_tag(self, text, at):
        self._starttag_text = None
        name = _NAME.match(text, at + 1)
        attributes, here = [], name.end()
        while True:
            here = _BETWEEN.match(text, here).end()
            attribute = _ATTRIBUTE.match(text, here)
            if not attribute:
                break
            here, value = attribute.end(), None
            equals = _EQUALS.match(text, here)
            if equals:
                here, value = self._value(text, equals.end())
                if here is None:
                    return None
            attributes.append((attribute[0].lower(), value and _unescape(value)))
        if here >= len(text) or text[here] == "/" and here + 1 == len(text):
            return None
        after = here + (2 if text[here] == "/" else 1)
        self._starttag_text = text[at:after]
        self.lasttag = tag = name[0].lower()
        if text[here] == "/":
            self.handle_startendtag(tag, attributes)
        else:
            self.handle_starttag(tag, attributes)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return after

    def _value(self, text, at):
        quote = text[at : at + 1]
        if quote in ("'", '"'):
            end = text.find(quote, at + 1)
            return (None, None) if end < 0 else (end + 1, text[at + 1 : end])
        value = _PLAIN_VALUE.match(text, at)
        return value.end(), value[0]

    def _end_tag(self, text, at):
        end = text.find(">", at + 1)
        if end < 0:
            return None
        name = _NAME.match(text, at + 2)
        if not name:
            if text.startswith("</>", at):
                return at + 3
            spaced = _re.match("</\\s*([a-zA-Z][-.a-zA-Z0-9:_]*)\\s*>", text[at:])
            if not spaced:
                return self._bogus_comment(text, at)
            tag = spaced[1].lower()
        else:
            tag = name[0].lower()
        self.handle_endtag(tag)
        self.clear_cdata_mode()
        return end + 1

    def _reference(self, text, at, is_all):
        found = _REFERENCE.match(text, at)
        if not found:
            if not is_all and _BEGIN_OF_REFERENCE.fullmatch(text, at):
                return None
            end = at + (2 if text.startswith("&#", at) else 1)
            self.handle_data(text[at:end])
            return end
        if found.end() == len(text):
            if not is_all:
                return None
            self.handle_data(found[0])
        elif found[1]:
            self.handle_charref(found[1])
        else:
            self.handle_entityref(found[2])
        return found.end() + text.startswith(";", found.end())

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_charref(self, name):
        pass

    def handle_entityref(self, name):
        pass

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

    def unknown_decl(self, data):
        pass
