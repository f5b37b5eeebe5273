"""What holds for all tests."""

import signal

from hypothesis import HealthCheck, settings

# a shell that starts the tests in the background has keyboard signals ignored, and so would have
# every program that they start
for number, usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGQUIT, signal.SIG_DFL)):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, usual)

# how long an example takes says something about the machine, and nothing about the program
settings.register_profile("stretchtui", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("stretchtui")
