"""`logging` to files."""

import logging
import logging.handlers
import os
import tempfile

os.chdir(tempfile.mkdtemp())

logger = logging.getLogger("app")
logger.setLevel(logging.DEBUG)
logger.propagate = False
handler = logging.FileHandler("app.log")
handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
logger.addHandler(handler)
logger.info("first")
logger.warning("second %d", 2)
print(open("app.log").read().splitlines(), os.path.basename(handler.baseFilename), handler.mode)
try:
    1 / 0
except ZeroDivisionError:
    logger.exception("failed")
handler.close()
logger.removeHandler(handler)
lines = open("app.log").read().splitlines()
print(lines[2], lines[-1], len(lines))
handler = logging.FileHandler("late.log", "w", delay=True)
logger.addHandler(handler)
print(os.path.exists("late.log"))
logger.info("naïve")
print(open("late.log", encoding="utf-8").read())
logger.removeHandler(handler)
logging.shutdown()

rotating = logging.handlers.RotatingFileHandler("turn.log", maxBytes=40, backupCount=2)
rotating.setFormatter(logging.Formatter("%(message)s"))
logger.addHandler(rotating)
for number in range(12):
    logger.info("message number %d", number)
rotating.close()
for name in sorted(os.listdir()):
    if name.startswith("turn"):
        print(name, open(name).read().split("\n"))
logger.removeHandler(rotating)

logging.basicConfig(filename="root.log", filemode="w", level=logging.INFO, format="%(name)s: %(message)s")
logging.info("to the root")
logging.getLogger("other").error("to its child")
logging.debug("too little")
logging.shutdown()
print(open("root.log").read())
try:
    logging.basicConfig(force=True, filename="x", stream=open("y", "w"))
except ValueError as error:
    print(error)
try:
    logging.FileHandler("missing/directory.log")
except FileNotFoundError as error:
    print(error.strerror)
print("end")
