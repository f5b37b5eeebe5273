"""`while`: a break for as long as something else takes."""
