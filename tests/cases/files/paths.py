"""`pathlib.Path` and files."""

import os
import tempfile
from pathlib import Path, PurePath

top = Path(tempfile.mkdtemp())
os.chdir(top)
print(Path.cwd().resolve() == top.resolve(), Path("x").absolute() == Path.cwd() / "x", Path(".").resolve() == Path.cwd().resolve())

path = Path("notes") / "first.txt"
try:
    path.write_text("lost")
except FileNotFoundError as error:
    print(error)
path.parent.mkdir()
print(path.write_text("hello\nworld\n"), path.read_text(), path.read_bytes(), path.exists(), path.is_file(), path.is_dir())
print(path.stat().st_size, path.write_bytes(b"\x00\xff"), path.read_bytes())
with path.open("a") as file:
    print("more", file=file)
print(path.read_bytes(), path.open().name)
for wrong in (lambda: path.write_text(b"x"), lambda: path.write_bytes("x"), lambda: Path("missing").read_text()):
    try:
        wrong()
    except (TypeError, OSError) as error:
        print(type(error).__name__, error)

deep = Path("a/b/c")
try:
    deep.mkdir()
except FileNotFoundError as error:
    print(error)
deep.mkdir(parents=True)
deep.mkdir(parents=True, exist_ok=True)
try:
    deep.mkdir(parents=True)
except FileExistsError as error:
    print(error)
for name in ("x.py", "y.py", "z.txt", ".hidden"):
    (deep / name).touch()
(deep / "x.py").touch()
try:
    (deep / "x.py").touch(exist_ok=False)
except FileExistsError as error:
    print(error)
print(sorted(deep.iterdir()))
print(sorted(map(str, Path("a").rglob("*.py"))), sorted(map(str, Path("a").glob("*"))), sorted(map(str, Path("a").glob("**"))))
print(sorted(map(str, deep.glob("*"))), sorted(map(str, Path(".").glob("*/*/*/[xy].py"))), list(deep.glob("none*")))
print(sorted(map(str, Path(".").glob("**/*.txt"))), sorted(map(str, Path(".").glob("a/b"))))
for pattern in ("", "/x"):
    try:
        list(deep.glob(pattern))
    except (ValueError, NotImplementedError) as error:
        print(type(error).__name__, error)

print((deep / "x.py").rename(deep / "renamed.py"), (deep / "y.py").replace(deep / "renamed.py"))
print(sorted(path.name for path in deep.iterdir()))
(deep / "z.txt").unlink()
(deep / "z.txt").unlink(missing_ok=True)
try:
    (deep / "z.txt").unlink()
except FileNotFoundError as error:
    print(error)
try:
    deep.rmdir()
except OSError as error:
    print(error)
for below in list(deep.iterdir()):
    below.unlink()
deep.rmdir()
print(deep.exists(), deep.parent.exists(), list(Path("a/b").iterdir()))
try:
    list(deep.iterdir())
except FileNotFoundError as error:
    print(error)

link = Path("link")
link.symlink_to("notes")
print(link.is_symlink(), link.is_dir(), link.readlink(), link.resolve().name, sorted(p.name for p in link.iterdir()))
print(link.samefile("notes"), link.lstat().st_size, (link / "first.txt").exists())
Path("hard").hardlink_to(path)
print(Path("hard").stat().st_nlink, Path("hard").read_bytes() == path.read_bytes())
path.chmod(0o600)
print(oct(path.stat().st_mode), path.is_fifo(), path.is_socket(), path.is_mount(), Path("/").is_mount())
print(Path("~/x").expanduser() == Path.home() / "x", isinstance(path, PurePath), PurePath("a") == Path("a"))
print(Path("a/../notes").resolve() == Path("notes").resolve(), Path("no/such").resolve() == Path.cwd().resolve() / "no/such")
try:
    Path("no/such").resolve(strict=True)
except FileNotFoundError as error:
    print(type(error).__name__)
