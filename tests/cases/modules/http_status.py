from http import HTTPMethod, HTTPStatus

for status in HTTPStatus:
    print(status.value, status.name, status.phrase, status.description, sep=" | ")
ok = HTTPStatus(200)
print(repr(ok), str(ok), f"{ok} {ok:d}", ok is HTTPStatus.OK, ok == 200, HTTPStatus["NOT_FOUND"], {ok: 1}[200])
try:
    HTTPStatus(99)
except ValueError as error:
    print(error)
for method in HTTPMethod:
    print(repr(method), method, method.description, method == method.name)
