"""Files and directories as a whole."""

# Lacks: COPY_BUFSIZE ExecError ReadError RegistryError SpecialFileError chown disk_usage
#     get_archive_formats get_unpack_formats make_archive register_archive_format register_unpack_format
#     unpack_archive unregister_archive_format unregister_unpack_format

import fnmatch
import os
import sys


class Error(OSError):
    pass


class SameFileError(Error):
    pass


def copyfileobj(fsrc, fdst, length=0):
    length = length or 64 * 1024
    while piece := fsrc.read(length):
        fdst.write(piece)


def _are_same(src, dst):
    return os.path.exists(dst) and os.path.samefile(src, dst)


def copyfile(src, dst, *, follow_symlinks=True):
    if _are_same(src, dst):
        raise SameFileError(f"{src!r} and {dst!r} are the same file")
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
    else:
        with open(src, "rb") as source, open(dst, "wb") as target:
            copyfileobj(source, target)
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    os.chmod(dst, os.stat(src).st_mode & 0o7777)


def copystat(src, dst, *, follow_symlinks=True):
    about = os.stat(src, follow_symlinks=follow_symlinks)
    os.utime(dst, ns=(about.st_atime_ns, about.st_mtime_ns), follow_symlinks=follow_symlinks)
    os.chmod(dst, about.st_mode & 0o7777, follow_symlinks=follow_symlinks)


def _target(src, dst):
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst


def copy(src, dst, *, follow_symlinks=True):
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst


def ignore_patterns(*patterns):
    def ignore(path, names):
        return {name for pattern in patterns for name in fnmatch.filter(names, pattern)}

    return ignore


def copytree(
    src,
    dst,
    symlinks=False,
    ignore=None,
    copy_function=copy2,
    ignore_dangling_symlinks=False,
    dirs_exist_ok=False,
):
    with os.scandir(src) as found:
        entries = list(found)
    ignored = ignore(os.fspath(src), [entry.name for entry in entries]) if ignore is not None else ()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    errors = []
    for entry in entries:
        if entry.name in ignored:
            continue
        source, target = os.path.join(src, entry.name), os.path.join(dst, entry.name)
        try:
            if symlinks and entry.is_symlink():
                os.symlink(os.readlink(source), target)
            elif entry.is_dir():
                copytree(
                    source, target, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok
                )
            elif os.path.exists(source) or not ignore_dangling_symlinks:
                copy_function(source, target)
        except Error as error:
            errors.extend(error.args[0])
        except OSError as error:
            errors.append((source, target, str(error)))
    copystat(src, dst)
    if errors:
        raise Error(errors)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, dir_fd=None):
    def failed(function, path):
        if onerror is not None:
            onerror(function, path, sys.exc_info())
        elif not ignore_errors:
            raise

    try:
        if os.path.islink(path):
            raise OSError("Cannot call rmtree on a symbolic link")
        names = os.listdir(path)
    except OSError:
        failed(os.lstat if not os.path.lexists(path) else os.path.islink if os.path.islink(path) else os.scandir, path)
        return
    for name in names:
        below = os.path.join(path, name)
        if os.path.isdir(below) and not os.path.islink(below):
            rmtree(below, ignore_errors, onerror)
        else:
            try:
                os.unlink(below)
            except OSError:
                failed(os.unlink, below)
    try:
        os.rmdir(path)
    except OSError:
        failed(os.rmdir, path)


rmtree.avoids_symlink_attacks = True


def move(src, dst, copy_function=copy2):
    target = dst
    if os.path.isdir(dst):
        if os.path.samefile(src, dst):
            os.rename(src, dst)
            return None
        target = os.path.join(dst, os.path.basename(os.fspath(src).rstrip("/")))
        if os.path.exists(target):
            raise Error(f"Destination path '{target}' already exists")
    if os.path.isdir(src) and (os.path.realpath(target) + "/").startswith(os.path.realpath(src) + "/"):
        raise Error(f"Cannot move a directory '{src}' into itself '{dst}'.")
    os.lstat(src)
    os.rename(src, target)
    return target


def which(cmd, mode=1, path=None):
    return None


def get_terminal_size(fallback=(80, 24)):
    size = [int(os.environ.get(name, 0)) or default for name, default in zip(("COLUMNS", "LINES"), fallback)]
    return os.terminal_size(size)
