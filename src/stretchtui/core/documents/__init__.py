"""Printable documents: the sheet for the wall and the report for a doctor's visit, as blocks and as HTML."""
