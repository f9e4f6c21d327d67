"""`tempfile`, `shutil` and `glob`."""

import glob
import os
import shutil
import tempfile

with tempfile.TemporaryDirectory() as name:
    print(os.path.isdir(name), os.path.dirname(name) == tempfile.gettempdir(), os.path.basename(name)[:3], len(os.path.basename(name)))
    open(os.path.join(name, "inside"), "w").close()
print(os.path.exists(name))
directory = tempfile.TemporaryDirectory(prefix="made-", suffix=".d")
print(os.path.basename(directory.name)[:5], directory.name[-2:])
directory.cleanup()
print(os.path.exists(directory.name))

with tempfile.NamedTemporaryFile("w+", suffix=".txt") as file:
    print(file.write("text"), file.seek(0), file.read(), os.path.exists(file.name), file.name.endswith(".txt"), file.mode)
    file.flush()
    print(os.path.getsize(file.name), open(file.name).read())
print(os.path.exists(file.name), file.closed)
file = tempfile.NamedTemporaryFile(delete=False)
file.write(b"kept")
file.close()
print(open(file.name, "rb").read(), oct(os.stat(file.name).st_mode))
os.unlink(file.name)
with tempfile.TemporaryFile() as file:
    print(file.write(b"nameless"), file.seek(2), file.read(), isinstance(file.name, int))
number, name = tempfile.mkstemp(".end", "begin-")
print(os.write(number, b"12345"), os.path.getsize(name), os.path.basename(name)[:6], name[-4:])
os.close(number)
os.remove(name)
print(tempfile.gettempprefix(), tempfile.mkdtemp() != tempfile.mkdtemp())

os.chdir(tempfile.mkdtemp())
os.makedirs("src/pkg/deep")
for path in ("src/a.py", "src/b.txt", "src/pkg/c.py", "src/pkg/deep/d.py", "src/.hidden"):
    with open(path, "w") as file:
        file.write(path)
print(shutil.copy("src/a.py", "copied.py"), shutil.copyfile("src/b.txt", "b.txt"), shutil.copy2("src/a.py", "src/pkg"))
print(open("copied.py").read(), sorted(os.listdir("src/pkg")))
print(shutil.copytree("src", "copy"), sorted(os.listdir("copy")), open("copy/pkg/deep/d.py").read())
shutil.copytree("src", "only_text", ignore=shutil.ignore_patterns("*.py", "deep"))
print([(path, sorted(files)) for path, _, files in sorted(os.walk("only_text"))])
print(shutil.move("copied.py", "moved.py"), shutil.move("moved.py", "copy"), os.path.exists("copy/moved.py"))
print(shutil.move("only_text", "text"), os.path.isdir("text/pkg"))


def tried(function, *args, **keywords):
    try:
        print(function.__name__, "gave", function(*args, **keywords))
    except OSError as error:
        print(f"{function.__name__}: {type(error).__name__}: {error}")


tried(shutil.copy, "missing", "x")
tried(shutil.copyfile, "b.txt", "b.txt")
tried(shutil.copyfile, "src", "x")
tried(shutil.copytree, "src", "copy")
tried(shutil.copytree, "missing", "y")
tried(shutil.rmtree, "missing")
tried(shutil.rmtree, "missing", ignore_errors=True)
tried(shutil.move, "missing", "x")
tried(shutil.move, "copy", "copy/pkg")
tried(shutil.move, "b.txt", "src")
tried(shutil.move, "src/b.txt", "copy")

print(sorted(glob.glob("src/*")), sorted(glob.glob("src/*.py")), glob.glob("none*"), glob.glob("src/a.py"))
print(sorted(glob.glob("**/*.py", recursive=True)))
print(sorted(glob.glob("src/**", recursive=True)))
print(sorted(glob.glob("*/[ab].*")), sorted(glob.iglob("*/")), glob.glob("src/.h*"), glob.glob("*.py", root_dir="src"))
print(glob.escape("a[1]*?"), glob.has_magic("a*"), glob.has_magic("a"))
shutil.rmtree("copy")
print(sorted(os.listdir()))
print(shutil.get_terminal_size((100, 30)).columns > 0)
