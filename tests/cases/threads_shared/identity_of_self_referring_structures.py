import threading

shared = {"name": "root", "children": []}
shared["self"] = shared
loop_list = [1]
loop_list.append(loop_list)
checks = []


def worker(root, ring):
    checks.append(root["self"] is root)
    checks.append(ring[1] is ring)
    child = {"parent": root}
    root["children"].append(child)
    ring[0] = child


t = threading.Thread(target=worker, args=(shared, loop_list))
t.start()
t.join()
print(checks)
print(shared["children"][0]["parent"] is shared, loop_list[0] is shared["children"][0])
print(loop_list[1][1][1] is loop_list)
print(sorted(shared), len(shared["children"]))
