project = "A sample of sphinx-loopscope"
copyright = ""
extensions = ["myst_parser", "sphinx_loopscope"]
loopscope_url = "https://loopscope.example/"
loopscope_attributes = {"clock": "virtual"}
