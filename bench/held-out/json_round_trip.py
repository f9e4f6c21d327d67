"""A JSON text of a megabyte, read, written and read again."""

import json
import random

RECORDS = 5_500

numbers = random.Random(7)
records = [
    {
        "id": number,
        "name": f"user {number}",
        "email": f"user{number}@example.org",
        "active": number % 3 == 0,
        "score": numbers.random() * 100,
        "tags": ["new", "caf\u00e9", f"group {number % 17}"],
        "address": {"street": f'{number} "Main" Street', "zip": None, "at": [numbers.uniform(-90, 90), 7]},
    }
    for number in range(RECORDS)
]
text = json.dumps(records)
assert len(text) > 1_000_000


def run():
    read = json.loads(text)
    written = json.dumps(read)
    assert written == text
    assert json.loads(written) == records


run()
