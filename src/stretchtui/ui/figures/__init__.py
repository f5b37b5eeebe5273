"""Figures and the body map as widgets."""
