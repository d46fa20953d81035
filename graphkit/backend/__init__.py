"""graphkit as a backend of NetworkX: its functions take our networks, and our kernels take its graphs.

``info`` is what NetworkX reads when it is imported and stays light; ``interface`` what it calls. A function of NetworkX
that has a kernel is a file of its name in ``functions``. All others run in NetworkX, on a copy made once.
"""
