"""Directories, and what `os` does with files."""

import os
import stat
import tempfile

top = tempfile.mkdtemp()
os.chdir(top)
print(os.getcwd() == os.path.realpath(top), os.path.basename(os.path.abspath("x")), os.listdir(), os.listdir("."))


def tried(function, *args, **keywords):
    try:
        print(function.__name__, args, "gave", function(*args, **keywords))
    except (OSError, ValueError, TypeError) as error:
        print(f"{function.__name__}: {type(error).__name__}: {error}")


os.mkdir("a")
os.makedirs("b/c/d")
os.makedirs("b/c/d", exist_ok=True)
for name in ("a/one.txt", "a/two.py", "b/c/three.txt"):
    with open(name, "w") as file:
        file.write(name)
print(sorted(os.listdir()), sorted(os.listdir("a")), os.listdir("b"), sorted(os.listdir(b"a")))
print(os.path.exists("a"), os.path.isdir("a"), os.path.isfile("a"), os.path.isfile("a/one.txt"), os.path.exists("z"))
print(os.path.getsize("a/one.txt"), os.stat("a/one.txt").st_size, os.path.isdir("a/"), os.path.exists("a/../b/./c"))
for path, directories, files in os.walk("."):
    directories.sort()
    print(path, directories, sorted(files))
print([path for path, _, _ in os.walk("b", topdown=False)])
print(sorted((entry.name, entry.path, entry.is_dir(), entry.is_file(), entry.is_symlink()) for entry in os.scandir("a")))
with os.scandir("a") as entries:
    print(sum(entry.stat().st_size for entry in entries))
print(repr(next(os.scandir("b"))))

tried(os.mkdir, "a")
tried(os.mkdir, "z/y")
tried(os.mkdir, "a/one.txt/x")
tried(os.makedirs, "b/c")
tried(os.rmdir, "b")
tried(os.rmdir, "z")
tried(os.rmdir, "a/one.txt")
tried(os.remove, "z")
tried(os.remove, "a")
tried(os.unlink, "a/one.txt/x")
tried(os.listdir, "z")
tried(os.listdir, "a/one.txt")
tried(os.scandir, "z")
tried(os.stat, "z")
tried(os.chdir, "z")
tried(os.chdir, "a/one.txt")
tried(os.rename, "z", "y")
tried(os.rename, "a", "a/b")
tried(os.rename, "a", "b")
tried(os.rename, "a", "a/one.txt")
tried(os.rename, "a/one.txt", "b")
tried(os.path.getsize, "z")
tried(os.mkdir, 3)
tried(os.listdir, 1.5)
tried(os.stat, None)
tried(os.rename, 1.5, "x")
tried(os.remove, "a\0b")
tried(os.mkdir, "")
print(list(os.walk("z")), os.path.exists(""), os.path.isdir("a\0b"))

os.rename("a/one.txt", "a/renamed.txt")
os.replace("a/renamed.txt", "a/two.py")
print(sorted(os.listdir("a")), open("a/two.py").read())
os.rename("b", "moved")
print(sorted(os.listdir()), os.listdir("moved/c/d"))
os.remove("moved/c/three.txt")
os.removedirs("moved/c/d")
print(os.listdir())
os.chdir("a")
print(os.path.relpath(os.getcwd(), top), os.path.exists("two.py"), os.path.exists("../a"))
os.chdir("..")

about = os.stat("a/two.py")
print(stat.S_ISREG(about.st_mode), stat.S_ISDIR(os.stat("a").st_mode), about.st_size, about[6], about.st_nlink)
os.chmod("a/two.py", 0o640)
print(oct(os.stat("a/two.py").st_mode), stat.filemode(os.stat("a/two.py").st_mode), os.access("a/two.py", os.R_OK))
os.utime("a/two.py", (1_000, 2_000))
print(os.path.getmtime("a/two.py"), os.stat("a/two.py").st_atime, os.stat("a/two.py").st_mtime_ns)
print(os.stat("a").st_ino == os.stat("./a/").st_ino, os.path.samefile("a", "./a"))

os.symlink("two.py", "a/link")
print(os.readlink("a/link"), os.path.islink("a/link"), open("a/link").read(), os.path.islink("a/two.py"))
print(os.path.realpath("a/link") == os.path.join(os.path.realpath(top), "a", "two.py"), os.lstat("a/link").st_size)
os.link("a/two.py", "hard")
open("hard", "a").write("+")
print(open("a/two.py").read(), os.stat("hard").st_nlink)
os.symlink("loop", "loop")
tried(os.stat, "loop")
tried(os.symlink, "x", "hard")
tried(os.readlink, "hard")
os.symlink("nowhere", "broken")
print(os.path.exists("broken"), os.path.lexists("broken"))
tried(open, "broken")

number = os.open("low", os.O_CREAT | os.O_RDWR)
print(os.write(number, b"0123456789"), os.lseek(number, 2, os.SEEK_SET), os.read(number, 3), os.fstat(number).st_size)
os.ftruncate(number, 4)
os.close(number)
tried(os.read, number, 1)
tried(os.close, number)
tried(os.open, "low", os.O_CREAT | os.O_EXCL)
with os.fdopen(os.open("low", os.O_RDONLY)) as file:
    print(file.read())
os.truncate("low", 2)
print(os.path.getsize("low"))
