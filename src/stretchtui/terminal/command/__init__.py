"""A command in a pseudo-terminal of its own, so that another program can have the user's terminal meanwhile.

Three processes. The *runner* (ours, in the user's terminal) carries keys and output while nothing else is shown. The
*supervisor*, forked from it before anything heavy is loaded, is the session leader of the new pseudo-terminal and the
parent of the *command*, as a shell is: so ctrl+z, ctrl+c and commands that go into the background work as they do under
a shell, whose job control needs a parent in the same session. While a screen is shown the supervisor moves the output
into a spool file, in a process of its own, so that a command that writes as fast as it can delays no key and no hold.

    user's terminal <-> runner <-> pseudo-terminal <-> command        nothing is shown
    user's terminal <-> runner          pseudo-terminal <-> command   a screen is shown
                           ^ reads          | moves (supervisor)
                           +---- spool <----+

Should the runner be killed outright, the supervisor puts the user's terminal right, writes what waits in the spool,
and hangs up on the command: its terminal is gone, as when the window of a terminal emulator is closed. It is not left
to run: nobody could see it or press ctrl+c, and the shell was told that it failed.
"""
