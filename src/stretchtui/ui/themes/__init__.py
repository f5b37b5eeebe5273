"""Themes put on, picked and watched."""
