import threading

tree = {}


def grow(node, depth):
    node["thread"] = threading.current_thread().name
    if depth == 0:
        return
    node["children"] = [{}, {}]
    threads = [
        threading.Thread(target=grow, args=(child, depth - 1), name=f"{node['thread']}.{i}")
        for i, child in enumerate(node["children"])
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


def show(node, indent=0):
    print(" " * indent + node["thread"])
    for child in node.get("children", ()):
        show(child, indent + 2)


t = threading.Thread(target=grow, args=(tree, 2), name="root")
t.start()
t.join()
show(tree)
