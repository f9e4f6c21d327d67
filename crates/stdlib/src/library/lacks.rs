//! What CPython 3.11's modules have and ours lack: using such a name says so. Found by comparing `dir()`.

/// The names that a module lacks, with spaces between them.
pub(super) fn of(module: &str) -> &'static str {
    match module {
        "base64" => {
            "a85decode a85encode b32decode b32encode b32hexdecode b32hexencode b85decode b85encode decode \
             decodebytes encode encodebytes"
        }
        "collections" => "UserDict UserList UserString",
        "contextlib" => "chdir",
        "enum" => {
            "global_enum global_enum_repr global_flag_repr global_str pickle_by_enum_name \
             pickle_by_global_name"
        }
        "errno" => {
            "EADV EBADE EBADFD EBADMSG EBADR EBADRQC EBADSLT EBFONT ECHRNG ECOMM EDEADLK EDESTADDRREQ EDOTDOT \
             EIDRM EILSEQ EISNAM EKEYEXPIRED EKEYREJECTED EKEYREVOKED EL2HLT EL2NSYNC EL3HLT EL3RST ELIBACC \
             ELIBBAD ELIBEXEC ELIBMAX ELIBSCN ELNRNG ELOOP EMEDIUMTYPE EMULTIHOP ENAVAIL ENETRESET ENOANO \
             ENOCSI ENODATA ENOEXEC ENOKEY ENOLCK ENOLINK ENOMEDIUM ENOMSG ENONET ENOPKG ENOPROTOOPT ENOSR \
             ENOSTR ENOTBLK ENOTNAM ENOTTY ENOTUNIQ ENXIO EOPNOTSUPP EOVERFLOW EPFNOSUPPORT EPROTONOSUPPORT \
             EPROTOTYPE EREMCHG EREMOTE EREMOTEIO ERESTART ERFKILL ESOCKTNOSUPPORT ESRMNT ESTRPIPE ETIME \
             ETOOMANYREFS ETXTBSY EUCLEAN EUNATCH EUSERS EXFULL"
        }
        "functools" => "GenericAlias RLock get_cache_token namedtuple recursive_repr",
        "gc" => {
            "DEBUG_COLLECTABLE DEBUG_LEAK DEBUG_SAVEALL DEBUG_STATS DEBUG_UNCOLLECTABLE callbacks garbage \
             get_debug get_freeze_count get_objects get_referents get_referrers get_stats is_finalized \
             is_tracked set_debug"
        }
        "html" => "unescape",
        "inspect" => {
            "ArgInfo Arguments Attribute BlockFinder CO_NESTED CO_NEWLOCALS CO_NOFREE CO_OPTIMIZED CO_VARARGS \
             CO_VARKEYWORDS ClassFoundException ClosureVars EndOfBlock FrameInfo FullArgSpec \
             TPFLAGS_IS_ABSTRACT Traceback classify_class_attrs currentframe findsource \
             formatannotationrelativeto formatargvalues get_annotations getabsfile getargs getargvalues \
             getattr_static getblock getcallargs getclasstree getclosurevars getcomments getcoroutinelocals \
             getfile getframeinfo getfullargspec getgeneratorlocals getinnerframes getlineno \
             getmembers_static getmodulename getouterframes getsource getsourcefile getsourcelines indentsize \
             isframe isgetsetdescriptor ismemberdescriptor ismethoddescriptor ismethodwrapper stack trace \
             walktree"
        }
        "io" => {
            "BufferedRWPair BufferedRandom BufferedReader BufferedWriter FileIO IncrementalNewlineDecoder \
             TextIOWrapper open open_code text_encoding"
        }
        "json" => "detect_encoding",
        "logging" => {
            "BufferingFormatter FileHandler GenericAlias Manager PercentStyle PlaceHolder StrFormatStyle \
             StringTemplateStyle Template currentframe getLogRecordFactory logMultiprocessing logProcesses \
             logThreads setLogRecordFactory"
        }
        "math" => "erf erfc gamma lgamma",
        "numbers" => "ABCMeta abstractmethod",
        "os" => {
            "CLD_CONTINUED CLD_DUMPED CLD_EXITED CLD_KILLED CLD_STOPPED CLD_TRAPPED DirEntry EFD_CLOEXEC \
             EFD_NONBLOCK EFD_SEMAPHORE EX_CANTCREAT EX_CONFIG EX_DATAERR EX_IOERR EX_NOHOST EX_NOINPUT \
             EX_NOPERM EX_NOUSER EX_OK EX_OSERR EX_OSFILE EX_PROTOCOL EX_SOFTWARE EX_TEMPFAIL EX_UNAVAILABLE \
             EX_USAGE F_LOCK F_OK F_TEST F_TLOCK F_ULOCK GRND_NONBLOCK GRND_RANDOM GenericAlias \
             MFD_ALLOW_SEALING MFD_CLOEXEC MFD_HUGETLB MFD_HUGE_16GB MFD_HUGE_16MB MFD_HUGE_1GB MFD_HUGE_1MB \
             MFD_HUGE_256MB MFD_HUGE_2GB MFD_HUGE_2MB MFD_HUGE_32MB MFD_HUGE_512KB MFD_HUGE_512MB \
             MFD_HUGE_64KB MFD_HUGE_8MB MFD_HUGE_MASK MFD_HUGE_SHIFT Mapping MutableMapping NGROUPS_MAX \
             O_ACCMODE O_APPEND O_ASYNC O_CLOEXEC O_CREAT O_DIRECT O_DIRECTORY O_DSYNC O_EXCL O_FSYNC \
             O_LARGEFILE O_NDELAY O_NOATIME O_NOCTTY O_NOFOLLOW O_NONBLOCK O_PATH O_RDONLY O_RDWR O_RSYNC \
             O_SYNC O_TMPFILE O_TRUNC O_WRONLY POSIX_FADV_DONTNEED POSIX_FADV_NOREUSE POSIX_FADV_NORMAL \
             POSIX_FADV_RANDOM POSIX_FADV_SEQUENTIAL POSIX_FADV_WILLNEED POSIX_SPAWN_CLOSE POSIX_SPAWN_DUP2 \
             POSIX_SPAWN_OPEN PRIO_PGRP PRIO_PROCESS PRIO_USER P_ALL P_NOWAIT P_NOWAITO P_PGID P_PID P_PIDFD \
             P_WAIT RTLD_DEEPBIND RTLD_GLOBAL RTLD_LAZY RTLD_LOCAL RTLD_NODELETE RTLD_NOLOAD RTLD_NOW \
             RWF_APPEND RWF_DSYNC RWF_HIPRI RWF_NOWAIT RWF_SYNC R_OK SCHED_BATCH SCHED_FIFO SCHED_IDLE \
             SCHED_OTHER SCHED_RESET_ON_FORK SCHED_RR SEEK_CUR SEEK_DATA SEEK_END SEEK_HOLE SEEK_SET \
             SPLICE_F_MORE SPLICE_F_MOVE SPLICE_F_NONBLOCK ST_APPEND ST_MANDLOCK ST_NOATIME ST_NODEV \
             ST_NODIRATIME ST_NOEXEC ST_NOSUID ST_RDONLY ST_RELATIME ST_SYNCHRONOUS ST_WRITE TMP_MAX \
             WCONTINUED WCOREDUMP WEXITED WEXITSTATUS WIFCONTINUED WIFEXITED WIFSIGNALED WIFSTOPPED WNOHANG \
             WNOWAIT WSTOPPED WSTOPSIG WTERMSIG WUNTRACED W_OK XATTR_CREATE XATTR_REPLACE XATTR_SIZE_MAX X_OK \
             abort access chdir chmod chown chroot close closerange confstr confstr_names copy_file_range \
             ctermid defpath device_encoding dup dup2 environb eventfd eventfd_read eventfd_write execl \
             execle execlp execlpe execv execve execvp execvpe fchdir fchmod fchown fdatasync fdopen fork \
             forkpty fpathconf fsdecode fsencode fstat fstatvfs fsync ftruncate fwalk get_blocking \
             get_exec_path get_inheritable get_terminal_size getcwdb getegid getenvb geteuid getgid \
             getgrouplist getgroups getloadavg getlogin getpgid getpgrp getpriority getrandom getresgid \
             getresuid getsid getuid getxattr initgroups isatty kill killpg lchown link listdir listxattr \
             lockf login_tty lseek lstat major makedev makedirs memfd_create minor mkdir mkfifo mknod nice \
             open openpty pathconf pathconf_names pidfd_open pipe pipe2 popen posix_fadvise posix_fallocate \
             posix_spawn posix_spawnp pread preadv pwrite pwritev read readlink readv register_at_fork remove \
             removedirs removexattr rename renames replace rmdir scandir sched_get_priority_max \
             sched_get_priority_min sched_getaffinity sched_getparam sched_getscheduler sched_param \
             sched_rr_get_interval sched_setaffinity sched_setparam sched_setscheduler sched_yield sendfile \
             set_blocking set_inheritable setegid seteuid setgid setgroups setpgid setpgrp setpriority \
             setregid setresgid setresuid setreuid setsid setuid setxattr spawnl spawnle spawnlp spawnlpe \
             spawnv spawnve spawnvp spawnvpe splice stat stat_result statvfs statvfs_result \
             supports_bytes_environ supports_dir_fd supports_effective_ids supports_fd \
             supports_follow_symlinks symlink sync sysconf sysconf_names system tcgetpgrp tcsetpgrp \
             terminal_size times times_result truncate ttyname umask uname uname_result unlink utime wait \
             wait3 wait4 waitid waitid_result waitpid waitstatus_to_exitcode walk write writev"
        }
        "os.path" => {
            "commonpath defpath devnull expandvars getatime getctime getmtime getsize samefile sameopenfile \
             samestat splitdrive supports_unicode_filenames"
        }
        "platform" => {
            "architecture freedesktop_os_release java_ver libc_ver mac_ver python_branch python_build \
             python_compiler python_revision system_alias uname uname_result version win32_edition \
             win32_is_iot win32_ver"
        }
        "pprint" => "isrecursive",
        "random" => "betavariate gammavariate vonmisesvariate",
        "re" => "Scanner T TEMPLATE",
        "statistics" => "NormalDist correlation covariance linear_regression median_grouped",
        "string" => "Formatter",
        "sys" => {
            "_getframe abiflags addaudithook audit breakpointhook call_tracing flags \
             get_coroutine_origin_tracking_depth get_int_max_str_digits getallocatedblocks getdlopenflags \
             getfilesystemencodeerrors getprofile getrefcount getsizeof gettrace hash_info meta_path \
             path_hooks path_importer_cache platlibdir pycache_prefix set_coroutine_origin_tracking_depth \
             set_int_max_str_digits setdlopenflags setprofile settrace stdin stdlib_module_names thread_info \
             unraisablehook"
        }
        "traceback" => "print_last walk_stack walk_tb",
        "types" => {
            "CellType ClassMethodDescriptorType FrameType GetSetDescriptorType MemberDescriptorType \
             MethodDescriptorType MethodWrapperType WrapperDescriptorType prepare_class resolve_bases"
        }
        "typing" => "ParamSpecArgs ParamSpecKwargs clear_overloads get_overloads no_type_check_decorator",
        "urllib.parse" => "DefragResult DefragResultBytes ParseResultBytes SplitResultBytes",
        "uuid" => {
            "Enum RESERVED_FUTURE RESERVED_MICROSOFT RESERVED_NCS RFC_4122 SafeUUID bytes_ getnode int_ uuid3 \
             uuid5"
        }
        _ => "",
    }
}
