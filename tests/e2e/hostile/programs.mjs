// Programs that mean ill. Each has a name and its text; `stdout` is what it prints, `stderr` what is in what it writes there.

const within = (body) => `import asyncio\n\nasync def main():\n${body.replaceAll(/^/gm, "    ")}\n\nasyncio.run(main())`;
const markup = "<img src=x onerror=pwned=1><script>pwned=1</script>";

export const programs = [
  // What it prints, and names.
  { name: "markup", program: `print("${markup}")`, stdout: markup },
  { name: "markup as an error", program: `raise ValueError("${markup}")`, stderr: `ValueError: ${markup}` },
  { name: "addresses", program: `print("javascript:pwned=1 https://evil.example data:text/html,x")`, stdout: "javascript:pwned=1 https://evil.example data:text/html,x" },
  { name: "controls of a terminal", program: String.raw`print("\x1b[2J\x1b[31mred\x1b]8;;https://evil.example\x07x\x1b]8;;\x07")`, stdout: "\x1b[2J\x1b[31mred\x1b]8;;https://evil.example\x07x\x1b]8;;\x07" },
  { name: "text that runs the other way", program: String.raw`print("\u202e\u2066evil\u200b")`, stdout: "\u202e\u2066evil\u200b" },
  { name: "a name of a task", program: within(`async def say():\n    print("said")\nawait asyncio.create_task(say(), name="${markup}")`), stdout: "said", who: markup },
  { name: "a name of a thread", program: `import threading\nthread = threading.Thread(target=print, args=("said",), name="${markup}")\nthread.start()\nthread.join()`, stdout: "said", who: markup },
  { name: "a name of a class", program: `type("${markup}", (Exception,), {})\nraise type("${markup}", (Exception,), {})("x")`, stderr: markup },
  { name: "a line of a million characters", program: `print("x" * 1_000_000)`, startsWith: "x".repeat(10_000) },
  { name: "a question with markup", program: `print(input("${markup}"))`, stdout: `${markup}typedtyped`, answer: "typed" },
  { name: "a file name", program: `open("${markup}")`, stderr: "FileNotFoundError" },

  // Ways out.
  {
    name: "modules of other engines, and of the system",
    program: `for name in "js pyodide_js pyodide micropip browser ctypes _ctypes cffi subprocess multiprocessing webbrowser".split():
    try:
        print(__import__(name))
    except ImportError:
        pass`,
    stdout: "",
  },
  {
    name: "objects of the browser",
    program: `for name in "window document localStorage navigator globalThis fetch self XMLHttpRequest".split():
    try:
        print(eval(name))
    except NameError:
        pass`,
    stdout: "",
  },
  { name: "files of the machine", program: `import os\nprint(os.path.exists("/etc/passwd"), os.path.exists("/proc/self/environ"), os.path.exists("engine/session.js"))`, stdout: "False False False" },
  { name: "variables of the system", program: `import os\nprint(dict(os.environ))`, stdout: "{}" },
  { name: "commands", program: `import os\ntry:\n    os.system("id")\nexcept (AttributeError, OSError, NotImplementedError) as error:\n    print("refused")`, stdout: "refused" },
];
