# What is put into sys.modules is what an import gives, and what is taken out is imported anew; errors have names.
import sys
import types


def run(source):
    try:
        exec(source, {})
    except ImportError as error:
        print(type(error).__name__, str(error).split(' (')[0], error.name)


sys.modules['mine'] = types.SimpleNamespace(a=1)
run('import mine; print(mine.a)')
run('from mine import a; print(a)')
run('from mine import b')
sys.modules['gone'] = None
run('import gone')
run('from gone import a')
module = types.ModuleType('made')
module.x = 5
sys.modules['made'] = module
sys.modules['package'] = types.ModuleType('package')
sys.modules['package.inner'] = module
run('import made; print(made.x)')
run('from made import x; print(x)')
run('from made import y')
run('import made.inner')
run('import package.inner as inner; print(inner.x)')
run('from package import inner; print(inner.x)')
del sys.modules['made']
run('import made')
print(sys.modules.pop('made', 'none'), sys.modules.setdefault('mine', 1).a, 'package' in sys.modules)
sys.modules.update(made=module)
run('import made; print(made.x)')
math = sys.modules.pop('math', None)
run('import math; print(math.pi)')
for source in (
    'from collections import nope', 'from sys import nope', 'import os.nope', 'import json.nope', 'import nope',
    'from nope import x', 'import nope.inner', 'from os import nope', 'import sys.x', 'from math import nope',
):
    run(source)
