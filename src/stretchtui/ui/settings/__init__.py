"""Key bindings as the user set them."""
