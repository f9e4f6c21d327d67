from urllib.parse import urljoin

for base, url in [
    ("http://a/b/c/d", "../e"),
    ("http://a/b/c/d", "./../../../e"),
    ("http://a/b/c/d", "g/."),
    ("http://a/b/c/d", "g/.."),
    ("http://a/b/c/d", "/e?q=1#f"),
    ("http://a/b/c/d", "//other/e"),
    ("http://a", "x"),
    ("http://a/b?x#y", "#z"),
    ("a/b", "../c"),
    ("a/b", "../../c"),
    ("a/b/c", "../d"),
    ("a", "b"),
    ("http://a/b", ""),
    ("", "http://a/b"),
]:
    print(repr(base), repr(url), urljoin(base, url))
