"""Handlers that pass records on."""

import asyncio
import logging
import logging.handlers
import queue
import sys
import threading


class L(logging.Handler):

    def emit(self, r):
        print(self.name, self.format(r), r.args, r.exc_info, r.threadName)


def h(name, level=0, fmt=None):
    x = L(level)
    x.set_name(name)
    if fmt:
        x.setFormatter(logging.Formatter(fmt))
    return x


q = queue.Queue()
log = logging.getLogger('app')
log.setLevel(logging.DEBUG)
log.propagate = False
qh = logging.handlers.QueueHandler(q)
log.addHandler(qh)
ql = logging.handlers.QueueListener(q, h('one', fmt='%(levelname)s %(message)s'), h('two', logging.ERROR), respect_handler_level=True)
ql.start()
log.info('hello %s', 'you')
log.error('bad')
try:
    1 / 0
except ZeroDivisionError:
    log.exception('caught')
ql.stop()
print(q.qsize())


async def main():
    loop = asyncio.get_running_loop()
    await asyncio.gather(*(loop.run_in_executor(None, log.warning, 'from %d', i) for i in range(2)))


ql.start()
asyncio.run(main())
ql.stop()
log.removeHandler(qh)
mh = logging.handlers.MemoryHandler(3, target=h('mem'))
log.addHandler(mh)
log.info('1')
log.info('2')
print(len(mh.buffer))
log.info('3')
print(len(mh.buffer))
log.info('4')
log.error('now')
log.info('kept')
mh.close()
print(len(mh.buffer), mh.target)
log.removeHandler(mh)
m2 = logging.handlers.MemoryHandler(2, flushLevel=logging.CRITICAL, flushOnClose=False)
log.addHandler(m2)
log.error('a')
log.error('b')
print(len(m2.buffer))
m2.setTarget(h('late'))
m2.flush()
m2.close()
log.removeHandler(m2)
b = logging.handlers.BufferingHandler(2)
log.addHandler(b)
log.info('x')
print(len(b.buffer))
log.info('y')
print(len(b.buffer))
b.close()
full = queue.Queue(1)
f = logging.handlers.QueueHandler(full)
log.handlers = [f]
logging.raiseExceptions = False
log.info('one')
log.info('two')
print(full.qsize(), full.get().getMessage())
