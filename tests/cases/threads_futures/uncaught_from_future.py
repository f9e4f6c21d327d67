from concurrent.futures import ThreadPoolExecutor


def parse(text):
    return int(text)


with ThreadPoolExecutor(2) as pool:
    good = pool.submit(parse, "12")
    bad = pool.submit(parse, "twelve")
    print(good.result())
    print(bad.result())
