"""Records again, with the CPython 3.11 that runs it, what syntax_errors.txt says of bad source.

Each record is a source, a line `---`, and what `python3 FILE` prints on stderr, up to a line `===`. A
source that has no syntax error has an empty record. To add one, write the source and these two lines.
"""

import pathlib
import subprocess
import sys
import tempfile

RECORDS = pathlib.Path(__file__).with_name("syntax_errors.txt")
KINDS = ("SyntaxError:", "IndentationError:", "TabError:")


def record(source: str, file: pathlib.Path) -> str:
    file.write_text(source + "\n")
    command = [sys.executable, "-I", "-S", "-W", "ignore", file.name]
    done = subprocess.run(command, cwd=file.parent, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    lines = done.stderr.splitlines()
    is_refused = bool(lines) and lines[-1].startswith(KINDS) and not lines[0].startswith("Traceback")
    return done.stderr.replace(str(file), file.name) if is_refused else ""


def main() -> None:
    records = RECORDS.read_text().split("===\n")
    sources = [record.split("\n---\n")[0] for record in records if record.strip()]
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "case.py")
        RECORDS.write_text("".join(f"{source}\n---\n{record(source, file)}===\n" for source in sources))


if __name__ == "__main__":
    main()
