"""What holds for all tests."""

from hypothesis import HealthCheck, settings

# how long an example takes says something about the machine, and nothing about the program
settings.register_profile("stretchtui", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("stretchtui")
