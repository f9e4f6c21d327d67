import html
from html.entities import codepoint2name, name2codepoint
from html.parser import HTMLParser


class Links(HTMLParser):
    def __init__(self, **options):
        super().__init__(**options)
        self.links = []

    def handle_starttag(self, tag, attrs):
        print("start", tag, attrs, self.getpos())
        if tag == "a":
            self.links.append(dict(attrs).get("href"))

    def handle_startendtag(self, tag, attrs):
        print("start and end", tag, attrs, self.get_starttag_text())

    def handle_endtag(self, tag):
        print("end", tag)

    def handle_data(self, data):
        if data.strip():
            print("data", repr(data))

    def handle_comment(self, data):
        print("comment", repr(data))

    def handle_decl(self, decl):
        print("declaration", decl)

    def handle_pi(self, data):
        print("instruction", data)

    def handle_entityref(self, name):
        print("entity", name)

    def handle_charref(self, name):
        print("character", name)


PAGE = """<!DOCTYPE html>
<html><head><title>A &amp; B</title><script>if (a < b && c) { "<p>" }</script></head>
<body class='x y' id=z hidden><!-- a comment -->
<p>See <a href="/one?a=1&amp;b=2">one</a> and <A HREF=/two>two</A>.<br/>&copy; &#65;&#x42; 1 < 2 &unknown;
<img src="a.png" alt='&lt;x&gt;' /><?php echo ?></ p></body></html>"""

links = Links()
links.feed(PAGE)
links.close()
print(links.links)
links = Links(convert_charrefs=False)
for at in range(0, len(PAGE), 7):
    links.feed(PAGE[at : at + 7])
links.close()
print(links.links)
for broken in "<p", "a < b", "&am", "<a b='c", "</x y>", "<>", "<!x>":
    parser = Links()
    parser.feed(broken)
    parser.close()
print(html.escape("<a href='x'>&\"</a>"), html.escape("'\"", quote=False))
print(html.unescape("&lt;&eacute;&#39;&#x27;&notit;&#x80;&#0;&amp &bogus; &AMP;"), name2codepoint["euro"], codepoint2name[960])
