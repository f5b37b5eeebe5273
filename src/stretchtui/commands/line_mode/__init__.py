"""Line mode: a session in lines of text, for screen readers, dumb terminals, recordings and pipes.

`run` is the way in, `flow` the way from a plan to the history; what is decided is decided in `application/`.
"""
