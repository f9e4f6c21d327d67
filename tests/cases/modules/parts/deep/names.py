from ..tools import double

NAME = f"deep {double(1)}"
_hidden = 1
