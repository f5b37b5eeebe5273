"""Printable documents as files: HTML, SVG and, with the extra `pdf`, PDF."""
