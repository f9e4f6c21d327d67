print("before the import")

import no_such_module_anywhere
