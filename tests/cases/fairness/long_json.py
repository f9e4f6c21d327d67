# Long JSON is read as short JSON is.
import json

N = 20_000
value = {'numbers': list(range(N)), 'nested': [[{'a': [], 'b': {}}]] * N, 'text': 'é"\\\n' * N, 'last': None}
for ascii in (True, False):
    text = json.dumps(value, ensure_ascii=ascii)
    print(len(text), json.loads(text) == value)
keys = '{' + ', '.join(f'"{n}": {n}' for n in range(N)) + ', "7": "again"}'
loaded = json.loads(keys)
print(len(loaded), loaded['7'], list(loaded)[:9], json.loads(keys, object_pairs_hook=len))
for wrong in ('[' + '1, ' * N + ']', '[' + '1, ' * N + '1', '{"a": 1, ' * 3 + ' ' * N, '[' * 300 + ' ' * N + ']' * 299,
              '"' + 'x' * N, '[1, 2]' + ' ' * N + '3', keys[:-1] + ', }', ' ' * N, '[1 2]', '{"a" 1}', '{1: 2}', '[}', '{]', '[1,}', '[],'):
    try:
        print(json.loads(wrong))
    except json.JSONDecodeError as error:
        print(error)
for fine in ('[]', '{}', '[[], {}, [{}]]', ' 1 ', '{"a": {"b": [1, {"c": []}]}, "a": 2}', '[ ]', '{ }', '"x"'):
    print(json.loads(fine))
try:
    json.loads('[' * 100_000)
except RecursionError as error:
    print(type(error).__name__)
