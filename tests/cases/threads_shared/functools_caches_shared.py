import functools
import threading

calls = []


@functools.lru_cache(maxsize=2)
def load(key):
    calls.append(key)
    return {"key": key}


class Page:
    @functools.cached_property
    def words(self):
        calls.append("words")
        return ["a", "b"]


page = Page()
got = []


def work(keys):
    for key in keys:
        got.append(load(key))
    got.append(page.words)


for keys in (["a", "b"], ["b", "c"], ["a"]):
    t = threading.Thread(target=work, args=(keys,))
    t.start()
    t.join()
print(calls)
print(load.cache_info())
print(got[1] is got[3], got[0] is got[6], got[2] is page.words)
t = threading.Thread(target=load.cache_clear)
t.start()
t.join()
print(load.cache_info())
