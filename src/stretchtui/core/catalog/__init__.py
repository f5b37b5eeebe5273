"""Stretches, routines and regions: types, validation, searching, and building a routine."""
