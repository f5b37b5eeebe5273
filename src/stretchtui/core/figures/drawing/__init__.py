"""A body projected and painted: camera, scene, raster, braille and ASCII."""
