"""The catalogue on disk: stretches, routines, pages, doses, favourites, schemas and templates."""
